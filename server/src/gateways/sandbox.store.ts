import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { RunTransaction, Transaction } from '../database/transaction.ts'
import type { AttemptId, MeansId, OrderId } from '../identity/identity.ts'
import { type Currency, type Money, money, type Ucents } from '../money/money.ts'

/** How the sandbox's provider keeps its books: beside ours in one database, in transactions of its own. */
export type SandboxBooks = RunTransaction

export type ChargeState = 'succeeded' | 'pending' | 'declined' | 'failed' | 'nothing' | 'silent'

/** A charge as the provider remembers it. */
export interface SandboxCharge {
  readonly idempotencyKey: AttemptId
  readonly orderId: OrderId
  readonly meansId: MeansId | null
  readonly asked: Money
  /** The scripted outcome, as it was written. */
  readonly outcome: string
  readonly state: ChargeState
  readonly taken: Money
  readonly refunded: Money
  readonly chargedBack: Money
  readonly settlesAt: Instant | null
  readonly settlesAs: 'success' | 'fail' | null
  readonly createdAt: Instant
}

export interface SandboxCall {
  readonly at: Instant
  readonly operation: 'charge' | 'lookup' | 'refund'
  readonly idempotencyKey: string
  readonly orderId: OrderId
  readonly meansId: MeansId | null
  readonly amount: Money
  readonly outcome: string
}

/** Makes calls with one key wait for each other, the first ones too. */
export async function lockKey(transaction: Transaction, key: string): Promise<void> {
  await transaction.query(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`)
}

/** Uses up the next outcome of a means' script: the last one repeats; null without a script. */
export async function useOutcome(transaction: Transaction, meansId: MeansId): Promise<string | null> {
  const [row] = await transaction.query<{ readonly outcome: string }>(sql`
    update sandbox.outcomes set used = used + 1 where means_id = ${meansId}::bigint
    returning outcomes[least(used, cardinality(outcomes))] as outcome`)
  return row?.outcome ?? null
}

/** The charge of a key, locked until the transaction ends; null when the provider never got it. */
export async function readCharge(transaction: Transaction, key: AttemptId): Promise<SandboxCharge | null> {
  const [row] = await transaction.query<ChargeRow>(sql`
    select idempotency_key as "idempotencyKey", order_id as "orderId", means_id as "meansId", currency,
      asked_ucents as asked, outcome, state, taken_ucents as taken, refunded_ucents as refunded,
      charged_back_ucents as "chargedBack", settles_at as "settlesAt", settles_as as "settlesAs", created_at as "createdAt"
    from sandbox.charges where idempotency_key = ${key}::uuid for update`)
  return row ? toCharge(row) : null
}

/** Keeps a new charge. */
export async function insertCharge(transaction: Transaction, charge: SandboxCharge): Promise<void> {
  await transaction.query(sql`
    insert into sandbox.charges (idempotency_key, order_id, means_id, currency, asked_ucents, outcome, state, taken_ucents,
      refunded_ucents, settles_at, settles_as, created_at)
    values (${charge.idempotencyKey}::uuid, ${charge.orderId}::bigint, ${charge.meansId}::bigint, ${charge.asked.currency},
      ${charge.asked.ucents}::numeric, ${charge.outcome}, ${charge.state}, ${charge.taken.ucents}::numeric,
      ${charge.refunded.ucents}::numeric, ${charge.settlesAt}::timestamptz, ${charge.settlesAs}::text,
      ${charge.createdAt}::timestamptz)`)
}

/** Moves a charge to a state, with what was taken by then. */
export async function settleCharge(
  transaction: Transaction,
  key: AttemptId,
  state: ChargeState,
  taken: Money,
): Promise<void> {
  await transaction.query(sql`
    update sandbox.charges set state = ${state}, taken_ucents = ${taken.ucents}::numeric
    where idempotency_key = ${key}::uuid`)
}

/** True when the refund of that key was made before. */
export async function isRefunded(transaction: Transaction, refundKey: string): Promise<boolean> {
  const rows = await transaction.query(sql`select from sandbox.refunds where refund_key = ${refundKey}`)
  return rows.length > 0
}

/** Keeps a refund, and what its charge has given back by it. */
export async function insertRefund(
  transaction: Transaction,
  refundKey: string,
  chargeKey: AttemptId,
  amount: Money,
  at: Instant,
): Promise<void> {
  await transaction.query(sql`
    with charge as (
      update sandbox.charges set refunded_ucents = refunded_ucents + ${amount.ucents}::numeric
      where idempotency_key = ${chargeKey}::uuid
    )
    insert into sandbox.refunds (refund_key, charge_key, currency, amount_ucents, created_at)
    values (${refundKey}, ${chargeKey}::uuid, ${amount.currency}, ${amount.ucents}::numeric, ${at}::timestamptz)`)
}

/** Keeps a call, for operators to list. */
export async function insertCall(transaction: Transaction, call: SandboxCall): Promise<void> {
  await transaction.query(sql`
    insert into sandbox.calls (at, operation, idempotency_key, order_id, means_id, currency, amount_ucents, outcome)
    values (${call.at}::timestamptz, ${call.operation}, ${call.idempotencyKey}, ${call.orderId}::bigint,
      ${call.meansId}::bigint, ${call.amount.currency}, ${call.amount.ucents}::numeric, ${call.outcome})`)
}

interface ChargeRow {
  readonly idempotencyKey: AttemptId
  readonly orderId: OrderId
  readonly meansId: MeansId | null
  readonly currency: Currency
  readonly asked: Ucents
  readonly outcome: string
  readonly state: ChargeState
  readonly taken: Ucents
  readonly refunded: Ucents
  readonly chargedBack: Ucents
  readonly settlesAt: Instant | null
  readonly settlesAs: 'success' | 'fail' | null
  readonly createdAt: Instant
}

function toCharge({ currency, asked, taken, refunded, chargedBack, ...row }: ChargeRow): SandboxCharge {
  return {
    ...row,
    asked: money(asked, currency),
    taken: money(taken, currency),
    refunded: money(refunded, currency),
    chargedBack: money(chargedBack, currency),
  }
}
