/** The parts of an OpenAPI document that this page looks at. */
export interface OpenapiDocument {
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenapiOperation>>>>
  readonly components: Readonly<Record<string, unknown>>
}

interface OpenapiOperation {
  readonly parameters: readonly Readonly<Record<string, unknown>>[]
}

/** The origin that the server knows itself by. */
export function publicOriginOf(document: OpenapiDocument): string {
  return new URL(document.servers[0]?.url ?? '').origin
}

/**
 * The document as this page shows it: calls go to the origin that the page came from; the page has its own way to give keys; and
 * a parameter of a path may hold several ids, for `X-Ovh-Batch`.
 */
export function shownDocument(document: OpenapiDocument, pageOrigin: string): object {
  const { securitySchemes: _schemes, ...components } = document.components
  const servers = document.servers.slice(0, 1).map(({ url }) => ({ url: pageOrigin + new URL(url).pathname }))
  const paths = mapValues(document.paths, (methods) => mapValues(methods, shownOperation))
  return { ...document, servers, paths, components, security: [] }
}

function shownOperation(operation: OpenapiOperation): OpenapiOperation {
  const parameters = operation.parameters.map((parameter) =>
    parameter.in === 'path' ? { ...parameter, schema: { type: 'string' } } : parameter,
  )
  return { ...operation, parameters }
}

function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Result,
): Readonly<Record<string, Result>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))
}
