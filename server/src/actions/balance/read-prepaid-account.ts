import { readAccounts } from '../../customers/account.store.ts'
import { readBalanceAlert } from '../../customers/balance-alert.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { PrepaidAccount } from '../../ledger/balance.ts'
import { readPrepaid } from '../../ledger/balance-movement.store.ts'
import { type BookedBalance, readBookedBalances } from '../../payments/booked-balance.store.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/** The prepaid account as its customer has it. */
export interface OwnPrepaidAccount extends PrepaidAccount {
  /** The mark that the customer set, in units of its currency; null: none. */
  readonly alertThreshold: number | null
  /** What open payments reserve of it (rule P8). */
  readonly booked: readonly BookedBalance[]
}

/**
 * What an account has prepaid, in its own currency.
 * @throws NOT_FOUND
 */
export async function readPrepaidAccount(
  parts: Parts,
  request: { readonly accountId: AccountId },
): Promise<OwnPrepaidAccount> {
  return parts.transaction(async (transaction) => {
    const [account] = await readAccounts(transaction, [request.accountId])
    if (!account) throw problem('NOT_FOUND', 'there is no such account')
    const { id, currency, createdAt: openedAt } = account
    const [prepaid, alertThreshold, booked] = await Promise.all([
      readPrepaid(transaction, id, currency),
      readBalanceAlert(transaction, id),
      readBookedBalances(transaction, id, currency),
    ])
    return { ...prepaid, openedAt, alertThreshold, booked }
  })
}
