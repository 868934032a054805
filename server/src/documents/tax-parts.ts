import { compare, type Money, partHalfUp, subtract, sum } from '../money/money.ts'
import type { OrderAmounts } from '../orders/order.ts'

/** What a line must tell for the totals of each tax rate. */
export interface TaxedLine {
  readonly totalPrice: Money
  /** Millionths: 200,000 is 20 %. */
  readonly taxRatePpm: number
}

/** The lines of one tax rate together. */
export interface TaxPart {
  readonly ratePpm: number
  readonly net: Money
  readonly tax: Money
}

/**
 * Totals for each tax rate, lowest rate first (rule O3). They sum to the document's own tax: where a refund by line differs from
 * the rounded tax of its lines by a minor unit (rule B6), the rate with the largest total has the difference.
 */
export function taxParts(lines: readonly TaxedLine[], { tax }: Pick<OrderAmounts, 'tax'>): readonly TaxPart[] {
  const { currency } = tax
  const rates = [...Map.groupBy(lines, (line) => line.taxRatePpm)].sort(([one], [other]) => one - other)
  const parts = rates.map(([ratePpm, ofRate]) => {
    const net = sum(
      ofRate.map((line) => line.totalPrice),
      currency,
    )
    return { ratePpm, net, tax: partHalfUp(net, ratePpm) }
  })
  const taxed = parts.filter((part) => part.ratePpm > 0)
  const [largest] = taxed.toSorted((one, other) => compare(other.net, one.net))
  const others = sum(
    parts.filter((part) => part !== largest).map((part) => part.tax),
    currency,
  )
  return parts.map((part) => (part === largest ? { ...part, tax: subtract(tax, others) } : part))
}
