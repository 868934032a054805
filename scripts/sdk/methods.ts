import { type Operation, operationKey } from '../../contract/src/operation.ts'
import { quoted } from '../contract/type-text.ts'
import { fileOf, header } from './operations.ts'

/** A function for each operation, one file a group: path below sdk/src/generated, text. */
export function methodFiles(groups: ReadonlyMap<string, readonly Operation[]>): ReadonlyMap<string, string> {
  const all = [...groups.values()].flat()
  const lists = new Set(all.flatMap(({ path }) => path.match(/^(.*)\/\{\w+\}$/)?.[1] ?? []))
  const names = new Map(all.map((operation) => [operation, methodName(operation, lists)]))
  demandUnique([...names.values()])
  return new Map(
    [...groups].map(([group, operations]) => [
      `methods/${fileOf(group)}`,
      fileText(operations.map((operation) => methodText(operation, names.get(operation) ?? ''))),
    ]),
  )
}

/**
 * The method and the literal segments: `postServiceRenew`; `listMeOrder` gives ids where `getMeOrder` gives what one of them
 * names.
 */
function methodName({ method, path }: Operation, lists: ReadonlySet<string>): string {
  const literals = path.split('/').filter((segment) => segment !== '' && !segment.startsWith('{'))
  const verb = method === 'GET' && lists.has(path) ? 'list' : method.toLowerCase()
  return verb + literals.map((segment) => segment.charAt(0).toUpperCase() + segment.slice(1)).join('')
}

function demandUnique(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Error(`two operations would be called ${twice}: name one of them otherwise`)
}

function fileText(methods: readonly string[]): string {
  const body = methods.join('\n')
  const names = ['Answer', 'BodyOf', 'CallOptions', 'Client', 'PathValue', 'QueryOf']
  const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(body))
  return `${header}import type { ${used.join(', ')} } from '../../client.ts'\n\n${body}`
}

function methodText(operation: Operation, name: string): string {
  const key = quoted(operationKey(operation))
  const parameters = Object.keys(operation.pathParameters)
  const hasQuery = Object.keys(operation.query.properties).length > 0
  const takes = [
    'client: Client',
    ...parameters.map((parameter) => `${parameter}: PathValue`),
    ...(operation.body ? [`body: BodyOf<${key}>`] : []),
    ...(hasQuery ? [`query: QueryOf<${key}> = {}`] : []),
    'options: CallOptions = {}',
  ]
  const gives = [
    ...(parameters.length > 0 ? [`params: { ${parameters.join(', ')} }`] : []),
    ...(operation.body ? ['body'] : []),
    ...(hasQuery ? ['query'] : []),
    '...options',
  ]
  const head = (words: string) => `export function ${name}(${words}): Promise<Answer<${key}>> {`
  const line = head(takes.join(', '))
  const signature = line.length <= 120 ? line : head(`\n${takes.map((text) => `  ${text},\n`).join('')}`)
  return `${documentation(operation)}${signature}\n  return client.call(${key}, { ${gives.join(', ')} })\n}\n`
}

function documentation(operation: Operation): string {
  const { deprecation, status } = operation
  const right = operation.iamAction === null ? '' : ` Right: \`${operation.iamAction}\`.`
  const beta = status === 'beta' ? ' Beta.' : ''
  const since = deprecation ? ` since ${deprecation.since}: use \`${deprecation.replacement}\`` : ''
  const deprecated = status === 'deprecated' ? `\n * @deprecated${since}` : ''
  const text = `\`${operationKey(operation)}\`.${right}${beta}`
  return deprecated === '' ? `/** ${text} */\n` : `/**\n * ${text}${deprecated}\n */\n`
}
