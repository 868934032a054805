import type { BillingDocument } from '../bills/document.ts'
import type { LocalDate, Zone } from '../calendar/calendar.ts'
import { compare, sum } from '../money/money.ts'
import type { OrderStatus } from '../orders/order.ts'
import { wordsOf } from './dictionary.ts'
import { type Reader, readerOf } from './reader.ts'
import type { Fact, Sheet, Tone } from './sheet.ts'
import { customerParty, type PaidFact, paidText, sellerParty, sheetLine, sheetTotals, taxNotes } from './sheet-parts.ts'
import { dateText, dayText, fill } from './sheet-text.ts'
import type { SheetState, Words } from './words.ts'

/** What the sheet of a bill or a refund tells beside what stands on it. */
export interface DocumentFacts {
  readonly document: BillingDocument
  /** Of its order, now. */
  readonly orderStatus: OrderStatus
  /** The bill is not paid yet (rule A3). */
  readonly debtIsOpen: boolean
  /** What paid its order; null: nothing did, or another order that covered the debt (rule B5). */
  readonly payment: PaidFact | null
  /** By when a bill that deferred payment settled is to be paid to the seller (rule P7); null: paid at once. */
  readonly dueOn: LocalDate | null
  /** The refunds that correct a bill. */
  readonly corrections: readonly BillingDocument[]
  /** Where a refund's money goes; `nothing`: it corrects what was never paid. */
  readonly refundTo: 'underway' | 'toMeans' | 'toBalance' | 'nothingPaid'
}

const tones: Partial<Readonly<Record<SheetState, Tone>>> = {
  due: 'due',
  checking: 'waiting',
  underway: 'waiting',
  credited: 'over',
}

/** A bill or a refund in the language in which its customer was known when it was issued (rule B2); dates are of the zone. */
export function documentSheet(facts: DocumentFacts, zone: Zone): Sheet {
  const { document } = facts
  const { kind, customer, seller } = document
  const reader = readerOf(customer.language)
  const words = wordsOf[reader.language]
  const state = kind === 'bill' ? billState(facts) : facts.refundTo
  return {
    ...{ kind, language: reader.language, name: document.id, dated: document.issuedAt.toString() },
    title: fill(words.titles[kind], { number: document.id }),
    state: { text: words.states[state], tone: tones[state] ?? 'done' },
    seller: sellerParty(seller, words),
    customer: customerParty(customer, reader, words),
    facts: documentFacts(facts, zone, reader, words),
    headings: words.headings,
    lines: document.lines.map((line) => sheetLine(line, reader)),
    totals: sheetTotals(kind, document, reader, words),
    notes: [...taxNotes(document.taxNote, words), ...correctionNotes(facts, words)],
  }
}

/** The state of a bill: what was taken back counts more than whether it was paid. */
export function billState(facts: Omit<DocumentFacts, 'refundTo'>): SheetState {
  const { document, corrections, debtIsOpen, orderStatus } = facts
  const back = sum(
    corrections.map(({ amounts }) => amounts.gross),
    document.currency,
  )
  if (corrections.length > 0 && compare(back, document.amounts.gross) >= 0) return 'credited'
  if (debtIsOpen) return orderStatus === 'checking' ? 'checking' : 'due'
  return corrections.length > 0 ? 'partlyRefunded' : 'paid'
}

function documentFacts(facts: DocumentFacts, zone: Zone, reader: Reader, words: Words): readonly Fact[] {
  const { document, payment, dueOn } = facts
  const isPaidBill = document.kind === 'bill' && !facts.debtIsOpen && payment !== null
  return [
    { label: words.facts.issued, value: dayText(document.issuedAt, zone, reader) },
    { label: words.facts.account, value: document.customer.nichandle },
    { label: words.facts.order, value: String(document.orderId) },
    ...referenceFacts(document, words),
    ...(document.corrects === null ? [] : [{ label: words.facts.corrects, value: document.corrects }]),
    ...(isPaidBill ? [{ label: words.facts.paid, value: paidText(payment, zone, reader, words) }] : []),
    ...(isPaidBill && dueOn !== null ? [{ label: words.facts.payUntil, value: dateText(dueOn, reader) }] : []),
  ]
}

/** The customer's own references, those of a kind in a row. */
function referenceFacts({ purchaseOrders }: BillingDocument, words: Words): readonly Fact[] {
  return (['PURCHASE_ORDER', 'REFERENCE_ORDER'] as const).flatMap((type) => {
    const references = purchaseOrders.filter((one) => one.type === type).map(({ reference }) => reference)
    return references.length === 0 ? [] : [{ label: words.references[type], value: references.join(', ') }]
  })
}

function correctionNotes({ corrections }: DocumentFacts, words: Words): readonly string[] {
  if (corrections.length === 0) return []
  return [fill(words.refundedNote, { refunds: corrections.map(({ id }) => id).join(', ') })]
}
