import { type Money, toDecimal, toText } from '../../money/money.ts'

/** order.Price. */
export interface WirePrice {
  readonly currencyCode: string
  /** value x 100,000,000 */
  readonly priceInUcents: number
  readonly text: string
  readonly value: number
}

/** `{currencyCode: "EUR", priceInUcents: 3787000000, text: "37.87 €", value: 37.87}`. */
export function toWirePrice(amount: Money): WirePrice {
  return {
    currencyCode: amount.currency,
    priceInUcents: Number(amount.ucents),
    text: toText(amount),
    value: Number(toDecimal(amount)),
  }
}
