import { readAccounts } from '../customers/account.store.ts'
import type { Account } from '../customers/account.ts'
import type { AccountId } from '../identity/identity.ts'
import { problem } from '../problem/problem.ts'
import type { Parts } from './parts.ts'

/** @throws NOT_FOUND */
export async function readAccount(
  parts: Pick<Parts, 'transaction'>,
  { accountId }: { readonly accountId: AccountId },
): Promise<Account> {
  const [account] = await parts.transaction((transaction) => readAccounts(transaction, [accountId]), 'reads')
  if (!account) throw problem('NOT_FOUND', 'This account does not exist')
  return account
}
