import { readAccounts } from '../customers/account.store.ts'
import type { AccountId } from '../identity/identity.ts'
import type { PrepaidAccount } from '../ledger/balance.ts'
import { readPrepaid } from '../ledger/balance-movement.store.ts'
import { problem } from '../problem/problem.ts'
import type { Parts } from './parts.ts'

/**
 * What an account has prepaid, in its own currency.
 * @throws NOT_FOUND
 */
export async function readPrepaidAccount(
  parts: Parts,
  request: { readonly accountId: AccountId },
): Promise<PrepaidAccount> {
  return parts.transaction(async (transaction) => {
    const [account] = await readAccounts(transaction, [request.accountId])
    if (!account) throw problem('NOT_FOUND', 'there is no such account')
    const prepaid = await readPrepaid(transaction, account.id, account.currency)
    return { ...prepaid, openedAt: account.createdAt }
  })
}
