import { deleteOAuth2Clients } from '../../customers/oauth2.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/** Deletes a client and its bearer tokens: neither opens anything from now on. @throws NOT_FOUND */
export async function removeOAuth2Client(
  parts: Pick<Parts, 'transaction'>,
  { accountId, clientId }: { readonly accountId: AccountId; readonly clientId: string },
): Promise<void> {
  const gone = await parts.transaction((transaction) => deleteOAuth2Clients(transaction, accountId, [clientId]))
  if (gone.length > 0) return
  throw problem('NOT_FOUND', `The requested object (clientId = ${clientId}) does not exist`)
}
