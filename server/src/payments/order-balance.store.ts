import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, OrderId } from '../identity/identity.ts'
import { type Currency, type Money, money, type Ucents } from '../money/money.ts'
import type { OrderKey } from '../orders/order.ts'

/** The names of balances that can be applied to an order: the prepaid account is the only one. */
export type BalanceKind = 'PREPAID_ACCOUNT'

/** Which of these orders the prepaid balance is applied to. */
export async function readAppliedBalances(
  transaction: Transaction,
  orders: readonly OrderKey[],
): Promise<ReadonlySet<OrderId>> {
  const rows = await transaction.query<{ readonly orderId: OrderId }>(sql`
    select order_id as "orderId" from order_balances
    where (account_id, order_id) in (select * from unnest(
      ${orders.map((order) => order.accountId)}::bigint[],
      ${orders.map((order) => order.id)}::bigint[]
    ))`)
  return new Set(rows.map((row) => row.orderId))
}

/** Applies the prepaid balance to orders; one that it is applied to already stays as it is. */
export async function insertOrderBalances(
  transaction: Transaction,
  orders: readonly OrderKey[],
  balance: BalanceKind,
  at: Instant,
): Promise<void> {
  await transaction.query(sql`
    insert into order_balances (account_id, order_id, balance, applied_at)
    select account_id, order_id, ${balance}, ${at}::timestamptz
    from unnest(
      ${orders.map((order) => order.accountId)}::bigint[],
      ${orders.map((order) => order.id)}::bigint[]
    ) as given (account_id, order_id)
    on conflict do nothing`)
}

/** Takes a balance off orders. */
export async function deleteOrderBalances(
  transaction: Transaction,
  orders: readonly OrderKey[],
  balance: BalanceKind,
): Promise<void> {
  await transaction.query(sql`
    delete from order_balances
    where balance = ${balance} and (account_id, order_id) in (select * from unnest(
      ${orders.map((order) => order.accountId)}::bigint[],
      ${orders.map((order) => order.id)}::bigint[]
    ))`)
}

/** What the prepaid balance pays of an order by its open or successful attempt; null without one. */
export async function readBalancePart(
  transaction: Transaction,
  accountId: AccountId,
  orderId: OrderId,
): Promise<Money | null> {
  const [row] = await transaction.query<{ readonly currency: Currency; readonly part: Ucents }>(sql`
    select currency, balance_ucents + case when means_kind = 'ovhAccount' then greatest(amount_ucents, 0) else 0 end as part
    from payment_attempts
    where account_id = ${accountId}::bigint and order_id = ${orderId}::bigint
      and state in ('charging', 'pending', 'unknown', 'parked', 'succeeded')
    order by created_at desc limit 1`)
  return row ? money(row.part, row.currency) : null
}
