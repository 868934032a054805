import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, DebtId, DocumentId, OrderId } from '../identity/identity.ts'
import { type Currency, type Money, money, type Ucents } from '../money/money.ts'

/** A debt as its customer reads it. */
export interface Debt {
  readonly id: DebtId
  readonly billId: DocumentId
  /** The automatic order whose bill it is. */
  readonly orderId: OrderId
  /** The bill's total. */
  readonly amount: Money
  /** What is unpaid of it; zero once it is closed. */
  readonly owed: Money
  readonly openedAt: Instant
  readonly countsFrom: Instant
  readonly isOpen: boolean
  /** A payment on it is open: pending, or nobody knows yet. */
  readonly isBeingPaid: boolean
  /** A payment on it brought no money, and it is still open. */
  readonly hasFailed: boolean
  /** It was closed by money, not by a credit. */
  readonly isPaid: boolean
}

/** Which of an account's debts; the one field that is given narrows them. */
export interface DebtChoice {
  readonly ids?: readonly DebtId[]
  readonly billId?: DocumentId
  readonly orderId?: OrderId
}

interface DebtRow extends Omit<Debt, 'amount' | 'owed'> {
  readonly currency: Currency
  readonly amount: Ucents
  readonly owed: Ucents
}

/** Debts of an account, open and closed ones, oldest first. */
export async function readDebts(
  transaction: Transaction,
  accountId: AccountId,
  { ids, billId, orderId }: DebtChoice,
): Promise<Debt[]> {
  const rows = await transaction.query<DebtRow>(sql`
    with chosen as (
      select * from debts
      where account_id = ${accountId}::bigint and (${ids ?? null}::bigint[] is null or id = any (${ids ?? null}::bigint[]))
        and (${billId ?? null}::text is null or bill_id = ${billId ?? null}::text)
        and (${orderId ?? null}::bigint is null or order_id = ${orderId ?? null}::bigint)
    ), paying as (
      select chosen.id as debt_id, chosen.order_id from chosen
      union all
      select paid.debt_id, paid.order_id from chosen
      join order_debts paid on paid.account_id = chosen.account_id and paid.debt_id = chosen.id
    ), tried as (
      select debt_id, bool_or(state in ('charging', 'pending', 'unknown', 'parked')) as is_open,
        bool_or(state in ('declined', 'failed', 'partial', 'chargedBack')) as has_failed, bool_or(state = 'succeeded') as has_paid
      from paying join payment_attempts attempt
        on attempt.account_id = ${accountId}::bigint and attempt.order_id = paying.order_id
      group by debt_id
    )
    select id, bill_id as "billId", order_id as "orderId", currency, amount_ucents as amount,
      case when closed_at is null then amount_ucents - credited_ucents else 0 end as owed, opened_at as "openedAt",
      counts_from as "countsFrom", closed_at is null as "isOpen", closed_at is null and coalesce(is_open, false) as "isBeingPaid",
      closed_at is null and coalesce(has_failed, false) as "hasFailed",
      closed_at is not null and coalesce(has_paid, false) as "isPaid"
    from chosen left join tried on debt_id = id
    order by opened_at, id`)
  return rows.map(({ currency, amount, owed, ...row }) => {
    return { ...row, amount: money(amount, currency), owed: money(owed, currency) }
  })
}

/** A debt that a debt order is to pay, and how much of it. */
export interface OrderedDebt {
  readonly accountId: AccountId
  readonly orderId: OrderId
  readonly debtId: DebtId
  readonly amount: Money
}

/** Writes what debt orders pay (rule B5). */
export async function insertOrderDebts(transaction: Transaction, debts: readonly OrderedDebt[]): Promise<void> {
  await transaction.query(sql`
    insert into order_debts (account_id, order_id, debt_id, amount_ucents)
    select * from unnest(
      ${debts.map((debt) => debt.accountId)}::bigint[],
      ${debts.map((debt) => debt.orderId)}::bigint[],
      ${debts.map((debt) => debt.debtId)}::bigint[],
      ${debts.map((debt) => debt.amount.ucents)}::numeric[]
    )`)
}

/** The bills that a debt order pays and how much of each, oldest first (rule B5). */
export async function readOrderedBills(
  transaction: Transaction,
  accountId: AccountId,
  orderId: OrderId,
): Promise<{ readonly billId: DocumentId; readonly amount: Money }[]> {
  const rows = await transaction.query<{ billId: DocumentId; amount: Ucents; currency: Currency }>(sql`
    select debts.bill_id as "billId", paid.amount_ucents as amount, debts.currency
    from order_debts paid join debts on debts.account_id = paid.account_id and debts.id = paid.debt_id
    where paid.account_id = ${accountId}::bigint and paid.order_id = ${orderId}::bigint
    order by debts.opened_at, debts.id`)
  return rows.map(({ billId, amount, currency }) => ({ billId, amount: money(amount, currency) }))
}

/** Debt orders beside the automatic orders whose bills they are for, in any state. */
export async function readDebtOrders(
  transaction: Transaction,
  accountId: AccountId,
  orderIds: readonly OrderId[],
): Promise<{ readonly orderId: OrderId; readonly paidBy: OrderId; readonly amount: Ucents }[]> {
  return transaction.query(sql`
    select debts.order_id as "orderId", paid.order_id as "paidBy", paid.amount_ucents as amount
    from debts join order_debts paid on paid.account_id = debts.account_id and paid.debt_id = debts.id
    where debts.account_id = ${accountId}::bigint and debts.order_id = any (${orderIds}::bigint[])
    order by paid.order_id`)
}
