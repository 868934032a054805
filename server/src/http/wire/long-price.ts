import type { OrderLongPrice } from '@odnowa/contract/models/order.generated.ts'
import type { Money } from '../../money/money.ts'
import { toWirePrice } from './price.ts'

/** order.LongPrice: a price without its ucents. */
export function toWireLongPrice(amount: Money): OrderLongPrice {
  const { currencyCode, text, value } = toWirePrice(amount)
  return { currencyCode, text, value }
}
