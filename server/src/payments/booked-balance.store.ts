import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, OrderId } from '../identity/identity.ts'
import { type Currency, type Money, money, type Ucents } from '../money/money.ts'

/** A part of a prepaid balance that an open attempt reserves for an order (rule P8). */
export interface BookedBalance {
  readonly orderId: OrderId
  readonly amount: Money
}

/** What open attempts reserve of an account's prepaid balance, oldest order first. */
export async function readBookedBalances(
  transaction: Transaction,
  accountId: AccountId,
  currency: Currency,
): Promise<BookedBalance[]> {
  const rows = await transaction.query<{ readonly orderId: OrderId; readonly ucents: Ucents }>(sql`
    select order_id as "orderId", balance_ucents as ucents from payment_attempts
    where account_id = ${accountId}::bigint and currency = ${currency} and balance_ucents > 0
      and state in ('charging', 'pending', 'unknown', 'parked')
    order by order_id`)
  return rows.map(({ orderId, ucents }) => ({ orderId, amount: money(ucents, currency) }))
}
