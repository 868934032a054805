import { readCredentials as read } from '../../customers/credential.store.ts'
import type { Credential } from '../../customers/credential.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'

/** The account's credentials of these ids; one that is not the account's is not among them. */
export function readCredentials(
  parts: Pick<Parts, 'transaction'>,
  { accountId, ids }: { readonly accountId: AccountId; readonly ids: readonly number[] },
): Promise<readonly Credential[]> {
  return parts.transaction((transaction) => read(transaction, accountId, ids), 'reads')
}
