import { header, importsText } from './models-text.ts'
import { bodySchema, kebab, type Parameter, type Reference, type ReferenceOperation, type Schema } from './reference.ts'
import { fieldName, fieldsText, helper, newUses, quoted, typeText, type Uses } from './type-text.ts'

interface Keyed {
  readonly method: string
  readonly path: string
  readonly section: string
  readonly operation: ReferenceOperation
}

/** The generated operation files, one a section, and the one that joins them: path below contract/src, text. */
export function operationFiles(reference: Reference, beta: readonly RegExp[]): ReadonlyMap<string, string> {
  const all = Object.entries(reference.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      section: path.split('/')[1] ?? '',
      operation,
    })),
  )
  const groups = Map.groupBy(all, ({ path }) => groupOf(path))
  const files = [...groups].map(
    ([group, operations]) => [groupFile(group), groupText(group, operations, reference, beta)] as const,
  )
  return new Map([...files, ['operations.generated.ts', joinText([...groups.keys()])]])
}

function groupText(group: string, operations: readonly Keyed[], reference: Reference, beta: readonly RegExp[]): string {
  const uses = newUses(reference.components.schemas)
  const entries = operations.map((keyed) => entryText(keyed, uses, beta))
  const body = `export const ${variable(group)} = {\n${entries.join('')}} as const satisfies Record<string, Operation>\n`
  return `${header}${importsText(null, uses, body)}import type { Operation } from '../operation.ts'\n\n${body}`
}

function entryText({ method, path, section, operation }: Keyed, uses: Uses, beta: readonly RegExp[]): string {
  const fields = [
    `method: ${quoted(method)}`,
    `path: ${quoted(path)}`,
    `section: ${quoted(section)}`,
    `status: ${quoted(statusOf(`${method} ${path}`, operation, beta))}`,
    ...deprecationText(operation),
    `noAuthentication: ${operation['x-no-authentication'] === true}`,
    `iamAction: ${iamText(operation)}`,
    `pathParameters: ${pathText(path, operation.parameters ?? [])}`,
    `query: ${parametersText(querySchema(operation.parameters ?? []), uses)}`,
    `body: ${bodyText(bodySchema(operation), uses)}`,
    `response: ${responseText(operation, uses)}`,
  ]
  return `  ${quoted(`${method} ${path}`)}: {\n${fields.map((field) => `    ${field.replaceAll('\n', '\n    ')},\n`).join('')}  },\n`
}

function statusOf(key: string, operation: ReferenceOperation, beta: readonly RegExp[]): string {
  if (operation.deprecated) return 'deprecated'
  return beta.some((pattern) => pattern.test(key)) ? 'beta' : 'production'
}

function deprecationText(operation: ReferenceOperation): readonly string[] {
  const since = operation['x-deprecation-date']
  const deletion = operation['x-deletion-date']
  const replacement = operation['x-replacement-route']
  if (!since || !deletion || !replacement) return []
  return [
    `deprecation: { since: ${quoted(since)}, deletion: ${quoted(deletion)}, replacement: ${quoted(replacement)} }`,
  ]
}

function iamText(operation: ReferenceOperation): string {
  const [action, ...others] = operation['x-iam-actions'] ?? []
  if (others.length > 0) throw new Error(`more than one right: ${JSON.stringify(operation)}`)
  return action ? quoted(action.name) : 'null'
}

/** In the order of the path. */
function pathText(path: string, parameters: readonly Parameter[]): string {
  const position = ({ name }: Parameter): number => path.indexOf(`{${name}}`)
  const ordered = parameters
    .filter((parameter) => parameter.in === 'path')
    .sort((left, right) => position(left) - position(right))
  const texts = ordered.map(
    ({ name, schema }) => `${fieldName(name)}: '${schema.type === 'integer' ? 'integer' : 'string'}'`,
  )
  return texts.length === 0 ? '{}' : `{ ${texts.join(', ')} }`
}

function querySchema(parameters: readonly Parameter[]): Schema {
  const queries = parameters.filter(({ in: where }) => where === 'query')
  return {
    type: 'object',
    properties: Object.fromEntries(queries.map(({ name, schema }) => [name, schema])),
    required: queries.filter(({ required }) => required).map(({ name }) => name),
  }
}

function parametersText(schema: Schema, uses: Uses): string {
  const empty = Object.keys(schema.properties ?? {}).length === 0
  return `${helper('parameters', uses)}(${empty ? '{}' : fieldsText(schema, 'body', uses)})`
}

function bodyText(schema: Schema | undefined, uses: Uses): string {
  if (!schema) return 'null'
  return schema.$ref ? typeText(schema, 'body', uses) : parametersText(schema, uses)
}

function responseText(operation: ReferenceOperation, uses: Uses): string {
  const schema = operation.responses['200']?.content?.['application/json'].schema
  return schema ? typeText(schema, 'answer', uses) : 'Type.Null()'
}

function joinText(groups: readonly string[]): string {
  const imports = groups.map((group) => `import { ${variable(group)} } from './${groupFile(group)}'\n`)
  const spreads = groups.map((group) => `  ...${variable(group)},\n`)
  const comment = '/** Every operation of the reference document, by its key. */\n'
  return `${header}${imports.join('')}\n${comment}export const operations = {\n${spreads.join('')}} as const\n`
}

/** Operations of one file: those of a section, under `me` those of its second segment: `meOrder`. */
function groupOf(path: string): string {
  const [, section = '', second = ''] = path.split('/')
  return section === 'me' ? `me${second.charAt(0).toUpperCase()}${second.slice(1)}` : section
}

function groupFile(group: string): string {
  return `operations/${kebab(group)}.generated.ts`
}

function variable(group: string): string {
  return `${group}Operations`
}
