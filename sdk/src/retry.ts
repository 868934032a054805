import { ApiError, NetworkError, TimeoutError } from './errors.ts'

/** The longest pause that is waited for; a server that asks for more gets its error passed on. */
const longestPauseSeconds = 60
const firstPauseSeconds = 0.5
const longestBackoffSeconds = 8

/**
 * Whether sending a request twice does what sending it once does: a GET, a PUT (it sets a state), and a POST with an
 * `Idempotency-Key` where the server keeps to it. Not a DELETE: its repeat answers 404 for what the first one deleted.
 */
export function isRepeatable(
  method: string,
  headers: Readonly<Record<string, string>>,
  honoursIdempotencyKeys: boolean,
): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'PUT') return true
  const keyed = Object.keys(headers).some((name) => name.toLowerCase() === 'idempotency-key')
  return method === 'POST' && keyed && honoursIdempotencyKeys
}

/**
 * Seconds to wait before a repeatable request is sent again after its `failures`th failure; null when that would not help.
 * Doubles from 0.5 s up to 8 s, between half and all of it by chance; what the server asks for goes first.
 */
export function pauseAfter(error: unknown, failures: number, random: () => number = Math.random): number | null {
  if (!isTransient(error)) return null
  const asked = error instanceof ApiError ? error.retryAfterSeconds : null
  const backoff = Math.min(longestBackoffSeconds, firstPauseSeconds * 2 ** (failures - 1)) * (0.5 + random() / 2)
  if (asked === null) return backoff
  return asked <= longestPauseSeconds ? asked + backoff / 4 : null
}

function isTransient(error: unknown): boolean {
  if (error instanceof NetworkError || error instanceof TimeoutError) return true
  if (!(error instanceof ApiError)) return false
  // a gateway that failed to pay is told as a 502: sending the order again would only ask it again
  return [429, 502, 503, 504].includes(error.status) && error.errorCode !== 'PAYMENT_FAILED'
}

/** Waits; ends at once with the signal's reason when it is aborted. */
export function pause(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, seconds * 1000)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

/** What the promise gives, unless the signal is aborted before: the work that others wait for too goes on. */
export async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return promise
  let onAbort = () => {}
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort)
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
