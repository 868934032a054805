import { readAccounts } from '../../customers/account.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Retrievable } from '../../payments/retrievable.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { readRetrievable as readOf } from './withdraw-money.ts'

/** What of an account's prepaid balance its customer can have back now. @throws NOT_FOUND */
export async function readRetrievable(
  parts: Parts,
  { accountId }: { readonly accountId: AccountId },
): Promise<Retrievable> {
  return parts.transaction(async (transaction) => {
    const [account] = await readAccounts(transaction, [accountId])
    if (!account) throw problem('NOT_FOUND', 'there is no such account')
    return readOf(transaction, accountId, account.currency)
  }, 'reads')
}
