import { realClock } from '../../calendar/calendar.ts'
import type { Caller } from '../../customers/caller.ts'
import { updateCredential } from '../../customers/credential.store.ts'
import { deleteToken } from '../../customers/oauth2.store.ts'
import { hashKey } from '../../customers/secret.ts'
import type { Parts } from '../parts.ts'

/**
 * Ends what the call was made with: a credential expires, a bearer token is forgotten.
 * @param token the bearer token, null for a call by credential
 */
export function logOut(
  parts: Pick<Parts, 'transaction'>,
  { caller, token }: { readonly caller: Pick<Caller, 'credentialId'>; readonly token: string | null },
): Promise<void> {
  const { credentialId } = caller
  return parts.transaction(async (transaction) => {
    if (credentialId !== null) {
      const over = { state: 'expired', accountId: null, expiresAt: realClock.now() } as const
      await updateCredential(transaction, credentialId, 'validated', over)
    }
    if (token !== null) await deleteToken(transaction, hashKey(token))
  })
}
