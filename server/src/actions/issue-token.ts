import { addSeconds, realClock } from '../calendar/calendar.ts'
import { insertToken, readClientSecret } from '../customers/oauth2.store.ts'
import { tokenSeconds } from '../customers/oauth2.ts'
import { hashKey, newKey, sameSecret } from '../customers/secret.ts'
import type { Parts } from './parts.ts'

/** Why no token was issued, by the names of RFC 6749. */
export type TokenRefusal = 'invalid_client' | 'unauthorized_client'

/**
 * Issues a bearer token for `tokenSeconds` to a client that knows its secret.
 * @returns the token, which is shown this once, or why there is none
 */
export function issueToken(
  parts: Pick<Parts, 'transaction'>,
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
): Promise<{ readonly accessToken: string } | { readonly refusal: TokenRefusal }> {
  const now = realClock.now()
  const accessToken = newKey('accessToken')
  return parts.transaction(async (transaction) => {
    const client = await readClientSecret(transaction, clientId)
    if (!client || !sameSecret(client.secretHash, hashKey(clientSecret))) return { refusal: 'invalid_client' }
    if (client.flow !== 'CLIENT_CREDENTIALS') return { refusal: 'unauthorized_client' }
    await insertToken(transaction, clientId, hashKey(accessToken), now, addSeconds(now, tokenSeconds))
    return { accessToken }
  })
}
