import type { CustomerSnapshot, Seller } from '../bills/document.ts'
import type { Zone } from '../calendar/calendar.ts'
import type { DocumentId } from '../identity/identity.ts'
import type { Money } from '../money/money.ts'
import type { Order, OrderStatus } from '../orders/order.ts'
import { wordsOf } from './dictionary.ts'
import { type Reader, readerOf } from './reader.ts'
import type { Sheet, SheetLine, Tone } from './sheet.ts'
import {
  customerParty,
  type PaidFact,
  paidText,
  plainLine,
  sellerParty,
  sheetLine,
  sheetTotals,
  taxNotes,
} from './sheet-parts.ts'
import { fill, momentText } from './sheet-text.ts'
import type { Words } from './words.ts'

/** What the sheet of an order tells. */
export interface OrderFacts {
  readonly order: Order
  /** Of now: an order whose time to be paid is over is `expired`. */
  readonly status: OrderStatus
  readonly seller: Seller
  readonly customer: CustomerSnapshot
  /** What a debt order pays, oldest first (rule B5); none of other orders. */
  readonly bills: readonly { readonly billId: DocumentId; readonly amount: Money }[]
  /** null: not paid. */
  readonly payment: PaidFact | null
}

const tones: Readonly<Record<OrderStatus, Tone>> = {
  notPaid: 'due',
  checking: 'waiting',
  delivering: 'done',
  delivered: 'done',
  cancelled: 'over',
  expired: 'over',
}

/** An order in its customer's language; dates are of the zone. */
export function orderSheet({ order, bills, status, seller, customer, payment }: OrderFacts, zone: Zone): Sheet {
  const reader = readerOf(customer.language)
  const words = wordsOf[reader.language]
  const until = status === 'notPaid' ? order.expiresAt : null
  return {
    ...{ kind: 'order', language: reader.language, name: String(order.id), dated: order.createdAt.toString() },
    title: fill(words.titles.order, { number: String(order.id) }),
    state: { text: words.states[status], tone: tones[status] },
    seller: sellerParty(seller, words),
    customer: customerParty(customer, reader, words),
    facts: [
      { label: words.facts.made, value: momentText(order.createdAt, zone, reader) },
      { label: words.facts.account, value: customer.nichandle },
      ...(until === null ? [] : [{ label: words.facts.payUntil, value: momentText(until, zone, reader) }]),
      ...(payment === null ? [] : [{ label: words.facts.paid, value: paidText(payment, zone, reader, words) }]),
    ],
    headings: words.headings,
    lines: linesOf({ order, bills }, reader, words),
    // an order over debts or a top-up sells nothing: tax is on the bills, if anywhere
    totals: sheetTotals('order', order, reader, words).slice(order.lines.length === 0 ? -1 : 0),
    notes: taxNotes(order.taxNote, words),
  }
}

function linesOf(
  { order, bills }: Pick<OrderFacts, 'order' | 'bills'>,
  reader: Reader,
  words: Words,
): readonly SheetLine[] {
  if (order.kind === 'withdrawal') return [plainLine(words.withdrawal, order.amounts.gross, reader)]
  if (order.kind === 'credit') return [plainLine(words.topUp, order.amounts.gross, reader)]
  if (order.kind !== 'debt') return order.lines.map((line) => sheetLine(line, reader))
  return bills.map(({ billId, amount }) => plainLine(fill(words.titles.bill, { number: billId }), amount, reader))
}
