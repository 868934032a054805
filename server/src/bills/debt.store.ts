import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, DebtId, DocumentId, OrderId } from '../identity/identity.ts'
import { type Currency, type Money, money, type Ucents } from '../money/money.ts'
import type { OrderKey } from '../orders/order.ts'

/** An automatic bill that is not paid yet (rule A3). */
export interface NewDebt {
  readonly accountId: AccountId
  readonly billId: DocumentId
  readonly orderId: OrderId
  readonly amount: Money
  readonly openedAt: Instant
}

/** A debt by its bill and its order. */
export interface DebtName {
  readonly accountId: AccountId
  readonly id: DebtId
  readonly billId: DocumentId
  readonly orderId: OrderId
}

/** Opens the debts of bills: collected at once, their deadlines count from then (rules A3, A4). */
export async function insertDebts(transaction: Transaction, debts: readonly NewDebt[]): Promise<void> {
  await transaction.query(sql`
    insert into debts (account_id, bill_id, order_id, currency, amount_ucents, opened_at, counts_from, collect_at)
    select *, opened_at, opened_at from unnest(
      ${debts.map((debt) => debt.accountId)}::bigint[],
      ${debts.map((debt) => debt.billId)}::text[],
      ${debts.map((debt) => debt.orderId)}::bigint[],
      ${debts.map((debt) => debt.amount.currency)}::text[],
      ${debts.map((debt) => debt.amount.ucents)}::numeric[],
      ${debts.map((debt) => debt.openedAt)}::timestamptz[]
    ) as given (account_id, bill_id, order_id, currency, amount_ucents, opened_at)`)
}

/** Closes the open debts of orders and answers them; those that were closed before are left out. */
export async function closeDebts(
  transaction: Transaction,
  orders: readonly OrderKey[],
  closedAt: Instant,
): Promise<DebtName[]> {
  return transaction.query<DebtName>(sql`
    update debts set closed_at = ${closedAt}::timestamptz, collect_at = null
    from unnest(
      ${orders.map((order) => order.accountId)}::bigint[],
      ${orders.map((order) => order.id)}::bigint[]
    ) as given (account_id, order_id)
    where debts.account_id = given.account_id and debts.order_id = given.order_id and closed_at is null
    returning debts.account_id as "accountId", id, bill_id as "billId", debts.order_id as "orderId"`)
}

/** A debt that is not paid. */
export interface OpenDebt extends DebtName {
  readonly owed: Money
  /** Its services are renewed already: a provider took back the money that had paid it (rule B6). */
  readonly isChargedBack: boolean
}

/** The open debts of orders. */
export async function readOpenDebts(transaction: Transaction, orders: readonly OrderKey[]): Promise<OpenDebt[]> {
  const rows = await transaction.query<
    Omit<OpenDebt, 'owed'> & { readonly currency: Currency; readonly owed: Ucents }
  >(sql`
    select account_id as "accountId", id, bill_id as "billId", order_id as "orderId", currency,
      amount_ucents - credited_ucents as owed, charged_back_at is not null as "isChargedBack"
    from debts
    where closed_at is null and (account_id, order_id) in (select * from unnest(
      ${orders.map((order) => order.accountId)}::bigint[],
      ${orders.map((order) => order.id)}::bigint[]
    ))
    order by account_id, id`)
  return rows.map(({ currency, owed, ...debt }) => ({ ...debt, owed: money(owed, currency) }))
}
