import {
  asJson,
  collectModels,
  isInput,
  isModel,
  type JsonSchema,
  mapValues,
  modelName,
  withoutNull,
} from './json-schema.ts'
import type { NativeModel, NativeOperation, NativeParameter, SectionDocument } from './native-schema.ts'
import type { ApiStatus, Operation } from './operation.ts'

const statuses: Readonly<Record<ApiStatus, { readonly value: string; readonly description: string }>> = {
  production: { value: 'PRODUCTION', description: 'Stable production version' },
  beta: { value: 'BETA', description: 'Beta version' },
  deprecated: { value: 'DEPRECATED', description: 'Deprecated, will be removed' },
}

/**
 * The document of a section: of all operations at or below `/{section}`. Null when there are none.
 * @param section `me`, or a longer root such as `dedicated/server`
 * @param basePath `https://api.example.com/1.0`
 */
export function sectionDocument(
  section: string,
  operations: readonly Operation[],
  basePath: string,
): SectionDocument | null {
  const inside = operations.filter(({ path }) => `${path}/`.startsWith(`/${section}/`))
  if (inside.length === 0) return null
  const byPath = Map.groupBy(inside, ({ path }) => path)
  return {
    apiVersion: '1.0',
    basePath,
    resourcePath: `/${section}`,
    apis: [...byPath].map(([path, methods]) => ({
      path,
      description: '',
      operations: methods.map(nativeOperation),
    })),
    models: nativeModels(inside),
  }
}

/** The document at the root, which names the sections: `{apis: [{path: '/service', ...}]}`. */
export function rootDocument(operations: readonly Operation[], basePath: string): object {
  const sections = [...new Set(operations.map(({ section }) => section))].sort()
  const apis = sections.map((name) => ({
    path: `/${name}`,
    schema: '{path}.{format}',
    format: ['json'],
    description: '',
  }))
  return { apiVersion: '1.0', basePath, apis }
}

function nativeOperation(operation: Operation): NativeOperation {
  const { deprecation, iamAction, method, noAuthentication, response, status } = operation
  const dates = deprecation
    ? { deprecatedDate: deprecation.since, deletionDate: deprecation.deletion, replacement: deprecation.replacement }
    : {}
  return {
    httpMethod: method,
    apiStatus: { ...statuses[status], ...dates },
    noAuthentication,
    parameters: [...pathParameters(operation), ...queryParameters(operation), ...bodyParameters(operation)],
    responseType: typeName(asJson(response)),
    description: '',
    ...(iamAction === null ? {} : { iamActions: [{ name: iamAction, required: true }] }),
  }
}

function pathParameters(operation: Operation): readonly NativeParameter[] {
  return Object.entries(operation.pathParameters).map(([name, type]) =>
    parameter(name, type === 'integer' ? 'long' : 'string', 'path', true),
  )
}

function queryParameters(operation: Operation): readonly NativeParameter[] {
  return fieldParameters(asJson(operation.query), 'query')
}

/** One parameter a field; of a body that is one model, a single parameter without a name. */
function bodyParameters(operation: Operation): readonly NativeParameter[] {
  if (operation.body === null) return []
  const body = asJson(operation.body)
  return isModel(body) ? [parameter(null, typeName(body), 'body', true)] : fieldParameters(body, 'body')
}

function fieldParameters(schema: JsonSchema, paramType: 'query' | 'body'): readonly NativeParameter[] {
  const { properties = {}, required = [] } = schema
  return Object.entries(properties).map(([name, field]) =>
    parameter(name, typeName(field), paramType, required.includes(name)),
  )
}

function parameter(
  name: string | null,
  type: string,
  paramType: NativeParameter['paramType'],
  required: boolean,
): NativeParameter {
  return { name, dataType: type, fullType: type, paramType, required, description: '' }
}

/** The models that these operations use, once each under OVH's name; what a body requires comes from its request form. */
function nativeModels(operations: readonly Operation[]): Readonly<Record<string, NativeModel>> {
  const roots = operations.flatMap(({ query, body, response }) => [query, response, ...(body === null ? [] : [body])])
  const found = collectModels(roots.map(asJson))
  const names = [...new Set([...found.keys()].map(modelName))].sort()
  return Object.fromEntries(
    names.flatMap((name) => {
      const forms = [...found].filter(([title]) => modelName(title) === name)
      const [, schema] = forms[0] ?? []
      const required = forms.find(([title]) => isInput(title))?.[1].required ?? []
      return schema ? [[name, nativeModel(name, schema, required)] as const] : []
    }),
  )
}

function nativeModel(name: string, schema: JsonSchema, required: readonly string[]): NativeModel {
  const words = name.split('.')
  const head = { id: words.at(-1) ?? name, namespace: words.slice(0, -1).join('.'), description: '' }
  if (schema.enum) return { ...head, enum: schema.enum, enumType: 'string' }
  const properties = Object.entries(schema.properties ?? {}).map(([field, inner]) => {
    const type = typeName(inner)
    const { canBeNull } = withoutNull(inner)
    const readOnly = inner.readOnly === true
    return [field, { type, fullType: type, canBeNull, readOnly, required: required.includes(field), description: '' }]
  })
  return { ...head, properties: Object.fromEntries(properties) }
}

const textTypes: Readonly<Record<string, string>> = {
  date: 'date',
  'date-time': 'datetime',
  duration: 'duration',
  password: 'password',
  uuid: 'uuid',
  ipBlock: 'ipBlock',
  'ip-block': 'ipBlock',
  ipv4: 'ipv4',
  ipv6: 'ipv6',
}

/** OVH's name of a type: `long`, `datetime`, `services.Service`, `long[]`, `map[string]string`. */
function typeName(annotated: JsonSchema): string {
  const { schema } = withoutNull(annotated)
  const inMap = mapValues(schema)
  if (isModel(schema)) return modelName(schema.title)
  if (schema.items) return `${typeName(schema.items)}[]`
  if (inMap) return `map[string]${typeName(inMap)}`
  if (schema.format) return textTypes[schema.format] ?? schema.format
  switch (schema.type) {
    case 'integer':
      return 'long'
    case 'number':
      return 'double'
    case 'null':
      return 'void'
    default:
      return schema.type ?? 'any'
  }
}
