import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, DocumentId, OrderId } from '../identity/identity.ts'
import { type Currency, money, type Ucents } from '../money/money.ts'
import type { OrderAmounts } from '../orders/order.ts'
import type { DocumentCategory, DocumentKind } from './document.ts'

/** Which documents an account exports. Moments are whole seconds, both included. */
export interface ExportChoice {
  readonly accountId: AccountId
  readonly kind: DocumentKind
  /** null: all in that time. */
  readonly ids: readonly DocumentId[] | null
  readonly from: Instant | null
  readonly to: Instant
}

export interface DocumentExport extends ExportChoice {
  readonly archive: 'csv' | 'zip'
}

/** One line of an export. */
export interface ExportedDocument {
  readonly id: DocumentId
  readonly orderId: OrderId
  /** The bill that a refund corrects. */
  readonly corrects: DocumentId | null
  readonly category: DocumentCategory
  readonly issuedAt: Instant
  readonly amounts: OrderAmounts
  readonly place: ExportPlace
}

/** Where a document stands in the order in which they were issued. */
export type ExportPlace = readonly [legalEntity: string, year: number, number: number]

/** Stores what is asked for. @returns its number */
export async function insertExport(
  transaction: Transaction,
  asked: DocumentExport & { readonly tokenHash: Buffer; readonly expiresAt: Instant },
): Promise<number> {
  const [row] = await transaction.query<{ readonly id: number }>(sql`
    insert into document_exports (account_id, token_hash, kind, archive, document_ids, issued_from, issued_to, expires_at)
    values (${asked.accountId}::bigint, ${asked.tokenHash}::bytea, ${asked.kind}, ${asked.archive}, ${asked.ids}::text[],
      ${asked.from}::timestamptz, ${asked.to}::timestamptz, ${asked.expiresAt}::timestamptz)
    returning id`)
  return row?.id ?? 0
}

/** What was asked for under a number, while its link is good: for who has its token. */
export async function findExports(
  transaction: Transaction,
  id: number,
  now: Instant,
): Promise<(DocumentExport & { readonly tokenHash: Buffer })[]> {
  return transaction.query(sql`
    select account_id as "accountId", kind, archive, document_ids as ids, issued_from as "from", issued_to as "to",
      token_hash as "tokenHash"
    from document_exports where id = ${id}::bigint and expires_at > ${now}::timestamptz`)
}

/** How many documents an export has. */
export async function countExported(transaction: Transaction, choice: ExportChoice): Promise<number> {
  const [row] = await transaction.query<{ readonly count: number }>(sql`
    select count(*) as count from documents
    where account_id = ${choice.accountId}::bigint and kind = ${choice.kind}
      and (${choice.ids}::text[] is null or id = any (${choice.ids}::text[]))
      and (${choice.from}::timestamptz is null or issued_at >= ${choice.from}::timestamptz)
      and issued_at < date_trunc('second', ${choice.to}::timestamptz) + interval '1 second'`)
  return row?.count ?? 0
}

interface ExportedRow extends Omit<ExportedDocument, 'amounts' | 'place'> {
  readonly currency: Currency
  readonly net: Ucents
  readonly tax: Ucents
  readonly gross: Ucents
  readonly legalEntity: string
  readonly year: number
  readonly number: number
}

/** The documents of an export in the order in which they were issued, from behind a place on; null: from the first. */
export async function readExported(
  transaction: Transaction,
  choice: ExportChoice,
  after: ExportPlace | null,
  limit: number,
): Promise<ExportedDocument[]> {
  const [legalEntity, year, number] = after ?? [null, null, null]
  const rows = await transaction.query<ExportedRow>(sql`
    select id, order_id as "orderId", corrects, category, issued_at as "issuedAt", currency, net_ucents as net, tax_ucents as tax,
      gross_ucents as gross, legal_entity as "legalEntity", year, number
    from documents
    where account_id = ${choice.accountId}::bigint and kind = ${choice.kind}
      and (${choice.ids}::text[] is null or id = any (${choice.ids}::text[]))
      and (${choice.from}::timestamptz is null or issued_at >= ${choice.from}::timestamptz)
      and issued_at < date_trunc('second', ${choice.to}::timestamptz) + interval '1 second'
      and (${legalEntity}::text is null or (legal_entity, year, number) > (${legalEntity}::text, ${year}::integer, ${number}::integer))
    order by legal_entity, year, number limit ${limit}::integer`)
  return rows.map(({ currency, net, tax, gross, legalEntity: entity, year: ofYear, number: last, ...row }) => ({
    ...row,
    amounts: { net: money(net, currency), tax: money(tax, currency), gross: money(gross, currency) },
    place: [entity, ofYear, last],
  }))
}
