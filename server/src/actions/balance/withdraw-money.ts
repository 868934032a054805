import type { Transaction } from '../../database/transaction.ts'
import type { AccountId } from '../../identity/identity.ts'
import { insertMovements } from '../../ledger/ledger.store.ts'
import { withdrawalMovement } from '../../ledger/money-movements.ts'
import { type Currency, compare, type Money, multiply, parseAmount, toText, zero } from '../../money/money.ts'
import { readAvailableBalances } from '../../payments/available-balance.store.ts'
import { type Retrievable, retrievableOf } from '../../payments/retrievable.ts'
import { insertWithdrawal, type NewWithdrawal, readCashMovements } from '../../payments/withdrawal.store.ts'
import { problem } from '../../problem/problem.ts'

/** What of an account's prepaid balance its customer can have back now. The caller holds the account's lock when it is going to move it. */
export async function readRetrievable(
  transaction: Transaction,
  accountId: AccountId,
  currency: Currency,
): Promise<Retrievable> {
  const [movements, balances] = await Promise.all([
    readCashMovements(transaction, accountId, currency),
    readAvailableBalances(transaction, [{ accountId, currency }]),
  ])
  return retrievableOf(movements, balances.get(accountId) ?? zero(currency))
}

/**
 * An amount in whole units that is to go back.
 * @throws INVALID_PARAMETER; NOT_RETRIEVABLE for more than there is
 */
export function readWithdrawn(units: number, most: Money): Money {
  if (!Number.isSafeInteger(units) || units < 1)
    throw problem('INVALID_PARAMETER', 'amount: write whole units from 1 on', { field: 'amount' })
  const amount = multiply(parseAmount(1, most.currency), units)
  if (compare(amount, most) <= 0) return amount
  const message = `amount: ${toText(most)} can be had back; what was given or refunded pays orders and renewals`
  throw problem('NOT_RETRIEVABLE', message, { field: 'amount', retrievable: toText(most) })
}

/** Takes the money off the balance at once, so that nothing else spends it; it is on its way until an operator ends it. */
export async function openWithdrawal(transaction: Transaction, withdrawal: NewWithdrawal): Promise<void> {
  const { accountId, orderId, createdAt: at, destination, amount } = withdrawal
  const id = await insertWithdrawal(transaction, withdrawal)
  await insertMovements(transaction, [withdrawalMovement({ accountId, orderId, at }, { id, destination, amount })])
}
