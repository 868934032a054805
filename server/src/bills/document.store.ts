import sql from 'sql-template-tag'
import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { PurchaseReference } from '../customers/purchase-order.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, DocumentId, OrderId, OrderLineId, ServiceId } from '../identity/identity.ts'
import { type Currency, money, type Ucents } from '../money/money.ts'
import type { OrderKey, TaxNote } from '../orders/order.ts'
import type { CustomerSnapshot, DocumentCategory, DocumentKind, DocumentLine, Seller } from './document.ts'
import type { DocumentDraft, IssuedDocument } from './issue-document.ts'

/** A document as it is stored: its password sealed. */
export interface SealedDocument extends Omit<IssuedDocument, 'password'> {
  readonly passwordSealed: Buffer
}

export interface NewDocument extends DocumentDraft {
  readonly id: DocumentId
  readonly number: number
  readonly passwordSealed: Buffer
}

export interface SeriesDemand {
  readonly legalEntity: string
  readonly kind: DocumentKind
  readonly year: number
  readonly count: number
}

/**
 * Reserves the next numbers of series (rule B1) and answers the first of each, in the order given, which names each series
 * once. The series' rows stay locked until the transaction ends: call this last, and once a batch.
 */
export async function reserveNumbers(transaction: Transaction, demands: readonly SeriesDemand[]): Promise<number[]> {
  const rows = await transaction.query<Omit<SeriesDemand, 'count'> & { readonly last: number }>(sql`
    insert into document_series as series (legal_entity, kind, year, last_number)
    select legal_entity, kind, year, count
    from unnest(
      ${demands.map((demand) => demand.legalEntity)}::text[],
      ${demands.map((demand) => demand.kind)}::text[],
      ${demands.map((demand) => demand.year)}::integer[],
      ${demands.map((demand) => demand.count)}::integer[]
    ) as demand (legal_entity, kind, year, count)
    order by legal_entity, kind, year
    on conflict (legal_entity, kind, year) do update set last_number = series.last_number + excluded.last_number
    returning legal_entity as "legalEntity", kind, year, last_number as last`)
  return demands.map(({ legalEntity, kind, year, count }) => {
    const row = rows.find((one) => one.legalEntity === legalEntity && one.kind === kind && one.year === year)
    if (!row) throw new Error(`the series ${legalEntity} ${kind} ${year} gave no numbers`)
    return row.last - count + 1
  })
}

/** Writes documents with their lines; from then on the database refuses to change them. */
export async function insertDocuments(transaction: Transaction, documents: readonly NewDocument[]): Promise<void> {
  const lines = documents.flatMap(({ accountId, id: documentId, lines }) =>
    lines.map((line) => ({ accountId, documentId, ...line })),
  )
  await transaction.query(sql`
    with written as (
      insert into documents (account_id, id, kind, legal_entity, year, number, order_id, corrects, category, currency,
        net_ucents, tax_ucents, gross_ucents, tax_note, seller, customer, password_sealed, issued_at, purchase_orders)
      select * from unnest(
        ${documents.map((document) => document.accountId)}::bigint[],
        ${documents.map((document) => document.id)}::text[],
        ${documents.map((document) => document.kind)}::text[],
        ${documents.map((document) => document.legalEntity)}::text[],
        ${documents.map((document) => document.year)}::integer[],
        ${documents.map((document) => document.number)}::integer[],
        ${documents.map((document) => document.orderId)}::bigint[],
        ${documents.map((document) => document.corrects)}::text[],
        ${documents.map((document) => document.category)}::text[],
        ${documents.map((document) => document.currency)}::text[],
        ${documents.map((document) => document.amounts.net.ucents)}::numeric[],
        ${documents.map((document) => document.amounts.tax.ucents)}::numeric[],
        ${documents.map((document) => document.amounts.gross.ucents)}::numeric[],
        ${documents.map((document) => document.taxNote)}::text[],
        ${documents.map((document) => JSON.stringify(document.seller))}::jsonb[],
        ${documents.map((document) => JSON.stringify(document.customer))}::jsonb[],
        ${documents.map((document) => document.passwordSealed)}::bytea[],
        ${documents.map((document) => document.issuedAt)}::timestamptz[],
        ${documents.map((document) => JSON.stringify(document.purchaseOrders))}::jsonb[]
      )
    )
    insert into document_lines (account_id, document_id, id, order_line_id, service_id, service_type, service_name,
      starts_on, ends_on, quantity, unit_price_ucents, total_price_ucents, tax_rate_ppm)
    select * from unnest(
      ${lines.map((line) => line.accountId)}::bigint[],
      ${lines.map((line) => line.documentId)}::text[],
      ${lines.map((line) => line.id)}::integer[],
      ${lines.map((line) => line.orderLineId)}::bigint[],
      ${lines.map((line) => line.serviceId)}::bigint[],
      ${lines.map((line) => line.serviceType)}::text[],
      ${lines.map((line) => line.serviceName)}::text[],
      ${lines.map((line) => line.startsOn)}::date[],
      ${lines.map((line) => line.endsOn)}::date[],
      ${lines.map((line) => line.quantity)}::integer[],
      ${lines.map((line) => line.unitPrice.ucents)}::numeric[],
      ${lines.map((line) => line.totalPrice.ucents)}::numeric[],
      ${lines.map((line) => line.taxRatePpm)}::integer[]
    )`)
}

/** A document by its number, which is unique in its account. */
export interface DocumentKey {
  readonly accountId: AccountId
  readonly id: DocumentId
}

/**
 * Documents with their lines, named by their numbers or as the bills and refunds of orders, of any accounts: bills first, each kind
 * in the order of their numbers. Numbers that are not the account's are left out.
 */
export async function readDocuments(
  transaction: Transaction,
  { numbers = [], orders = [] }: { readonly numbers?: readonly DocumentKey[]; readonly orders?: readonly OrderKey[] },
): Promise<SealedDocument[]> {
  const rows = await transaction.query<DocumentRow>(sql`
    with named as (
      select account_id, id from unnest(
        ${numbers.map((number) => number.accountId)}::bigint[],
        ${numbers.map((number) => number.id)}::text[]
      ) as given (account_id, id)
      union
      select documents.account_id, documents.id from unnest(
        ${orders.map((order) => order.accountId)}::bigint[],
        ${orders.map((order) => order.id)}::bigint[]
      ) as given (account_id, order_id)
      join documents on documents.account_id = given.account_id and documents.order_id = given.order_id
    )
    select document.account_id as "accountId", document.id as "documentId", kind, legal_entity as "legalEntity", year,
      order_id as "orderId", corrects, category, currency, net_ucents as net, tax_ucents as tax, gross_ucents as gross,
      tax_note as "taxNote", seller, customer, document.purchase_orders as "purchaseOrders",
      password_sealed as "passwordSealed", issued_at as "issuedAt",
      line.id as "lineId", order_line_id as "orderLineId", service_id as "serviceId", service_type as "serviceType",
      service_name as "serviceName", starts_on as "startsOn", ends_on as "endsOn", quantity,
      unit_price_ucents as "unitPrice", total_price_ucents as "totalPrice", tax_rate_ppm as "taxRatePpm"
    from named
    join documents document on document.account_id = named.account_id and document.id = named.id
    join document_lines line on line.account_id = document.account_id and line.document_id = document.id
    order by kind, legal_entity, year, number, document.account_id, line.id`)
  return toDocuments(rows)
}

interface DocumentRow {
  readonly accountId: AccountId
  readonly documentId: DocumentId
  readonly kind: DocumentKind
  readonly legalEntity: string
  readonly year: number
  readonly orderId: OrderId
  readonly corrects: DocumentId | null
  readonly category: DocumentCategory
  readonly currency: Currency
  readonly net: Ucents
  readonly tax: Ucents
  readonly gross: Ucents
  readonly taxNote: TaxNote | null
  readonly seller: Seller
  readonly customer: CustomerSnapshot
  readonly purchaseOrders: readonly PurchaseReference[]
  readonly passwordSealed: Buffer
  readonly issuedAt: Instant
  readonly lineId: number
  readonly orderLineId: OrderLineId
  readonly serviceId: ServiceId
  readonly serviceType: string
  readonly serviceName: string
  readonly startsOn: LocalDate | null
  readonly endsOn: LocalDate | null
  readonly quantity: number
  readonly unitPrice: Ucents
  readonly totalPrice: Ucents
  readonly taxRatePpm: number
}

function toDocuments(rows: readonly DocumentRow[]): SealedDocument[] {
  // the series of another legal entity can have given another account the same number
  const groups = Map.groupBy(rows, ({ accountId, documentId }) => `${accountId} ${documentId}`)
  return [...groups.values()].flatMap(([first, ...rest]) => (first ? [toDocument(first, [first, ...rest])] : []))
}

function toDocument(row: DocumentRow, rows: readonly DocumentRow[]): SealedDocument {
  const { accountId, documentId, kind, legalEntity, orderId, corrects, category, currency, taxNote } = row
  const { seller, customer, purchaseOrders, passwordSealed, issuedAt } = row
  return {
    ...{ accountId, id: documentId, kind, legalEntity, orderId, corrects, category, currency, taxNote },
    amounts: { net: money(row.net, currency), tax: money(row.tax, currency), gross: money(row.gross, currency) },
    ...{ seller, customer, purchaseOrders, passwordSealed, issuedAt, lines: rows.map(toLine) },
  }
}

function toLine(row: DocumentRow): DocumentLine {
  const { lineId, orderLineId, serviceId, serviceType, serviceName, startsOn, endsOn, quantity, taxRatePpm } = row
  return {
    ...{ id: lineId, orderLineId, serviceId, serviceType, serviceName, startsOn, endsOn, quantity, taxRatePpm },
    unitPrice: money(row.unitPrice, row.currency),
    totalPrice: money(row.totalPrice, row.currency),
  }
}
