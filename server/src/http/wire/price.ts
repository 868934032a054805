import type { OrderPrice } from '@odnowa/contract/models/order.generated.ts'
import { type Money, toDecimal, toText } from '../../money/money.ts'

/** `{currencyCode: "EUR", priceInUcents: 3787000000, text: "37.87 €", value: 37.87}`. */
export function toWirePrice(amount: Money): OrderPrice {
  return {
    currencyCode: amount.currency,
    priceInUcents: Number(amount.ucents),
    text: toText(amount),
    value: Number(toDecimal(amount)),
  }
}
