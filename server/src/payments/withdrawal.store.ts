import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, MeansId, Nichandle, OrderId } from '../identity/identity.ts'
import { type Currency, type Money, money, type Ucents } from '../money/money.ts'
import type { CashMovement } from './retrievable.ts'

/** Money that a customer asked back: of a credit of the balance to where it came from, or by an order to a bank account. */
export interface Withdrawal {
  readonly accountId: AccountId
  readonly id: number
  readonly orderId: OrderId | null
  readonly movementId: number | null
  readonly meansId: MeansId | null
  /** As its customer reads it. */
  readonly destination: string
  readonly amount: Money
  readonly state: 'open' | 'sent' | 'refused'
  /** Why it was refused. */
  readonly reason: string | null
  readonly createdAt: Instant
  readonly endedAt: Instant | null
}

export type NewWithdrawal = Omit<Withdrawal, 'id' | 'state' | 'reason' | 'endedAt'>

/** Writes a withdrawal, open. @returns its number */
export async function insertWithdrawal(transaction: Transaction, withdrawal: NewWithdrawal): Promise<number> {
  const { accountId, orderId, movementId, meansId, destination, amount, createdAt } = withdrawal
  const [row] = await transaction.query<{ readonly id: number }>(sql`
    insert into withdrawals (account_id, order_id, movement_id, means_id, destination, currency, amount_ucents, state, created_at)
    values (${accountId}::bigint, ${orderId}::bigint, ${movementId}::bigint, ${meansId}::bigint, ${destination},
      ${amount.currency}, ${amount.ucents}::numeric, 'open', ${createdAt}::timestamptz)
    returning id`)
  return row?.id ?? 0
}

/** Ends an open withdrawal. @returns false when it is not open */
export async function endWithdrawal(
  transaction: Transaction,
  { accountId, id }: Pick<Withdrawal, 'accountId' | 'id'>,
  end: { readonly state: 'sent' | 'refused'; readonly reason: string | null; readonly endedAt: Instant },
): Promise<boolean> {
  const rows = await transaction.query(sql`
    update withdrawals set state = ${end.state}, reason = ${end.reason}, ended_at = ${end.endedAt}::timestamptz
    where account_id = ${accountId}::bigint and id = ${id}::bigint and state = 'open' returning id`)
  return rows.length > 0
}

/** A withdrawal as operators see it. */
export interface ListedWithdrawal extends Withdrawal {
  readonly account: Nichandle
}

/** Withdrawals of all accounts, oldest first, from after a number on. */
export async function listWithdrawals(
  transaction: Transaction,
  page: { readonly after: number; readonly limit: number; readonly state: Withdrawal['state'] | null },
): Promise<ListedWithdrawal[]> {
  const rows = await transaction.query<WithdrawalRow>(sql`
    select withdrawals.account_id as "accountId", nichandle as account, id, order_id as "orderId", movement_id as "movementId",
      means_id as "meansId", destination, withdrawals.currency, amount_ucents as ucents, state, reason,
      withdrawals.created_at as "createdAt", ended_at as "endedAt"
    from withdrawals join accounts on accounts.account_id = withdrawals.account_id
    where id > ${page.after}::bigint and (${page.state}::text is null or state = ${page.state}::text)
    order by id limit ${page.limit}::integer`)
  return rows.map(({ currency, ucents, ...row }) => ({ ...row, amount: money(ucents, currency) }))
}

/** All movements of a prepaid balance, oldest first, with what of each was asked back. */
export async function readCashMovements(
  transaction: Transaction,
  accountId: AccountId,
  currency: Currency,
): Promise<CashMovement[]> {
  const rows = await transaction.query<CashRow>(sql`
    select movement.id, movement.kind, -sum(posting.amount_ucents) as ucents, coalesce((
        select sum(amount_ucents) from withdrawals
        where withdrawals.account_id = movement.account_id and movement_id = movement.id and state <> 'refused'
      ), 0) as "withdrawnUcents",
      movement.kind in ('topUp', 'overpayment', 'unsettled') and not exists (
        select from payment_attempts attempt
        where attempt.account_id = movement.account_id and attempt.order_id = movement.order_id
          and attempt.state in ('succeeded', 'partial') and means_kind = 'deferredPaymentAccount'
      ) as "isCash"
    from movements movement
    join postings posting on posting.account_id = movement.account_id and posting.movement_id = movement.id
    where movement.account_id = ${accountId}::bigint and book = 'balance' and posting.currency = ${currency}
    group by movement.account_id, movement.id
    order by movement.id`)
  return rows.map(({ ucents, withdrawnUcents, ...row }) => {
    return { ...row, amount: money(ucents, currency), withdrawn: money(withdrawnUcents, currency) }
  })
}

interface WithdrawalRow extends Omit<ListedWithdrawal, 'amount'> {
  readonly currency: Currency
  readonly ucents: Ucents
}

interface CashRow extends Omit<CashMovement, 'amount' | 'withdrawn'> {
  readonly ucents: Ucents
  readonly withdrawnUcents: Ucents
}
