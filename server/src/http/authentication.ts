import { findToken } from '../actions/accounts/find-token.ts'
import { noteUse } from '../actions/accounts/note-use.ts'
import type { Parts } from '../actions/parts.ts'
import { type Clock, isBefore, realClock } from '../calendar/calendar.ts'
import { allRules } from '../customers/access-rules.ts'
import { isUseWorthNoting } from '../customers/credential.ts'
import { problem } from '../problem/problem.ts'
import { keyAuthenticator } from './key-authentication.ts'
import { notLoggedIn } from './login-problems.ts'
import type { Authenticated, Authenticator, RawRequest } from './raw-request.ts'

/** The one authenticator of a house. */
export function authenticatorOf(parts: Parts): Authenticator {
  let known = authenticators.get(parts)
  if (!known) {
    known = authenticator(parts, realClock)
    authenticators.set(parts, known)
  }
  return known
}

const authenticators = new WeakMap<Parts, Authenticator>()

/** @param clock real time (rule T7) */
export function authenticator(parts: Pick<Parts, 'transaction' | 'seal' | 'publicUrl'>, clock: Clock): Authenticator {
  const keys = keyAuthenticator(parts, clock)
  return {
    authenticate(request) {
      if (hasKeys(request)) return keys.authenticate(request)
      const token = bearerToken(request.headers.authorization)
      return token === null ? Promise.reject(notLoggedIn()) : byToken(parts, clock, token)
    },
    recall: (request) => (hasKeys(request) ? keys.recall(request) : null),
  }
}

function hasKeys({ headers }: RawRequest): boolean {
  return headers['x-ovh-application'] !== undefined || headers['x-ovh-consumer'] !== undefined
}

/** The token of an Authorization header, null when it has none. */
export function bearerToken(authorization: string | undefined): string | null {
  return /^Bearer +([\w.~+/=-]+) *$/i.exec(authorization ?? '')?.[1] ?? null
}

/** A client may do what its account may. */
async function byToken(parts: Pick<Parts, 'transaction'>, clock: Clock, token: string): Promise<Authenticated> {
  const now = clock.now()
  const found = await findToken(parts, { token })
  if (!found || !isBefore(now, found.expiresAt)) {
    throw problem(
      'UNAUTHORIZED',
      `This access token ${found ? 'has expired' : 'is unknown'}: get a new one at /auth/oauth2/token`,
    )
  }
  const { accountId, nichandle, clientId, tokenId } = found
  if (isUseWorthNoting(found.lastUsedAt, now)) await noteUse(parts, { tokenId, now })
  return {
    caller: { accountId, nichandle, method: 'oauth2_client_credentials', credentialId: null, clientId },
    accessRules: allRules,
  }
}
