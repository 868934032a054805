import { createHash } from 'node:crypto'
import { candidateUrls, signature, signatureBase } from '@odnowa/contract/signature.ts'
import type { Instant } from '../calendar/calendar.ts'
import { sameSecret } from '../customers/secret.ts'
import { problem } from '../problem/problem.ts'
import type { RawRequest } from './raw-request.ts'

/** How far the caller's clock may be from ours, either way, in seconds of real time. */
export const toleranceSeconds = 300

/**
 * Checks `X-Ovh-Timestamp`. Within the tolerance a request may come twice: OVH's clients repeat what they signed.
 * @throws INVALID_SIGNATURE when it is missing or no number
 * @throws QUERY_TIME_OUT when it is too far off
 */
export function demandTimely(timestamp: string | undefined, now: Instant): string {
  const time = Math.floor(now.epochMilliseconds / 1000)
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) {
    throw problem(
      'INVALID_SIGNATURE',
      'Invalid signature: X-Ovh-Timestamp must be the time of signing in decimal seconds',
    )
  }
  const seconds = time - Number(timestamp)
  if (Math.abs(seconds) <= toleranceSeconds) return timestamp
  throw problem(
    'QUERY_TIME_OUT',
    `The request was signed ${Math.abs(seconds)} s ${seconds > 0 ? 'ago' : 'in the future'}, more than ${toleranceSeconds} s: take the time of GET /auth/time`,
    { serverTime: String(time) },
  )
}

export interface SigningKeys {
  readonly applicationSecret: string
  readonly consumerKey: string
  readonly timestamp: string
}

/**
 * Checks `X-Ovh-Signature` over the bytes received, against every URL that the client may have signed.
 * @throws INVALID_SIGNATURE
 */
export function demandSignature(request: RawRequest, keys: SigningKeys, publicUrl: string): void {
  const given = request.headers['x-ovh-signature']
  const target = { publicUrl, host: request.headers.host, target: request.url }
  const isRight = (url: string) => typeof given === 'string' && sameSecret(given, sign(request, keys, url))
  if (candidateUrls(target).some(isRight)) return
  const urls = [...candidateUrls(target)]
  throw problem(
    'INVALID_SIGNATURE',
    `Invalid signature: it is not that of the application secret and consumer key over ${request.method} ${urls[0]}, the body as sent, and the timestamp`,
    { method: request.method, urls: urls.join(' ') },
  )
}

function sign(request: RawRequest, keys: SigningKeys, url: string): string {
  const sha1 = createHash('sha1')
  for (const piece of signatureBase({ ...keys, method: request.method, url }, request.body)) sha1.update(piece)
  return signature(sha1.digest('hex'))
}
