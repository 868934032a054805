import { type Instant, localDate, type Zone } from '../calendar/calendar.ts'
import type { Account } from '../customers/account.ts'
import type { DocumentId, OrderLineId } from '../identity/identity.ts'
import { negate, subtract } from '../money/money.ts'
import { amountsOf } from '../orders/draft-order.ts'
import type { Order, OrderAmounts, OrderLine } from '../orders/order.ts'
import type { Company } from '../policy/policy.ts'
import type { BillingDocument, CustomerSnapshot, DocumentKind, DocumentLine, Seller } from './document.ts'

/** A document that has no number yet (rule B1). What refers to the customer's books is found when it gets one. */
export interface DocumentDraft extends Omit<BillingDocument, 'id' | 'password'> {
  readonly legalEntity: string
  /** The local year it is issued in: with the legal entity and the kind, its series. */
  readonly year: number
}

/** A document with the series it is numbered in. */
export interface IssuedDocument extends BillingDocument {
  readonly legalEntity: string
}

export interface IssueFacts {
  readonly order: Order
  readonly company: Company
  readonly customer: Account
  readonly now: Instant
  readonly zone: Zone
}

/**
 * The document of an order: a bill of 0 or more, or, of a negative total, a refund document whose amounts are positive
 * (rules B2, P6).
 */
export function draftDocument({ order, company, customer, now, zone }: IssueFacts): DocumentDraft {
  const kind: DocumentKind = order.amounts.gross.ucents < 0n ? 'refund' : 'bill'
  return {
    ...{ accountId: order.accountId, kind, orderId: order.id, corrects: null },
    category: order.kind === 'automatic' ? 'autorenew' : 'earlyrenewal',
    currency: order.currency,
    amounts: kind === 'refund' ? negated(order.amounts) : order.amounts,
    taxNote: order.taxNote,
    ...{ seller: sellerOf(company), customer: snapshotOf(customer), legalEntity: company.legalEntity },
    purchaseOrders: [],
    ...{ issuedAt: now, year: localDate(now, zone).year },
    lines: order.lines.map((line, index) => toDocumentLine(line, index + 1, kind)),
  }
}

/** Lines of a bill that can still be refunded, and the amounts that refunding them gives. */
export interface RefundPart {
  readonly lines: readonly DocumentLine[]
  readonly amounts: OrderAmounts
}

/**
 * What refunding lines of a bill gives (rule B6): the bill's totals of all lines refunded by then, less those refunded before.
 * So the refunds of its lines, one by one and in any order, sum to the bill exactly, tax too.
 * @param before the order lines that earlier refunds of this bill took back
 */
export function refundPart(
  bill: Pick<BillingDocument, 'lines' | 'currency'>,
  before: readonly OrderLineId[],
  chosen: readonly OrderLineId[],
): RefundPart {
  const earlier = bill.lines.filter((line) => before.includes(line.orderLineId))
  const lines = bill.lines.filter((line) => chosen.includes(line.orderLineId))
  const old = amountsOf(earlier, bill.currency)
  const all = amountsOf([...earlier, ...lines], bill.currency)
  const amounts = {
    net: subtract(all.net, old.net),
    tax: subtract(all.tax, old.tax),
    gross: subtract(all.gross, old.gross),
  }
  return { lines, amounts }
}

/** The refund document that corrects a bill; seller and customer stand on it as they stand on the bill (rules B1, B2). */
export function draftRefund(
  bill: Omit<IssuedDocument, 'password'>,
  part: RefundPart,
  now: Instant,
  zone: Zone,
): DocumentDraft {
  const { accountId, orderId, category, currency, taxNote, seller, customer, purchaseOrders, legalEntity } = bill
  return {
    ...{ accountId, orderId, category, currency, taxNote, seller, customer, purchaseOrders, legalEntity },
    ...{ kind: 'refund', corrects: bill.id, amounts: part.amounts, issuedAt: now, year: localDate(now, zone).year },
    lines: part.lines.map((line, index) => ({ ...line, id: index + 1 })),
  }
}

/** `B2026-000001`, `R2026-000001` (rule B1). */
export function documentId(kind: DocumentKind, year: number, number: number): DocumentId {
  return `${kind === 'bill' ? 'B' : 'R'}${year}-${String(number).padStart(6, '0')}` as DocumentId
}

function negated({ net, tax, gross }: OrderAmounts): OrderAmounts {
  return { net: negate(net), tax: negate(tax), gross: negate(gross) }
}

/** The seller as it stands on documents that are issued now (rule B2). */
export function sellerOf({ name, address, country, vat }: Company): Seller {
  return { name, address, country, vat }
}

/** The customer as it stands on documents that are issued now (rule B2). */
export function snapshotOf(account: Account): CustomerSnapshot {
  const { nichandle, name, firstname, organisation, email, country, vat, address, city, zip, language } = account
  return { nichandle, name, firstname, organisation, email, country, vat, address, city, zip, language }
}

function toDocumentLine(line: OrderLine, id: number, kind: DocumentKind): DocumentLine {
  const { serviceId, serviceType, serviceName, startsOn, endsOn, quantity, taxRatePpm } = line
  const turned = kind === 'refund' ? negate : (amount: typeof line.unitPrice) => amount
  return {
    ...{ id, orderLineId: line.id, serviceId, serviceType, serviceName, startsOn, endsOn, quantity, taxRatePpm },
    unitPrice: turned(line.unitPrice),
    totalPrice: turned(line.totalPrice),
  }
}
