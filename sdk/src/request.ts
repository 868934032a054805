import type { Endpoint } from './endpoints.ts'
import { ConfigurationError } from './errors.ts'
import { isRepeatable } from './retry.ts'

/** What a parameter of a path may be. */
export type PathValue = string | number
/** What a parameter of a query may be; undefined leaves it out, a list repeats it. */
export type QueryValue = string | number | boolean | null | undefined | readonly (string | number | boolean)[] | object

/** A request as it is sent. */
export interface Request {
  readonly method: string
  /** Absolute and percent-encoded, as fetch sends it and as it is signed. */
  readonly url: string
  /** Path without query and branch, for errors. */
  readonly path: string
  /** The exact text that is sent and signed; null: none. */
  readonly body: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal | undefined
  /** Whether a signature is wanted: not for the calls by which a key is asked for. */
  readonly unsigned: boolean
  /** Whether sending it twice does what sending it once does. */
  readonly repeatable: boolean
}

/** The calls that OVHcloud takes without a signature (ovh-api.md 2.8). */
const unsignedCalls: readonly string[] = ['POST /auth/credential', 'GET /auth/time']

export interface RequestParts {
  readonly body?: unknown
  /** Of `QueryValue`s. */
  readonly query?: object | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
}

/** The form by which a service account gets a token. That it gets two does no harm, so it may be repeated. */
export function makeTokenRequest(tokenUrl: string, form: string, authorization: string): Request {
  return {
    method: 'POST',
    url: tokenUrl,
    path: new URL(tokenUrl).pathname,
    body: form,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Authorization: authorization },
    signal: undefined,
    unsigned: true,
    repeatable: true,
  }
}

/** @throws ConfigurationError for a path that does not begin with a slash */
export function makeRequest(endpoint: Endpoint, method: string, path: string, parts: RequestParts): Request {
  if (!path.startsWith('/')) throw new ConfigurationError(`the path "${path}" must begin with a slash`)
  const url = new URL(baseOf(endpoint, path) + path)
  url.hash = ''
  checkHeaders(parts.headers ?? {})
  appendQuery(url, parts.query ?? {})
  const plain = path.replace(/[?#].*$/s, '')
  const verb = method.toUpperCase()
  return {
    method: verb,
    url: url.href,
    path: plain,
    body: parts.body === undefined || parts.body === null ? null : JSON.stringify(parts.body),
    headers: parts.headers ?? {},
    signal: parts.signal,
    unsigned: unsignedCalls.includes(`${verb} ${plain}`),
    repeatable: isRepeatable(verb, parts.headers ?? {}, endpoint.honoursIdempotencyKeys),
  }
}

/**
 * Fills the template of an operation.
 * @throws ConfigurationError for a parameter that is missing, empty, or would climb out of its place (`..`)
 */
export function fillPath(template: string, params: Readonly<Record<string, PathValue | undefined>>): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeSegment(String(params[name] ?? ''), name, template),
  )
}

function encodeSegment(value: string, name: string, template: string): string {
  if (value !== '' && value !== '.' && value !== '..') return encodeURIComponent(value)
  throw new ConfigurationError(`${template}: the parameter ${name} must be given, and be neither "." nor ".."`)
}

/** fetch would refuse them too, but as if the network had failed, and showing the value. */
function checkHeaders(headers: Readonly<Record<string, string>>): void {
  const wrong = Object.entries(headers).find(([, value]) => !/^[\t\x20-\x7e]*$/.test(value))
  if (wrong) throw new ConfigurationError(`the header ${wrong[0]} must be a text of visible ASCII characters`)
}

/** A path that names its branch stands beside `/1.0`, not under it (ovh-api.md 1.1). */
function baseOf({ baseUrl }: Endpoint, path: string): string {
  return /^\/(1\.0|v1|v2)\//.test(path) ? baseUrl.replace(/\/(1\.0|v1|v2)$/, '') : baseUrl
}

function appendQuery(url: URL, query: object): void {
  for (const [name, value] of Object.entries<QueryValue>({ ...query })) {
    if (value === undefined || value === null) continue
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(name, queryText(one))
  }
}

function queryText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return 'toJSON' in value && typeof value.toJSON === 'function' ? String(value.toJSON()) : JSON.stringify(value)
}
