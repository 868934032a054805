import { ConfigurationError } from './errors.ts'

/** Where an API is reached. */
export interface Endpoint {
  /** With the branch, without a closing slash: `https://eu.api.ovh.com/1.0`. */
  readonly baseUrl: string
  /** Where OAuth2 clients get their tokens. */
  readonly tokenUrl: string
  /**
   * Whether a POST with an `Idempotency-Key` is done once, however often it is sent. OVHcloud does not say so, so there it never
   * counts as safe to repeat; Odnowa does.
   */
  readonly honoursIdempotencyKeys: boolean
}

/** OVHcloud's endpoints by the names that its own clients use (ovh-api.md 1.1, 1.4). */
export const endpoints = {
  'ovh-eu': ovh('eu.api.ovh.com', 'https://www.ovh.com/auth/oauth2/token'),
  'ovh-ca': ovh('ca.api.ovh.com', 'https://ca.ovh.com/auth/oauth2/token'),
  'ovh-us': ovh('api.us.ovhcloud.com', 'https://us.ovhcloud.com/auth/oauth2/token'),
} as const satisfies Record<string, Endpoint>

export type EndpointName = keyof typeof endpoints

/**
 * The endpoint of a name or of a URL such as `http://127.0.0.1:8080/1.0`. A URL's tokens come from `/auth/oauth2/token` of its
 * origin; a URL of OVHcloud's is the endpoint of that host's name.
 * @throws ConfigurationError for another name, and for what is no URL of http or https
 */
export function findEndpoint(nameOrUrl: string): Endpoint {
  if (Object.hasOwn(endpoints, nameOrUrl)) return endpoints[nameOrUrl as EndpointName]
  const url = parse(nameOrUrl)
  const baseUrl = `${url.origin}${url.pathname.replace(/\/+$/, '')}`
  const known = Object.values(endpoints).find((endpoint) => new URL(endpoint.baseUrl).origin === url.origin)
  return known
    ? { ...known, baseUrl }
    : { baseUrl, tokenUrl: `${url.origin}/auth/oauth2/token`, honoursIdempotencyKeys: true }
}

function ovh(host: string, tokenUrl: string): Endpoint {
  return { baseUrl: `https://${host}/1.0`, tokenUrl, honoursIdempotencyKeys: false }
}

function parse(written: string): URL {
  const names = Object.keys(endpoints).join(', ')
  const wanted = `write one of ${names}, or a URL such as http://127.0.0.1:8080/1.0`
  const url = tryParse(written)
  if (!url) throw new ConfigurationError(`endpoint "${written}" is no name and no URL: ${wanted}`)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ConfigurationError(`endpoint: ${url.protocol} is not spoken: ${wanted}`)
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new ConfigurationError(`endpoint: a URL without user, query and fragment is needed: ${wanted}`)
  }
  return url
}

function tryParse(written: string): URL | null {
  try {
    return new URL(written)
  } catch {
    return null
  }
}
