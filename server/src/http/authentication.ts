import { findCredential } from '../actions/find-credential.ts'
import { findToken } from '../actions/find-token.ts'
import { noteUse } from '../actions/note-use.ts'
import type { Parts } from '../actions/parts.ts'
import { type Clock, isBefore, realClock } from '../calendar/calendar.ts'
import { allRules } from '../customers/access-rules.ts'
import { mayOpen } from '../customers/application.ts'
import {
  demandAddress,
  demandValid,
  isUseWorthNoting,
  type PresentedCredential,
  type PresentedKeys,
} from '../customers/credential.ts'
import { type Problem, problem } from '../problem/problem.ts'
import { openedSecrets } from './opened-secrets.ts'
import type { Authenticated, RawRequest } from './raw-request.ts'
import { demandSignature, demandTimely } from './signed-request.ts'

type Authenticate = (request: RawRequest) => Promise<Authenticated>

/**
 * Finds out who calls, in one statement: by the application-key signature when X-Ovh-Application or X-Ovh-Consumer is there,
 * by a bearer token otherwise. Access rules are answered, not checked: a batch has many paths.
 * The errors, in the order of the checks:
 * @throws UNAUTHORIZED without credentials, and for a bearer token that is unknown or over
 * @throws INVALID_KEY for an unknown or closed application
 * @throws NOT_CREDENTIAL for a consumer key that is none of this application
 * @throws QUERY_TIME_OUT, INVALID_SIGNATURE
 * @throws INVALID_CREDENTIAL for a credential that is not validated, refused or over
 * @throws FORBIDDEN from an address that the credential does not allow
 */
export function authenticate(parts: Parts, request: RawRequest): Promise<Authenticated> {
  let known = authenticators.get(parts)
  if (!known) {
    known = authenticator(parts, realClock)
    authenticators.set(parts, known)
  }
  return known(request)
}

const authenticators = new WeakMap<Parts, Authenticate>()

/** @param clock real time (rule T7) */
export function authenticator(parts: Pick<Parts, 'transaction' | 'seal' | 'publicUrl'>, clock: Clock): Authenticate {
  const byKeys = keyAuthenticator(parts, clock)
  return (request) => {
    const { headers } = request
    if (headers['x-ovh-application'] !== undefined || headers['x-ovh-consumer'] !== undefined) return byKeys(request)
    const token = bearerToken(headers.authorization)
    return token === null ? Promise.reject(notLoggedIn()) : byToken(parts, clock, token)
  }
}

/** The token of an Authorization header, null when it has none. */
export function bearerToken(authorization: string | undefined): string | null {
  return /^Bearer +([\w.~+/=-]+) *$/i.exec(authorization ?? '')?.[1] ?? null
}

function keyAuthenticator(parts: Pick<Parts, 'transaction' | 'seal' | 'publicUrl'>, clock: Clock): Authenticate {
  const openSecret = openedSecrets(parts.seal)
  return async (request) => {
    const now = clock.now()
    const applicationKey = header(request, 'x-ovh-application')
    const consumerKey = header(request, 'x-ovh-consumer')
    const found = await findCredential(parts, { applicationKey, consumerKey })
    const { credential, secretSealed } = demandKeys(found, consumerKey)
    const timestamp = demandTimely(headerOrNone(request, 'x-ovh-timestamp'), now)
    const applicationSecret = openSecret(applicationKey, secretSealed)
    demandSignature(request, { applicationSecret, consumerKey, timestamp }, parts.publicUrl)
    demandValid(credential, now)
    demandAddress(credential, request.address)
    if (isUseWorthNoting(credential.lastUsedAt, now)) await noteUse(parts, { credentialId: credential.id, now })
    return authenticated(credential)
  }
}

function demandKeys(
  found: PresentedKeys | null,
  consumerKey: string,
): { readonly credential: PresentedCredential; readonly secretSealed: Buffer } {
  if (!found) throw invalidKey()
  if (!mayOpen(found.applicationStatus)) throw invalidKey(`: the application is ${found.applicationStatus}`)
  if (consumerKey === '') throw notLoggedIn('X-Ovh-Consumer is missing')
  if (!found.credential) throw problem('NOT_CREDENTIAL', 'This credential does not exist')
  return { credential: found.credential, secretSealed: found.secretSealed }
}

/** Also what routes answer that need nothing but an application key. */
export function invalidKey(why = ''): Problem {
  return problem('INVALID_KEY', `This application key is invalid${why}`)
}

function authenticated(credential: PresentedCredential): Authenticated {
  const { accountId, nichandle, accessRules, id } = credential
  if (accountId === null || nichandle === null) throw new Error(`credential ${id} is validated, yet of no account`)
  return { caller: { accountId, nichandle, method: 'account', credentialId: id, clientId: null }, accessRules }
}

/** A client may do what its account may. */
async function byToken(parts: Pick<Parts, 'transaction'>, clock: Clock, token: string): Promise<Authenticated> {
  const found = await findToken(parts, { token })
  if (!found || !isBefore(clock.now(), found.expiresAt)) {
    throw problem(
      'UNAUTHORIZED',
      `This access token ${found ? 'has expired' : 'is unknown'}: get a new one at /auth/oauth2/token`,
    )
  }
  const { accountId, nichandle, clientId } = found
  return {
    caller: { accountId, nichandle, method: 'oauth2_client_credentials', credentialId: null, clientId },
    accessRules: allRules,
  }
}

function notLoggedIn(
  why = 'sign the request with X-Ovh-Application, X-Ovh-Consumer, X-Ovh-Timestamp and X-Ovh-Signature, or send a bearer token',
): Problem {
  return problem('UNAUTHORIZED', `You must login first: ${why}`)
}

function header(request: RawRequest, name: string): string {
  return headerOrNone(request, name) ?? ''
}

function headerOrNone(request: RawRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}
