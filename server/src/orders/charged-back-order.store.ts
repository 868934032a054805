import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { OrderLineId } from '../identity/identity.ts'
import type { OrderKey } from './order.ts'

/** Delivered orders are to be paid again, and do not expire any more: a provider took their money back. @returns those that were */
export async function reopenOrders(transaction: Transaction, orders: readonly OrderKey[]): Promise<OrderKey[]> {
  return transaction.query<OrderKey>(sql`
    update orders set status = 'notPaid', ended_at = null, expires_at = null
    where status = 'delivered' and (account_id, id) in (select * from unnest(
      ${orders.map((order) => order.accountId)}::bigint[],
      ${orders.map((order) => order.id)}::bigint[]
    ))
    returning account_id as "accountId", id`)
}

/** The lines of orders whose periods are paid for already: paying the order again renews nothing by them. */
export async function readRenewedLines(transaction: Transaction, orders: readonly OrderKey[]): Promise<OrderLineId[]> {
  const rows = await transaction.query<{ readonly id: OrderLineId }>(sql`
    select line.id from order_lines line
    join paid_periods paid
      on paid.account_id = line.account_id and paid.service_id = line.service_id and paid.order_id = line.order_id
    where (line.account_id, line.order_id) in (select * from unnest(
      ${orders.map((order) => order.accountId)}::bigint[],
      ${orders.map((order) => order.id)}::bigint[]
    ))`)
  return rows.map((row) => row.id)
}
