import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { Happening } from './event.ts'

/** Records what happened, in the order given, in the transaction that makes it true. */
export async function insertEvents(transaction: Transaction, happenings: readonly Happening[]): Promise<void> {
  await transaction.query(sql`
    insert into events (account_id, at, type, service_id, order_id, document_id, data)
    select account_id, at, type, service_id, order_id, document_id, data
    from unnest(
      ${happenings.map((happening) => happening.accountId)}::bigint[],
      ${happenings.map((happening) => happening.at)}::timestamptz[],
      ${happenings.map((happening) => happening.type)}::text[],
      ${happenings.map((happening) => happening.serviceId ?? null)}::bigint[],
      ${happenings.map((happening) => happening.orderId ?? null)}::bigint[],
      ${happenings.map((happening) => happening.documentId ?? null)}::text[],
      ${happenings.map((happening) => JSON.stringify(happening.data ?? {}))}::jsonb[]
    ) with ordinality as given (account_id, at, type, service_id, order_id, document_id, data, position)
    order by position`)
}
