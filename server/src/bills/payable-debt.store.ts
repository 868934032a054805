import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, DebtId, DocumentId, OrderId, OrderLineId } from '../identity/identity.ts'
import { type Currency, type Money, money, type Ucents } from '../money/money.ts'
import type { OrderKey } from '../orders/order.ts'

/** A debt that paying an order closes: the order's own, or one that a debt order pays (rule B5). */
export interface PayableDebt {
  readonly accountId: AccountId
  readonly id: DebtId
  readonly billId: DocumentId
  /** The automatic order whose bill it is. */
  readonly orderId: OrderId
  /** The order that pays it: the same, or a debt order. */
  readonly paidBy: OrderId
  /** What is unpaid of the bill: less what was credited since. */
  readonly owed: Money
  /** What the debt order was made for; of an automatic order the same as is owed. */
  readonly asked: Money
  readonly isOpen: boolean
  readonly countsFrom: Instant
  /** When collecting is tried next; null: no more by itself. */
  readonly collectAt: Instant | null
  /** Its services are renewed already: a provider took back the money that had paid it (rule B6). */
  readonly isChargedBack: boolean
}

interface PayableDebtRow extends Omit<PayableDebt, 'owed' | 'asked'> {
  readonly currency: Currency
  readonly owed: Ucents
  readonly asked: Ucents
}

/** The open debts of automatic orders, and all that debt orders were made for, closed ones too; oldest bill first. */
export async function readPayableDebts(transaction: Transaction, orders: readonly OrderKey[]): Promise<PayableDebt[]> {
  const rows = await transaction.query<PayableDebtRow>(sql`
    with given as (
      select * from unnest(
        ${orders.map((order) => order.accountId)}::bigint[],
        ${orders.map((order) => order.id)}::bigint[]
      ) as given (account_id, order_id)
    ), payable as (
      select debts.account_id, debts.id, given.order_id as paid_by, amount_ucents - credited_ucents as asked
      from given join debts on debts.account_id = given.account_id and debts.order_id = given.order_id and closed_at is null
      union all
      select paid.account_id, paid.debt_id, given.order_id, paid.amount_ucents
      from given join order_debts paid on paid.account_id = given.account_id and paid.order_id = given.order_id
    )
    select debts.account_id as "accountId", debts.id, bill_id as "billId", debts.order_id as "orderId", paid_by as "paidBy",
      currency, amount_ucents - credited_ucents as owed, asked, closed_at is null as "isOpen", counts_from as "countsFrom",
      collect_at as "collectAt", charged_back_at is not null as "isChargedBack"
    from payable join debts on debts.account_id = payable.account_id and debts.id = payable.id
    order by debts.account_id, opened_at, debts.id`)
  return rows.map(({ currency, owed, asked, ...row }) => {
    return { ...row, owed: money(owed, currency), asked: money(asked, currency) }
  })
}

/** The lines of orders that refunds of their bills took back. */
export async function readCreditedLines(transaction: Transaction, orders: readonly OrderKey[]): Promise<OrderLineId[]> {
  const rows = await transaction.query<{ readonly id: OrderLineId }>(sql`
    select order_line_id as id
    from documents refund
    join document_lines line on line.account_id = refund.account_id and line.document_id = refund.id
    where corrects is not null and (refund.account_id, order_id) in (select * from unnest(
      ${orders.map((order) => order.accountId)}::bigint[],
      ${orders.map((order) => order.id)}::bigint[]
    ))`)
  return rows.map((row) => row.id)
}
