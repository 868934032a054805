import { type Authority, authorize, type OutgoingRequest } from './authorize.ts'
import type { ClientSecret, Credentials } from './credentials.ts'

export interface Known {
  readonly known: boolean
  readonly text: string
}

/** Who the credentials belong to, in a sentence; what is in the way when that cannot be known. */
export async function whoAmI(credentials: Credentials, authority: Authority): Promise<Known> {
  try {
    return await readDetails(credentials, authority)
  } catch (error) {
    return { known: false, text: error instanceof Error ? error.message : String(error) }
  }
}

async function readDetails(credentials: Credentials, authority: Authority): Promise<Known> {
  const request: OutgoingRequest = { url: '/1.0/auth/details', method: 'GET', headers: {} }
  const { url, headers } = await authorize(request, credentials, authority)
  const answer = await fetch(url, { headers, credentials: 'omit' })
  const body = await answer.json()
  if (answer.ok) return { known: true, text: `${body.account}, ${ways[credentials.kind]}` }
  // the credentials are good, and only for other calls
  if (body.errorCode === 'NOT_GRANTED_CALL') return { known: true, text: `Signed in, ${ways[credentials.kind]}` }
  if (body.errorCode === 'QUERY_TIME_OUT') authority.clock.forget()
  return { known: false, text: body.message }
}

const ways = { keys: 'by application keys', token: 'by bearer token' } as const

/** A token for an OAuth2 client, that lives for an hour. @throws an Error with the server's words */
export async function fetchToken({ clientId, clientSecret }: ClientSecret): Promise<Credentials> {
  const form = { grant_type: 'client_credentials', scope: 'all', client_id: clientId, client_secret: clientSecret }
  const answer = await fetch('/auth/oauth2/token', {
    method: 'POST',
    body: new URLSearchParams(form),
    credentials: 'omit',
  })
  const body = await answer.json()
  if (!answer.ok) throw new Error(body.error_description)
  return { kind: 'token', token: body.access_token }
}
