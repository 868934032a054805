import type { CustomerSnapshot, Seller } from '../bills/document.ts'
import type { Zone } from '../calendar/calendar.ts'
import type { Order, OrderStatus } from '../orders/order.ts'
import { wordsOf } from './dictionary.ts'
import { readerOf } from './reader.ts'
import type { Sheet, Tone } from './sheet.ts'
import { customerParty, type PaidFact, paidText, sellerParty, sheetLine, sheetTotals, taxNotes } from './sheet-parts.ts'
import { fill, momentText } from './sheet-text.ts'

/** What the sheet of an order tells. */
export interface OrderFacts {
  readonly order: Order
  /** Of now: an order whose time to be paid is over is `expired`. */
  readonly status: OrderStatus
  readonly seller: Seller
  readonly customer: CustomerSnapshot
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
export function orderSheet({ order, status, seller, customer, payment }: OrderFacts, zone: Zone): Sheet {
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
    lines: order.lines.map((line) => sheetLine(line, reader)),
    totals: sheetTotals('order', order, reader, words),
    notes: taxNotes(order.taxNote, words),
  }
}
