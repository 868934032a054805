import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, AttemptId, DocumentId, OrderId } from '../identity/identity.ts'
import { type Currency, type Money, money, type Ucents } from '../money/money.ts'
import type { MeansKind } from './payment.ts'

/** Money of a refund that goes back through a gateway. */
export interface Payout {
  readonly accountId: AccountId
  /** The refund document: the gateway's idempotency key. */
  readonly documentId: DocumentId
  readonly orderId: OrderId
  /** The attempt whose money goes back. */
  readonly attemptId: AttemptId
  readonly amount: Money
  readonly createdAt: Instant
  /** When the gateway is told again, if its answer is not booked by then. */
  readonly resolveAt: Instant
}

/** An open payout with the kind of means its money came by. */
export interface OpenPayout extends Payout {
  readonly meansKind: MeansKind
}

/** Writes payouts, before the gateway is told. */
export async function insertPayouts(transaction: Transaction, payouts: readonly Payout[]): Promise<void> {
  await transaction.query(sql`
    insert into payouts (account_id, document_id, order_id, attempt_id, currency, amount_ucents, state, created_at, resolve_at)
    select account_id, document_id, order_id, attempt_id, currency, amount, 'open', created_at, resolve_at
    from unnest(
      ${payouts.map((payout) => payout.accountId)}::bigint[],
      ${payouts.map((payout) => payout.documentId)}::text[],
      ${payouts.map((payout) => payout.orderId)}::bigint[],
      ${payouts.map((payout) => payout.attemptId)}::uuid[],
      ${payouts.map((payout) => payout.amount.currency)}::text[],
      ${payouts.map((payout) => payout.amount.ucents)}::numeric[],
      ${payouts.map((payout) => payout.createdAt)}::timestamptz[],
      ${payouts.map((payout) => payout.resolveAt)}::timestamptz[]
    ) as given (account_id, document_id, order_id, attempt_id, currency, amount, created_at, resolve_at)`)
}

/** An open payout, locked until the transaction ends; null when its answer is booked already. */
export async function lockPayout(
  transaction: Transaction,
  accountId: AccountId,
  documentId: DocumentId,
): Promise<OpenPayout | null> {
  const [row] = await transaction.query<PayoutRow>(sql`
    select payout.account_id as "accountId", document_id as "documentId", payout.order_id as "orderId",
      attempt_id as "attemptId", payout.currency, payout.amount_ucents as amount, payout.created_at as "createdAt",
      payout.resolve_at as "resolveAt", means_kind as "meansKind"
    from payouts payout
    join payment_attempts attempt on attempt.account_id = payout.account_id and attempt.id = attempt_id
    where payout.account_id = ${accountId}::bigint and document_id = ${documentId} and payout.state = 'open'
    for no key update of payout`)
  return row ? toPayout(row) : null
}

/** Writes where the money of an open payout went. */
export async function endPayout(
  transaction: Transaction,
  payout: Pick<Payout, 'accountId' | 'documentId'>,
  state: 'toMeans' | 'toBalance',
  endedAt: Instant,
): Promise<void> {
  await transaction.query(sql`
    update payouts set state = ${state}, ended_at = ${endedAt}::timestamptz, resolve_at = null
    where account_id = ${payout.accountId}::bigint and document_id = ${payout.documentId} and state = 'open'`)
}

/** Takes at most `limit` payouts that are due by a moment, and puts off the next time they are to `againAt`. */
export async function claimPayouts(
  transaction: Transaction,
  until: Instant,
  againAt: Instant,
  limit: number,
): Promise<OpenPayout[]> {
  const rows = await transaction.query<PayoutRow>(sql`
    update payouts payout set resolve_at = ${againAt}::timestamptz
    from (
      select payouts.account_id, payouts.document_id, means_kind
      from payouts
      join payment_attempts attempt on attempt.account_id = payouts.account_id and attempt.id = attempt_id
      where payouts.state = 'open' and payouts.resolve_at <= ${until}::timestamptz
      order by payouts.resolve_at limit ${limit}::integer for no key update of payouts skip locked
    ) due
    where payout.account_id = due.account_id and payout.document_id = due.document_id
    returning payout.account_id as "accountId", payout.document_id as "documentId", order_id as "orderId",
      attempt_id as "attemptId", currency, amount_ucents as amount, created_at as "createdAt",
      resolve_at as "resolveAt", means_kind as "meansKind"`)
  return rows.map(toPayout)
}

interface PayoutRow extends Omit<OpenPayout, 'amount'> {
  readonly currency: Currency
  readonly amount: Ucents
}

function toPayout({ currency, amount, ...row }: PayoutRow): OpenPayout {
  return { ...row, amount: money(amount, currency) }
}
