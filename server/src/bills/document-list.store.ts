import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, DocumentId, OrderId } from '../identity/identity.ts'
import type { OrderKey } from '../orders/order.ts'
import type { DocumentCategory, DocumentKind } from './document.ts'

/** What a list of documents is narrowed by; null: not by this. Moments are whole seconds, both included. */
export interface DocumentFilter {
  readonly categories: readonly DocumentCategory[] | null
  readonly from: Instant | null
  readonly to: Instant | null
  readonly orderId: OrderId | null
}

/** The numbers of an account's documents of a kind, in the order in which they were issued. */
export async function listDocumentIds(
  transaction: Transaction,
  accountId: AccountId,
  kind: DocumentKind,
  filter: DocumentFilter,
): Promise<DocumentId[]> {
  const rows = await transaction.query<{ readonly id: DocumentId }>(sql`
    select id from documents
    where account_id = ${accountId}::bigint and kind = ${kind}::text
      and (${filter.categories}::text[] is null or category = any (${filter.categories}::text[]))
      and (${filter.from}::timestamptz is null or issued_at >= ${filter.from}::timestamptz)
      and (${filter.to}::timestamptz is null or issued_at < date_trunc('second', ${filter.to}::timestamptz) + interval '1 second')
      and (${filter.orderId}::bigint is null or order_id = ${filter.orderId}::bigint)
    order by legal_entity, year, number`)
  return rows.map((row) => row.id)
}

/** A document that stands for an order. */
export interface OrderDocument {
  readonly orderId: OrderId
  readonly id: DocumentId
  readonly kind: DocumentKind
}

/** The documents of orders: each order's bill first, then its refunds in the order in which they were issued. */
export async function listDocumentsOfOrders(
  transaction: Transaction,
  orders: readonly OrderKey[],
): Promise<OrderDocument[]> {
  return transaction.query<OrderDocument>(sql`
    select order_id as "orderId", id, kind
    from documents
    where (account_id, order_id) in (select * from unnest(
      ${orders.map((order) => order.accountId)}::bigint[],
      ${orders.map((order) => order.id)}::bigint[]
    ))
    order by account_id, order_id, kind, legal_entity, year, number`)
}

/** Whose bills these are, and of which orders: for the operator, who names a bill by its number alone. */
export async function findBills(
  transaction: Transaction,
  ids: readonly DocumentId[],
): Promise<{ readonly accountId: AccountId; readonly orderId: OrderId; readonly id: DocumentId }[]> {
  return transaction.query(sql`
    select account_id as "accountId", order_id as "orderId", id from documents
    where id = any (${ids}::text[]) and kind = 'bill'`)
}

/** Whose documents of a kind these are: for their pages, which are opened with a password instead of a login. */
export async function findDocuments(
  transaction: Transaction,
  kind: DocumentKind,
  ids: readonly DocumentId[],
): Promise<{ readonly accountId: AccountId; readonly id: DocumentId }[]> {
  return transaction.query(sql`
    select account_id as "accountId", id from documents where id = any (${ids}::text[]) and kind = ${kind}::text`)
}
