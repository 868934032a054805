import { deleteCredentials } from '../../customers/credential-list.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/** Deletes a credential: its consumer key does not exist from now on. @throws NOT_FOUND */
export async function removeCredential(
  parts: Pick<Parts, 'transaction'>,
  { accountId, credentialId }: { readonly accountId: AccountId; readonly credentialId: number },
): Promise<void> {
  const gone = await parts.transaction((transaction) => deleteCredentials(transaction, accountId, [credentialId]))
  if (gone.length > 0) return
  throw problem('NOT_FOUND', `The requested object (credentialId = ${credentialId}) does not exist`)
}
