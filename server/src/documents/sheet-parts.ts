import type { CustomerSnapshot, Seller } from '../bills/document.ts'
import type { Instant, LocalDate, Zone } from '../calendar/calendar.ts'
import type { Money } from '../money/money.ts'
import type { OrderAmounts, TaxNote } from '../orders/order.ts'
import type { MeansKind } from '../payments/payment.ts'
import type { Reader } from './reader.ts'
import type { Party, SheetKind, SheetLine, Total } from './sheet.ts'
import { countryText, dateText, dayText, fill, moneyText, numberText, rateText } from './sheet-text.ts'
import { type TaxedLine, taxParts } from './tax-parts.ts'
import type { Words } from './words.ts'

/** What sheets of all kinds are made of: each part from its facts, for a reader and in his words. */

/** What a sheet tells of a line: an order's and a document's lines have it. */
export interface SoldLine extends TaxedLine {
  readonly serviceName: string
  readonly serviceType: string
  readonly startsOn: LocalDate | null
  readonly endsOn: LocalDate | null
  readonly quantity: number
  readonly unitPrice: Money
}

/** A line of a renewal: its period is from `startsOn` to `endsOn`, empty texts where it has none. */
export function sheetLine(line: SoldLine, reader: Reader): SheetLine {
  const day = (date: LocalDate | null) => (date === null ? '' : dateText(date, reader))
  return {
    ...{ service: line.serviceName, type: line.serviceType },
    ...{ from: day(line.startsOn), to: day(line.endsOn), quantity: numberText(line.quantity, reader) },
    ...{ unitPrice: moneyText(line.unitPrice, reader), totalPrice: moneyText(line.totalPrice, reader) },
  }
}

/** A line that is no service of a period: a bill that is paid, a top-up. */
export function plainLine(what: string, price: Money, reader: Reader): SheetLine {
  const amount = moneyText(price, reader)
  return {
    service: what,
    type: '',
    from: '',
    to: '',
    quantity: numberText(1, reader),
    unitPrice: amount,
    totalPrice: amount,
  }
}

/** Net, the tax of each rate, and the amount that counts. */
export function sheetTotals(
  kind: SheetKind,
  sold: { readonly lines: readonly TaxedLine[]; readonly amounts: OrderAmounts },
  reader: Reader,
  words: Words,
): readonly Total[] {
  const parts = taxParts(sold.lines, sold.amounts)
  const label = parts.length > 1 ? words.taxOf : words.tax
  return [
    { label: words.net, amount: moneyText(sold.amounts.net, reader) },
    ...parts.map(({ ratePpm, net, tax }) => ({
      label: fill(label, { rate: rateText(ratePpm, reader), net: moneyText(net, reader) }),
      amount: moneyText(tax, reader),
    })),
    { label: words.gross[kind], amount: moneyText(sold.amounts.gross, reader) },
  ]
}

/** Each line of the seller's address is a line on the sheet. */
export function sellerParty(seller: Seller, words: Words): Party {
  return {
    role: words.seller,
    name: seller.name,
    details: [...seller.address.split(/\s*\n\s*/), ...vatLine(seller.vat, words)].filter(isSaid),
  }
}

/** An organisation goes before its person. What the snapshot does not know has no line (rule B2). */
export function customerParty(customer: CustomerSnapshot, reader: Reader, words: Words): Party {
  const person = `${customer.firstname} ${customer.name}`.trim()
  const organisation = customer.organisation ?? ''
  return {
    role: words.customer,
    name: organisation === '' ? person : organisation,
    details: [
      organisation === '' ? '' : person,
      customer.address ?? '',
      `${customer.zip ?? ''} ${customer.city ?? ''}`.trim(),
      countryText(customer.country, reader),
      ...vatLine(customer.vat, words),
    ].filter(isSaid),
  }
}

/** How and when something was paid: what costs nothing is free, whatever it was paid with (rule P6). */
export interface PaidFact {
  readonly meansKind: MeansKind
  readonly amount: Money
  readonly paidAt: Instant
}

/** One sentence: the day in the provider's zone, and by what means. */
export function paidText({ meansKind, amount, paidAt }: PaidFact, zone: Zone, reader: Reader, words: Words): string {
  const means = amount.ucents <= 0n ? words.free : words.means[meansKind]
  return fill(words.paidBy, { date: dayText(paidAt, zone, reader), means })
}

/** Why no tax stands on it, such as reverse charge (rule B4); none where tax is usual. */
export function taxNotes(note: TaxNote | null, words: Words): readonly string[] {
  return note === null ? [] : [words.taxNotes[note]]
}

function vatLine(vat: string | null, words: Words): readonly string[] {
  return vat === null ? [] : [fill(words.vatNumber, { number: vat })]
}

function isSaid(text: string): boolean {
  return text !== ''
}
