import { readCredentials } from '../../customers/credential.store.ts'
import type { Credential } from '../../customers/credential.ts'
import type { AccountId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/** @throws NOT_FOUND for a credential that is not the account's */
export async function readCredential(
  parts: Pick<Parts, 'transaction'>,
  { accountId, credentialId }: { readonly accountId: AccountId; readonly credentialId: number },
): Promise<Credential> {
  const [credential] = await parts.transaction(
    (transaction) => readCredentials(transaction, accountId, [credentialId]),
    'reads',
  )
  if (!credential) throw problem('NOT_FOUND', `The requested object (credentialId = ${credentialId}) does not exist`)
  return credential
}
