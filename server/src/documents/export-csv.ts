import type { DocumentKind } from '../bills/document.ts'
import type { ExportedDocument } from '../bills/export.store.ts'
import { toWireDateTime, type Zone } from '../calendar/calendar.ts'
import { toDecimal } from '../money/money.ts'

const columns: Readonly<Record<DocumentKind, readonly string[]>> = {
  bill: ['billId', 'date', 'orderId', 'category'],
  refund: ['refundId', 'date', 'orderId', 'originalBillId'],
}
const amountColumns = ['currency', 'priceWithoutTax', 'tax', 'priceWithTax']

/** The first line of an export as CSV (RFC 4180), in the words of the API's models. */
export function csvHead(kind: DocumentKind): string {
  return lineOf([...columns[kind], ...amountColumns])
}

/** The line of a document. Numbers, dates and amounts only: nothing in it needs quoting, and no program takes it for a formula. */
export function csvLine(kind: DocumentKind, document: ExportedDocument, zone: Zone): string {
  const { id, issuedAt, orderId, category, corrects, amounts } = document
  const own = kind === 'bill' ? category : (corrects ?? '')
  const { net, tax, gross } = amounts
  return lineOf([
    id,
    toWireDateTime(issuedAt, zone),
    String(orderId),
    own,
    net.currency,
    ...[net, tax, gross].map(toDecimal),
  ])
}

function lineOf(fields: readonly string[]): string {
  return `${fields.join(',')}\r\n`
}
