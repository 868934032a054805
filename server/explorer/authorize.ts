import type { Credentials } from './credentials.ts'
import type { ServerClock } from './server-clock.ts'
import { signedHeaders } from './signing.ts'

/** A request as Swagger UI is about to send it. */
export interface OutgoingRequest {
  url: string
  readonly method: string
  headers: Readonly<Record<string, string>>
  readonly body?: string
  credentials?: 'omit'
}

export interface Authority {
  /** The origin that this page was loaded from, and calls. */
  readonly pageOrigin: string
  /** The origin that the server knows itself by: what is signed, wherever the page was loaded from. */
  readonly publicOrigin: string
  readonly clock: ServerClock
}

/**
 * Gives a request the credentials, and sends no cookies with it. Changes the request, since Swagger UI shows that very object.
 * @throws an Error for a request to another origin: keys do not leave for there
 */
export async function authorize(
  request: OutgoingRequest,
  credentials: Credentials | null,
  { pageOrigin, publicOrigin, clock }: Authority,
): Promise<OutgoingRequest> {
  const url = new URL(request.url, pageOrigin)
  if (url.origin !== pageOrigin)
    throw new Error(`${url.origin} is not this server: this page calls ${pageOrigin} only.`)
  request.url = url.href
  request.credentials = 'omit'
  if (credentials === null) return request
  request.headers = { ...request.headers, ...(await headersFor()) }
  return request

  async function headersFor(): Promise<Readonly<Record<string, string>>> {
    if (credentials?.kind !== 'keys') return { Authorization: `Bearer ${credentials?.token}` }
    const method = request.method.toUpperCase()
    const call = { method, url: publicOrigin + url.pathname + url.search, body: request.body ?? '' }
    return signedHeaders(credentials, call, await clock.timestamp())
  }
}
