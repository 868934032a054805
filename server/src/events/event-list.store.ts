import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, DocumentId, Nichandle, OrderId, ServiceId } from '../identity/identity.ts'
import type { EventType } from './event.ts'

/** What happened, as it is read back. */
export interface RecordedEvent {
  readonly id: number
  /** The transaction that made it true, as text: the first half of a reader's place. */
  readonly transactionId: string
  readonly at: Instant
  readonly type: EventType
  readonly account: Nichandle
  readonly serviceId: ServiceId | null
  readonly orderId: OrderId | null
  readonly documentId: DocumentId | null
  readonly data: Readonly<Record<string, unknown>>
}

/** Where a reader stands: behind the last event it was given. */
export interface EventPlace {
  readonly transactionId: string
  readonly id: number
}

/**
 * Events behind a place, in the order of their transactions. Only of transactions older than every one that is still open:
 * all that comes later gets a higher transaction id, so a reader that goes on from its place misses none.
 */
export async function listEvents(transaction: Transaction, after: EventPlace, limit: number): Promise<RecordedEvent[]> {
  return transaction.query<RecordedEvent>(sql`
    select events.id, transaction_id::text as "transactionId", at, type, nichandle as account, service_id as "serviceId",
      order_id as "orderId", document_id as "documentId", data
    from events join accounts on accounts.account_id = events.account_id
    where transaction_id < pg_snapshot_xmin(pg_current_snapshot())
      and (transaction_id, events.id) > (${after.transactionId}::xid8, ${after.id}::bigint)
    order by transaction_id, events.id limit ${limit}::integer`)
}

/** The same of one account. */
export async function listAccountEvents(
  transaction: Transaction,
  accountId: AccountId,
  after: EventPlace,
  limit: number,
): Promise<RecordedEvent[]> {
  return transaction.query<RecordedEvent>(sql`
    select events.id, transaction_id::text as "transactionId", at, type, nichandle as account, service_id as "serviceId",
      order_id as "orderId", document_id as "documentId", data
    from events join accounts on accounts.account_id = events.account_id
    where events.account_id = ${accountId}::bigint and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
      and (transaction_id, events.id) > (${after.transactionId}::xid8, ${after.id}::bigint)
    order by transaction_id, events.id limit ${limit}::integer`)
}

/** The id of the last event so far, 0 when nothing has happened. */
export async function lastEventId(transaction: Transaction): Promise<number> {
  const [row] = await transaction.query<{ readonly id: number }>(sql`
    select coalesce(max(id), 0)::bigint as id from events`)
  return row?.id ?? 0
}

/** All events after one, in the order in which they were written: what came of a move of the clock that is over. */
export async function readEventsAfter(transaction: Transaction, id: number): Promise<RecordedEvent[]> {
  return transaction.query<RecordedEvent>(sql`
    select events.id, transaction_id::text as "transactionId", at, type, nichandle as account, service_id as "serviceId",
      order_id as "orderId", document_id as "documentId", data
    from events join accounts on accounts.account_id = events.account_id
    where events.id > ${id}::bigint order by events.id`)
}
