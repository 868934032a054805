import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, OrderId } from '../identity/identity.ts'
import type { NewOrderStep } from './order-step.store.ts'

/** One thing that happened to an order on its way. */
export type OrderStep = Omit<NewOrderStep, 'accountId'>

/**
 * The numbers of an account's orders, oldest first, made between two moments, both included. A moment is a whole second, as
 * the wire shows an order's date; null: no bound.
 */
export async function listOrderIds(
  transaction: Transaction,
  accountId: AccountId,
  from: Instant | null,
  to: Instant | null,
): Promise<OrderId[]> {
  // one text of all numbers: thousands of rows would cost the driver more than the objects of a page
  const [row] = await transaction.query<{ readonly ids: OrderId[] }>(sql`
    select coalesce(json_agg(id order by id), '[]') as ids from orders
    where account_id = ${accountId}::bigint
      and (${from}::timestamptz is null or created_at >= ${from}::timestamptz)
      and (${to}::timestamptz is null or created_at < date_trunc('second', ${to}::timestamptz) + interval '1 second')`)
  return row?.ids ?? []
}

/** What happened to orders on their way, each order's steps from first to last. */
export async function readOrderSteps(
  transaction: Transaction,
  accountId: AccountId,
  orderIds: readonly OrderId[],
): Promise<OrderStep[]> {
  return transaction.query<OrderStep>(sql`
    select order_id as "orderId", at, label, description
    from order_steps
    where account_id = ${accountId}::bigint and order_id = any (${orderIds}::bigint[])
    order by order_id, position`)
}

/** Whose orders these are: for the order page, which is opened with a password instead of a login (rule O6). */
export async function findOrderAccounts(
  transaction: Transaction,
  orderIds: readonly OrderId[],
): Promise<{ readonly accountId: AccountId; readonly orderId: OrderId }[]> {
  return transaction.query(sql`
    select account_id as "accountId", id as "orderId" from orders where id = any (${orderIds}::bigint[])`)
}
