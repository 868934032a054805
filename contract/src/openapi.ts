import { ErrorBody } from './error-body.ts'
import { asJson, collectModels, isInput, isModel, type JsonSchema, mapValues, withoutNull } from './json-schema.ts'
import { headerComponents, headerReferences } from './openapi-headers.ts'
import { type Operation, operationKey } from './operation.ts'

type Json = Readonly<Record<string, unknown>>

export interface OpenapiOptions {
  /** The operations that the server mounts. */
  readonly operations: readonly Operation[]
  /** The origin that clients reach: `https://api.example.com`. */
  readonly publicUrl: string
}

/** The OpenAPI 3.0 document of these operations. A model has two forms: `X` in answers, `X.Input` in bodies. */
export function openapiDocument({ operations, publicUrl }: OpenapiOptions): Json {
  const origin = publicUrl.replace(/\/+$/, '')
  const byPath = Map.groupBy(operations, ({ path }) => path)
  const paths = [...byPath].map(([path, methods]) => [
    path,
    Object.fromEntries(methods.map((operation) => [operation.method.toLowerCase(), operationObject(operation)])),
  ])
  return {
    openapi: '3.0.3',
    info: { title: 'Odnowa', version: '1.0', description: 'Renews services; speaks the OVHcloud renewal API.' },
    servers: [{ url: `${origin}/1.0` }, { url: `${origin}/v1` }],
    security: [{ application: [], consumer: [], timestamp: [], signature: [] }, { bearer: [] }],
    paths: Object.fromEntries(paths),
    components: { schemas: components(operations), parameters: headerComponents, securitySchemes },
  }
}

const securitySchemes = {
  application: { type: 'apiKey', in: 'header', name: 'X-Ovh-Application' },
  consumer: { type: 'apiKey', in: 'header', name: 'X-Ovh-Consumer' },
  timestamp: { type: 'apiKey', in: 'header', name: 'X-Ovh-Timestamp' },
  signature: { type: 'apiKey', in: 'header', name: 'X-Ovh-Signature' },
  bearer: { type: 'http', scheme: 'bearer' },
} as const

function operationObject(operation: Operation): Json {
  const { body, iamAction, noAuthentication, response, section, status } = operation
  return {
    operationId: operationId(operation),
    tags: [section],
    ...(status === 'deprecated' ? { deprecated: true } : {}),
    ...deprecationNotes(operation),
    'x-api-status': status,
    ...(iamAction === null ? {} : { 'x-iam-actions': [{ name: iamAction, required: true }] }),
    ...(noAuthentication ? { 'x-no-authentication': true, security: [] } : {}),
    parameters: [...parameterObjects(operation), ...headerReferences(operation)],
    ...(body === null ? {} : { requestBody: { required: true, content: content(asJson(body)) } }),
    responses: {
      200:
        asJson(response).type === 'null' ? { description: 'done: null' } : answerObject('the answer', asJson(response)),
      default: answerObject('an error', asJson(ErrorBody)),
    },
  }
}

function deprecationNotes({ deprecation }: Operation): Json {
  if (!deprecation) return {}
  const { since, deletion, replacement } = deprecation
  return {
    description: `Deprecated since ${day(since)}, to be deleted on ${day(deletion)}. Call \`${replacement}\` instead.`,
    'x-deprecation-date': since,
    'x-deletion-date': deletion,
    'x-replacement-route': replacement,
  }
}

/** `2023-03-07` of `2023-03-07T00:00:00Z` */
function day(moment: string): string {
  return moment.slice(0, 10)
}

/** `getServiceServiceIdRenew` */
function operationId(operation: Operation): string {
  const words = operationKey(operation).split(/[^A-Za-z0-9]+/)
  const [method = '', ...others] = words.filter((word) => word !== '')
  return method.toLowerCase() + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

function parameterObjects({ pathParameters, query }: Operation): readonly Json[] {
  const inPath = Object.entries(pathParameters).map(([name, type]) => ({
    in: 'path',
    name,
    required: true,
    schema: { type },
  }))
  const { properties = {}, required = [] } = asJson(query)
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    in: 'query',
    name,
    required: required.includes(name),
    schema: openapiSchema(schema),
  }))
  return [...inPath, ...inQuery]
}

function answerObject(description: string, schema: JsonSchema): Json {
  return { description, content: content(schema) }
}

function content(schema: JsonSchema): Json {
  return { 'application/json': { schema: openapiSchema(schema) } }
}

function components(operations: readonly Operation[]): Json {
  const roots = operations.flatMap(({ query, body, response }) => [query, response, ...(body === null ? [] : [body])])
  const models = [...collectModels([ErrorBody, ...roots].map(asJson))].sort(([left], [right]) =>
    left < right ? -1 : 1,
  )
  return Object.fromEntries(models.map(([title, schema]) => [componentName(title), definition(schema, title)]))
}

/** OpenAPI allows no angle brackets: `complexType.SafeKeyValue<string>` is `complexType.SafeKeyValue.string`. */
function componentName(title: string): string {
  return title.replace(/<(\w+)>/, '.$1')
}

/** What a schema is, where it is used: a reference to its component when it is a model. */
function openapiSchema(annotated: JsonSchema): Json {
  const { schema, canBeNull } = withoutNull(annotated)
  const notes = { ...(canBeNull ? { nullable: true } : {}), ...(annotated.readOnly ? { readOnly: true } : {}) }
  if (!isModel(schema)) return { ...definition(schema), ...notes }
  const reference = { $ref: `#/components/schemas/${componentName(schema.title)}` }
  return Object.keys(notes).length === 0 ? reference : { allOf: [reference], ...notes }
}

/** What a schema is, in full. Only bodies are closed: a client must bear new fields in answers. */
function definition(schema: JsonSchema, title = ''): Json {
  const { enum: values, format, items, pattern, properties, required = [], type } = schema
  const example = schema.example ?? (format === 'duration' ? 'P1Y' : undefined)
  const inMap = mapValues(schema)
  if (values) return { type: 'string', enum: values }
  return {
    type,
    ...(format ? { format } : {}),
    ...(example ? { example } : {}),
    ...(pattern ? { pattern } : {}),
    ...(items ? { items: openapiSchema(items) } : {}),
    ...(inMap ? { additionalProperties: openapiSchema(inMap) } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, inner]) => [name, openapiSchema(inner)]),
          ),
        }
      : {}),
    ...(required.length > 0 ? { required } : {}),
    ...(properties && (title === '' || isInput(title)) ? { additionalProperties: false } : {}),
  }
}
