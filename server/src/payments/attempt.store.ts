import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, AttemptId, MeansId, OrderId, ServiceId } from '../identity/identity.ts'
import { type Currency, money, type Ucents } from '../money/money.ts'
import type { Reserved } from '../orders/guard-order.ts'
import type { Attempt, AttemptKey, AttemptState, MeansKind } from './payment.ts'

/** A service by its account. */
interface ServiceKey {
  readonly accountId: AccountId
  readonly id: ServiceId
}

/** Writes attempts, before the gateway is called (rule P1). A second open one on an order breaks a unique index. */
export async function insertAttempts(transaction: Transaction, attempts: readonly Attempt[]): Promise<void> {
  await transaction.query(sql`
    insert into payment_attempts (account_id, id, order_id, means_id, means_kind, currency, amount_ucents, balance_ucents, state,
      reason, received_ucents, gateway_reference, created_at, ended_at, resolve_at, lookups, by_holder)
    select * from unnest(
      ${attempts.map((attempt) => attempt.accountId)}::bigint[],
      ${attempts.map((attempt) => attempt.id)}::uuid[],
      ${attempts.map((attempt) => attempt.orderId)}::bigint[],
      ${attempts.map((attempt) => attempt.meansId)}::bigint[],
      ${attempts.map((attempt) => attempt.meansKind)}::text[],
      ${attempts.map((attempt) => attempt.amount.currency)}::text[],
      ${attempts.map((attempt) => attempt.amount.ucents)}::numeric[],
      ${attempts.map((attempt) => attempt.balance.ucents)}::numeric[],
      ${attempts.map((attempt) => attempt.state)}::text[],
      ${attempts.map((attempt) => attempt.reason)}::text[],
      ${attempts.map((attempt) => attempt.received.ucents)}::numeric[],
      ${attempts.map((attempt) => attempt.gatewayReference)}::text[],
      ${attempts.map((attempt) => attempt.createdAt)}::timestamptz[],
      ${attempts.map((attempt) => attempt.endedAt)}::timestamptz[],
      ${attempts.map((attempt) => attempt.resolveAt)}::timestamptz[],
      ${attempts.map((attempt) => attempt.lookups)}::smallint[],
      ${attempts.map((attempt) => attempt.byHolder)}::boolean[]
    )`)
}

/** Attempts, locked until the transaction ends; those that are not there are left out. */
export async function lockAttempts(transaction: Transaction, keys: readonly AttemptKey[]): Promise<Attempt[]> {
  const rows = await transaction.query<AttemptRow>(sql`
    select account_id as "accountId", id, order_id as "orderId", means_id as "meansId", means_kind as "meansKind", currency,
      amount_ucents as amount, balance_ucents as balance, state, reason, received_ucents as received, gateway_reference as "gatewayReference",
      created_at as "createdAt", ended_at as "endedAt", resolve_at as "resolveAt", lookups,
      by_holder as "byHolder"
    from payment_attempts
    where (account_id, id) in (select * from unnest(
      ${keys.map((key) => key.accountId)}::bigint[],
      ${keys.map((key) => key.id)}::uuid[]
    ))
    order by account_id, id for no key update`)
  return rows.map(toAttempt)
}

/** The attempts on orders, oldest first. */
export async function readAttemptsOfOrders(
  transaction: Transaction,
  orders: readonly { readonly accountId: AccountId; readonly id: OrderId }[],
): Promise<Attempt[]> {
  const rows = await transaction.query<AttemptRow>(sql`
    select account_id as "accountId", id, order_id as "orderId", means_id as "meansId", means_kind as "meansKind", currency,
      amount_ucents as amount, balance_ucents as balance, state, reason, received_ucents as received, gateway_reference as "gatewayReference",
      created_at as "createdAt", ended_at as "endedAt", resolve_at as "resolveAt", lookups,
      by_holder as "byHolder"
    from payment_attempts
    where (account_id, order_id) in (select * from unnest(
      ${orders.map((order) => order.accountId)}::bigint[],
      ${orders.map((order) => order.id)}::bigint[]
    ))
    order by created_at, id`)
  return rows.map(toAttempt)
}

/** Which of these services open attempts reserve, and for which orders, debt orders on their bills too (rule O5). */
export async function readReserved(transaction: Transaction, services: readonly ServiceKey[]): Promise<Reserved[]> {
  return transaction.query<Reserved>(sql`
    with open as materialized (
      select account_id, order_id as held_by, order_id from payment_attempts
      where account_id = any (${services.map((service) => service.accountId)}::bigint[])
        and state in ('charging', 'pending', 'unknown', 'parked')
    ), held as (
      select account_id, held_by, order_id from open
      union all
      select open.account_id, held_by, debts.order_id from open
      join order_debts paid on paid.account_id = open.account_id and paid.order_id = open.order_id
      join debts on debts.account_id = paid.account_id and debts.id = paid.debt_id
    )
    select service_id as "serviceId", held_by as "orderId"
    from held join order_lines line on line.account_id = held.account_id and line.order_id = held.order_id
    where (line.account_id, service_id) in (select * from unnest(
      ${services.map((service) => service.accountId)}::bigint[],
      ${services.map((service) => service.id)}::bigint[]
    ))
    order by held_by, line.id`)
}

/** Writes what became of attempts; the caller holds their locks. */
export async function updateAttempts(transaction: Transaction, attempts: readonly Attempt[]): Promise<void> {
  await transaction.query(sql`
    update payment_attempts set state = given.state, reason = given.reason, received_ucents = given.received,
      gateway_reference = given.reference, ended_at = given.ended_at, resolve_at = given.resolve_at, lookups = given.lookups
    from unnest(
      ${attempts.map((attempt) => attempt.accountId)}::bigint[],
      ${attempts.map((attempt) => attempt.id)}::uuid[],
      ${attempts.map((attempt) => attempt.state)}::text[],
      ${attempts.map((attempt) => attempt.reason)}::text[],
      ${attempts.map((attempt) => attempt.received.ucents)}::numeric[],
      ${attempts.map((attempt) => attempt.gatewayReference)}::text[],
      ${attempts.map((attempt) => attempt.endedAt)}::timestamptz[],
      ${attempts.map((attempt) => attempt.resolveAt)}::timestamptz[],
      ${attempts.map((attempt) => attempt.lookups)}::smallint[]
    ) as given (account_id, id, state, reason, received, reference, ended_at, resolve_at, lookups)
    where payment_attempts.account_id = given.account_id and payment_attempts.id = given.id`)
}

/**
 * Takes at most `limit` attempts about which the gateway is to be asked by a moment, counts this asking, and puts off the next
 * one to `askedAgainAt`: when this process dies before the answer is booked, they come up again then. Taking over what another process
 * left while it was charging is not counted: its plan has not begun.
 */
export async function claimAttempts(
  transaction: Transaction,
  until: Instant,
  askedAgainAt: Instant,
  limit: number,
): Promise<Attempt[]> {
  const rows = await transaction.query<AttemptRow>(sql`
    update payment_attempts attempt set resolve_at = ${askedAgainAt}::timestamptz,
      lookups = lookups + case state when 'charging' then 0 else 1 end
    from (
      select account_id, id from payment_attempts
      where state in ('charging', 'pending', 'unknown') and resolve_at <= ${until}::timestamptz
      order by resolve_at limit ${limit}::integer for no key update skip locked
    ) due
    where attempt.account_id = due.account_id and attempt.id = due.id
    returning attempt.account_id as "accountId", attempt.id, order_id as "orderId", means_id as "meansId",
      means_kind as "meansKind", currency, amount_ucents as amount, balance_ucents as balance, state, reason, received_ucents as received,
      gateway_reference as "gatewayReference", created_at as "createdAt", ended_at as "endedAt",
      resolve_at as "resolveAt", lookups, by_holder as "byHolder"`)
  return rows.map(toAttempt)
}

/** Whose attempts these are: for the operator, who names an attempt by its id alone. */
export async function findAttemptAccounts(
  transaction: Transaction,
  ids: readonly AttemptId[],
): Promise<{ readonly accountId: AccountId; readonly attemptId: AttemptId }[]> {
  return transaction.query(sql`
    select account_id as "accountId", id as "attemptId" from payment_attempts where id = any (${ids}::uuid[])`)
}

interface AttemptRow {
  readonly accountId: AccountId
  readonly id: AttemptId
  readonly orderId: OrderId
  readonly meansId: MeansId | null
  readonly meansKind: MeansKind
  readonly currency: Currency
  readonly amount: Ucents
  readonly balance: Ucents
  readonly state: AttemptState
  readonly reason: string | null
  readonly received: Ucents
  readonly gatewayReference: string | null
  readonly createdAt: Instant
  readonly endedAt: Instant | null
  readonly resolveAt: Instant | null
  readonly lookups: number
  readonly byHolder: boolean
}

function toAttempt({ currency, amount, balance, received, ...row }: AttemptRow): Attempt {
  const moneys = {
    amount: money(amount, currency),
    balance: money(balance, currency),
    received: money(received, currency),
  }
  return { ...row, ...moneys }
}
