import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AttemptId, MeansId, Nichandle, OrderId } from '../identity/identity.ts'
import type { Currency, Ucents } from '../money/money.ts'
import type { AttemptState, MeansKind } from './payment.ts'

/** An attempt as the operator sees it. */
export interface ListedAttempt {
  readonly id: AttemptId
  readonly account: Nichandle
  readonly orderId: OrderId
  readonly meansId: MeansId | null
  readonly meansKind: MeansKind
  readonly currency: Currency
  readonly amountUcents: Ucents
  readonly receivedUcents: Ucents
  readonly state: AttemptState
  readonly reason: string | null
  readonly createdAt: Instant
  readonly endedAt: Instant | null
  readonly resolveAt: Instant | null
  readonly lookups: number
}

export interface AttemptFilter {
  readonly state: AttemptState | null
  readonly after: { readonly createdAt: Instant; readonly id: AttemptId } | null
  readonly limit: number
}

/** Attempts of all accounts, oldest first. */
export async function listAttempts(transaction: Transaction, filter: AttemptFilter): Promise<ListedAttempt[]> {
  return transaction.query<ListedAttempt>(sql`
    select attempt.id, nichandle as account, order_id as "orderId", means_id as "meansId", means_kind as "meansKind",
      attempt.currency, amount_ucents as "amountUcents", received_ucents as "receivedUcents", state, reason,
      attempt.created_at as "createdAt", ended_at as "endedAt", resolve_at as "resolveAt", lookups
    from payment_attempts attempt join accounts on accounts.account_id = attempt.account_id
    where (attempt.created_at, attempt.id) > (coalesce(${filter.after?.createdAt ?? null}::timestamptz, '-infinity'),
        coalesce(${filter.after?.id ?? null}::uuid, '00000000-0000-0000-0000-000000000000'))
      and (${filter.state}::text is null or state = ${filter.state}::text)
    order by attempt.created_at, attempt.id limit ${filter.limit}::integer`)
}

/** One attempt, whoever's it is. */
export async function findAttempt(transaction: Transaction, id: AttemptId): Promise<ListedAttempt | null> {
  const [row] = await transaction.query<ListedAttempt>(sql`
    select attempt.id, nichandle as account, order_id as "orderId", means_id as "meansId", means_kind as "meansKind",
      attempt.currency, amount_ucents as "amountUcents", received_ucents as "receivedUcents", state, reason,
      attempt.created_at as "createdAt", ended_at as "endedAt", resolve_at as "resolveAt", lookups
    from payment_attempts attempt join accounts on accounts.account_id = attempt.account_id
    where attempt.id = ${id}::uuid`)
  return row ?? null
}
