import { NetworkError, OdnowaError, TimeoutError } from './errors.ts'
import { longestAnswerBytes, readText } from './read-text.ts'
import { type Answered, refusalOf } from './refusal.ts'
import type { Request } from './request.ts'

/** How requests leave. */
export interface Transport {
  readonly fetch: typeof globalThis.fetch
  readonly timeoutSeconds: number
  readonly userAgent: string | null
  /** Takes the secrets out of a text that somebody may read. */
  readonly hide: (text: string) => string
}

/** Milliseconds; a timer that is set to more goes off at once. */
const longestTimer = 2 ** 31 - 1

/**
 * Sends a request once and reads its whole answer.
 * @throws ApiError for a status that is no success, NetworkError, TimeoutError, or the reason of the caller's signal
 */
export async function attempt(
  transport: Transport,
  request: Request,
  authentication: Readonly<Record<string, string>>,
): Promise<Answered> {
  const { signal } = request
  signal?.throwIfAborted()
  const stop = new AbortController()
  const onAbort = () => stop.abort(signal?.reason)
  signal?.addEventListener('abort', onAbort)
  const timer = setTimeout(() => stop.abort(), Math.min(transport.timeoutSeconds * 1000, longestTimer))
  try {
    return await exchange(transport, request, headersOf(transport, request, authentication), stop.signal)
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    if (error instanceof OdnowaError) throw error
    throw stop.signal.aborted ? timeoutOf(transport, request) : networkErrorOf(transport, request, error)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}

async function exchange(
  { fetch, hide }: Transport,
  request: Request,
  headers: Headers,
  signal: AbortSignal,
): Promise<Answered> {
  const { method, url, body } = request
  const response = await fetch(url, {
    method,
    headers,
    signal,
    // a redirected request would carry its headers to wherever the answer points, and its signature would not fit there
    redirect: 'error',
    credentials: 'omit',
    // an answer of a moment ago would hide what was just paid; `no-store` would bypass the server's cache as well
    cache: 'no-cache',
    ...(body === null ? {} : { body }),
  })
  const text = await readText(response, longestAnswerBytes)
  if (text === null) throw refuseLength(request)
  const { status, headers: answerHeaders } = response
  if (!response.ok)
    throw refusalOf(request, { status, headers: answerHeaders, body: parse(hide(text), (page) => page) })
  return { status, headers: answerHeaders, body: parse(text, () => refuseText(request, status)) }
}

/** Parses JSON; nothing is null, what is no JSON goes to `otherwise`. */
function parse(text: string, otherwise: (text: string) => unknown): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return otherwise(text)
  }
}

function refuseText({ method, path }: Request, status: number): never {
  const message = `${method} ${path}: ${status}, but the answer is not JSON: is the endpoint an API?`
  throw new OdnowaError('INVALID_ANSWER', message)
}

function refuseLength({ method, path }: Request): OdnowaError {
  const message = `${method} ${path}: the answer is longer than ${longestAnswerBytes / 1024 / 1024} MiB: is the endpoint an API?`
  return new OdnowaError('INVALID_ANSWER', message)
}

/** A caller's own headers win over ours, those of authentication over both. */
function headersOf(
  { userAgent }: Transport,
  request: Request,
  authentication: Readonly<Record<string, string>>,
): Headers {
  const headers = new Headers({ Accept: 'application/json' })
  if (request.body !== null) headers.set('Content-Type', 'application/json')
  if (userAgent !== null) headers.set('User-Agent', userAgent)
  for (const [name, value] of Object.entries({ ...request.headers, ...authentication })) headers.set(name, value)
  return headers
}

function timeoutOf({ timeoutSeconds }: Transport, { method, path }: Request): TimeoutError {
  return new TimeoutError(`${method} ${path}: no whole answer within ${timeoutSeconds} s`)
}

/** fetch says "fetch failed"; why stands in its cause. */
function networkErrorOf({ hide }: Transport, { method, path, url }: Request, error: unknown): NetworkError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const reason =
    cause instanceof Error ? cause.message || ((cause as { code?: string }).code ?? cause.name) : String(cause)
  return new NetworkError(`${method} ${path}: no answer from ${new URL(url).origin}: ${hide(reason)}`, { cause: error })
}
