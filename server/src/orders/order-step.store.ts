import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, OrderId } from '../identity/identity.ts'

/** The labels of billing.order.followUp.HistoryStatusEnum that can happen here. */
export type OrderStepLabel =
  | 'ORDER_STARTED'
  | 'PAYMENT_INITIATED'
  | 'REGISTERED_PAYMENT_INITIATED'
  | 'PAYMENT_RECEIVED'
  | 'PAYMENT_CONFIRMED'
  | 'ORDER_ACCEPTED'
  | 'DELIVERY'
  | 'INVOICE_SENT'

/** Something that happened to an order on its way, as its customer reads it. */
export interface NewOrderStep {
  readonly accountId: AccountId
  readonly orderId: OrderId
  readonly at: Instant
  readonly label: OrderStepLabel
  readonly description: string
}

/** Adds steps after those that each order has, in the order given. The caller holds the orders' account or order locks. */
export async function insertOrderSteps(transaction: Transaction, steps: readonly NewOrderStep[]): Promise<void> {
  await transaction.query(sql`
    insert into order_steps (account_id, order_id, position, at, label, description)
    select given.account_id, given.order_id,
      (select coalesce(max(position), 0) from order_steps
        where order_steps.account_id = given.account_id and order_steps.order_id = given.order_id)
      + row_number() over (partition by given.account_id, given.order_id order by given.position),
      at, label, description
    from unnest(
      ${steps.map((step) => step.accountId)}::bigint[],
      ${steps.map((step) => step.orderId)}::bigint[],
      ${steps.map((step) => step.at)}::timestamptz[],
      ${steps.map((step) => step.label)}::text[],
      ${steps.map((step) => step.description)}::text[]
    ) with ordinality as given (account_id, order_id, at, label, description, position)`)
}
