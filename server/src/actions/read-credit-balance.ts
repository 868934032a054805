import { readAccounts } from '../customers/account.store.ts'
import type { AccountId } from '../identity/identity.ts'
import type { PrepaidAccount } from '../ledger/balance.ts'
import { readPrepaid } from '../ledger/balance-movement.store.ts'
import { type BookedBalance, readBookedBalances } from '../payments/booked-balance.store.ts'
import { problem } from '../problem/problem.ts'
import type { Parts } from './parts.ts'

/** The prepaid account as a balance of credit: with what open payments reserve of it (rule P8). */
export interface CreditBalance extends PrepaidAccount {
  readonly booked: readonly BookedBalance[]
}

/** @throws NOT_FOUND */
export async function readCreditBalance(
  parts: Parts,
  { accountId }: { readonly accountId: AccountId },
): Promise<CreditBalance> {
  return parts.transaction(async (transaction) => {
    const [account] = await readAccounts(transaction, [accountId])
    if (!account) throw problem('NOT_FOUND', 'there is no such account')
    const { currency, createdAt: openedAt } = account
    const [prepaid, booked] = await Promise.all([
      readPrepaid(transaction, accountId, currency),
      readBookedBalances(transaction, accountId, currency),
    ])
    return { ...prepaid, openedAt, booked }
  })
}
