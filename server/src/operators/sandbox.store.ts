import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { MeansId, OrderId } from '../identity/identity.ts'
import type { Currency, Ucents } from '../money/money.ts'

/** Gives a means a script for its next charges, from its first outcome on. */
export async function writeOutcomes(
  transaction: Transaction,
  meansId: MeansId,
  outcomes: readonly string[],
): Promise<void> {
  await transaction.query(sql`
    insert into sandbox.outcomes (means_id, outcomes) values (${meansId}::bigint, ${outcomes}::text[])
    on conflict (means_id) do update set outcomes = excluded.outcomes, used = 0`)
}

/** A call that the played provider got. */
export interface ProviderCall {
  readonly at: Instant
  readonly operation: 'charge' | 'lookup' | 'refund'
  readonly idempotencyKey: string
  readonly order: OrderId
  readonly mean: MeansId | null
  readonly ucents: Ucents
  readonly currency: Currency
  readonly outcome: string
}

/** All calls since the last reset, in order. */
export async function readProviderCalls(transaction: Transaction): Promise<ProviderCall[]> {
  return transaction.query<ProviderCall>(sql`
    select at, operation, idempotency_key as "idempotencyKey", order_id as "order", means_id as mean,
      amount_ucents as ucents, currency, outcome
    from sandbox.calls order by id`)
}

export interface ProviderSums {
  readonly currency: Currency
  readonly charged: Ucents
  readonly refunded: Ucents
}

/** What the provider took (less what it took back again) and refunded, by currency: euro always, others once it was asked to move some. */
export async function readProviderSums(transaction: Transaction): Promise<ProviderSums[]> {
  return transaction.query<ProviderSums>(sql`
    select currency, coalesce(sum(taken_ucents - charged_back_ucents), 0) as charged, coalesce(sum(refunded_ucents), 0) as refunded
    from (
      select currency, taken_ucents, charged_back_ucents, refunded_ucents from sandbox.charges
      union all
      select 'EUR', 0, 0, 0
    ) moved
    group by currency order by currency`)
}

/**
 * The first moment after `after` at which something falls due: a service is to be looked at, an order expires, a gateway is asked about a
 * charge or told of a refund, a charge settles, or a bill is collected.
 */
export async function nextDue(transaction: Transaction, after: Instant): Promise<Instant | null> {
  const [row] = await transaction.query<{ readonly due: Instant | null }>(sql`
    select least(
      (select min(expires_at) from orders where status = 'notPaid' and expires_at > ${after}::timestamptz),
      (select min(next_action_at) from services where state <> 'terminated' and next_action_at > ${after}::timestamptz),
      (select min(resolve_at) from payment_attempts
        where state in ('charging', 'pending', 'unknown') and resolve_at > ${after}::timestamptz),
      (select min(resolve_at) from payouts where state = 'open' and resolve_at > ${after}::timestamptz),
      (select min(collect_at) from debts where closed_at is null and collect_at > ${after}::timestamptz),
      (select min(settles_at) from sandbox.charges where state = 'pending' and settles_at > ${after}::timestamptz)
    ) as due`)
  return row?.due ?? null
}

/** Waits until no worker sweeps, and keeps them from it until the transaction ends: a clock is being moved. */
export async function lockSweeps(transaction: Transaction): Promise<void> {
  await transaction.query(sql`select pg_advisory_xact_lock(hashtext('odnowa sweeps'))`)
}

/** Takes part in sweeping until the transaction ends, beside other workers; false when a clock is being moved. */
export async function joinSweeps(transaction: Transaction): Promise<boolean> {
  const [row] = await transaction.query<{ readonly joined: boolean }>(sql`
    select pg_try_advisory_xact_lock_shared(hashtext('odnowa sweeps')) as joined`)
  return row?.joined ?? false
}

/** Empties every table but the settings that the server was started with. */
export async function emptyHouse(transaction: Transaction): Promise<void> {
  await transaction.query(sql`select sandbox.empty()`)
}
