import { type LookupAddress, lookup } from 'node:dns'
import { type ClientRequest, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Posted, Poster } from '../notices/poster.ts'
import { isPublicAddress } from './public-address.ts'

const patienceMilliseconds = 10_000

export interface PosterPlan {
  /** Whether loopback, private and link-local addresses are allowed. */
  readonly allowPrivate: boolean
  /** Name resolution; for tests. */
  readonly resolve?: typeof lookup
}

/**
 * Posts to webhooks. The address that is checked is the one that is connected to: names are looked up once, by the connection itself,
 * so that a name cannot change between the check and the connection (DNS rebinding). Redirects are answers like any other.
 */
export function webhookPoster({ allowPrivate, resolve = lookup }: PosterPlan): Poster {
  const isAllowed = (address: string) => allowPrivate || isPublicAddress(address)
  const guarded = guardedLookup(resolve, isAllowed)
  return {
    post: (url, headers, body) => post(new URL(url), headers, body, { guarded, isAllowed }),
    check: (url) => check(new URL(url), { guarded, isAllowed }),
  }
}

interface Guard {
  readonly guarded: LookupFunction
  readonly isAllowed: (address: string) => boolean
}

const refusal = 'leads to an address that is not public: this server sends no webhook there'

/** Name resolution that answers allowed addresses only, and fails when there is none. */
function guardedLookup(resolve: typeof lookup, isAllowed: Guard['isAllowed']): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '', 0)
      const allowed = addresses.filter(({ address }) => isAllowed(address))
      const [first] = allowed
      if (!first) return callback(new Error(`${hostname} ${refusal}`), '', 0)
      return options.all ? callback(null, allowed) : callback(null, first.address, first.family)
    })
  }
}

/** A URL with a literal address is not looked up: it is judged here. */
function literalRefusal({ hostname }: URL, isAllowed: Guard['isAllowed']): string | null {
  const address = hostname.replace(/^\[|\]$/g, '')
  return isIP(address) !== 0 && !isAllowed(address) ? `${address} ${refusal}` : null
}

function check(url: URL, { guarded, isAllowed }: Guard): Promise<string | null> {
  const literal = literalRefusal(url, isAllowed)
  if (literal !== null || isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) return Promise.resolve(literal)
  // a name that cannot be looked up today may be tomorrow: each post looks again
  const refused = (error: NodeJS.ErrnoException | null) => (error && error.code === undefined ? error.message : null)
  return new Promise((done) => guarded(url.hostname, { all: true }, (error) => done(refused(error))))
}

function post(url: URL, headers: Readonly<Record<string, string>>, body: string, guard: Guard): Promise<Posted> {
  const literal = literalRefusal(url, guard.isAllowed)
  if (literal !== null) return Promise.reject(new Error(literal))
  return new Promise((done, fail) => {
    const start = url.protocol === 'https:' ? requestHttps : requestHttp
    const signal = AbortSignal.timeout(patienceMilliseconds)
    const length = { 'content-length': String(Buffer.byteLength(body)) }
    const request: ClientRequest = start(url, {
      ...{ method: 'POST', headers: { ...headers, ...length }, lookup: guard.guarded, signal, agent: false },
    })
    request.on('response', (response) => {
      // the answer's text is of no interest, and may be endless
      response.destroy()
      done({ status: response.statusCode ?? 0 })
    })
    request.on('error', (error) => fail(signal.aborted ? new Error('no answer within 10 s') : error))
    request.end(body)
  })
}
