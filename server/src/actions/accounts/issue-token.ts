import { addSeconds, realClock } from '../../calendar/calendar.ts'
import { insertToken, readOAuth2Secret } from '../../customers/oauth2.store.ts'
import { tokenSeconds } from '../../customers/oauth2.ts'
import { hashKey, newKey, sameSecret } from '../../customers/secret.ts'
import type { Parts } from '../parts.ts'

/**
 * Issues a bearer token for `tokenSeconds` to a client that knows its secret.
 * @returns the token, which is shown this once; null for an unknown client or a wrong secret
 */
export function issueToken(
  parts: Pick<Parts, 'transaction'>,
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
): Promise<{ readonly accessToken: string } | null> {
  const now = realClock.now()
  const accessToken = newKey('accessToken')
  return parts.transaction(async (transaction) => {
    const client = await readOAuth2Secret(transaction, clientId)
    if (!client || !sameSecret(client.secretHash, hashKey(clientSecret))) return null
    const tokenHash = hashKey(accessToken)
    await insertToken(transaction, { clientId, tokenHash, createdAt: now, expiresAt: addSeconds(now, tokenSeconds) })
    return { accessToken }
  })
}
