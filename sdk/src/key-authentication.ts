import type { Authenticated, Authentication } from './authentication.ts'
import type { Credentials } from './credentials.ts'
import { ApiError, ConfigurationError } from './errors.ts'
import type { Request } from './request.ts'
import { shared } from './shared.ts'
import { sign } from './signature.ts'

type Keys = Extract<Credentials, { readonly kind: 'keys' }>

/** How much the clocks' difference must have moved before a bad signature is put down to it. */
const noticeableSeconds = 2
/** What a wrong clock looks like (ovh-api.md 1.2); INVALID_KEY by one report. */
const clockCodes: readonly string[] = ['QUERY_TIME_OUT', 'INVALID_SIGNATURE', 'INVALID_KEY']

/**
 * Signs with application keys (ovh-api.md 1.2). How far the server's clock is from ours is asked once, at the first signed
 * call, for all calls; again when the server does not take the time of a signature.
 * @param fetchServerTime seconds, as `GET /auth/time` tells
 */
export function keyAuthentication(keys: Keys, fetchServerTime: () => Promise<number>): Authentication {
  const delta = shared(async () => {
    const before = Date.now()
    const serverSeconds = await fetchServerTime()
    return serverSeconds - Math.round((before + Date.now()) / 2000)
  })
  return async (request) => {
    const application = { 'X-Ovh-Application': keys.applicationKey }
    if (request.unsigned) return { headers: application, mend: async () => false }
    const consumerKey = demandConsumerKey(keys, request)
    const seconds = await delta.get()
    return {
      headers: { ...application, ...(await signedHeaders(keys, consumerKey, request, seconds)) },
      mend: async (error) => {
        if (!(error instanceof ApiError) || !clockCodes.includes(error.code)) return false
        const fresh = await delta.renew(seconds)
        return error.code === 'QUERY_TIME_OUT' || Math.abs(fresh - seconds) >= noticeableSeconds
      },
    } satisfies Authenticated
  }
}

async function signedHeaders(
  { applicationSecret }: Keys,
  consumerKey: string,
  { method, url, body }: Request,
  deltaSeconds: number,
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(Date.now() / 1000) + deltaSeconds)
  const signature = await sign({ applicationSecret, consumerKey, method, url, timestamp }, body ?? '')
  return { 'X-Ovh-Consumer': consumerKey, 'X-Ovh-Timestamp': timestamp, 'X-Ovh-Signature': signature }
}

function demandConsumerKey({ consumerKey }: Keys, { method, path }: Request): string {
  if (consumerKey !== null) return consumerKey
  throw new ConfigurationError(`${method} ${path} needs a consumer key: get one by POST /auth/credential`)
}
