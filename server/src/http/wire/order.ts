import type { BillingOrder } from '@odnowa/contract/models/billing.generated.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { Order } from '../../orders/order.ts'
import type { WireContext } from '../context.ts'
import { orderLinks } from './order-links.ts'
import { toWirePrice } from './price.ts'

/** billing.Order. Renewals give no right of withdrawal: `retractionDate` is null (rule O4). */
export function toWireOrder(context: WireContext, order: Order): BillingOrder {
  return {
    date: toWireDateTime(order.createdAt, context.zone),
    expirationDate: order.expiresAt === null ? null : toWireDateTime(order.expiresAt, context.zone),
    orderId: order.id,
    priceWithTax: toWirePrice(order.amounts.gross),
    priceWithoutTax: toWirePrice(order.amounts.net),
    retractionDate: null,
    tax: toWirePrice(order.amounts.tax),
    ...orderLinks(context, order),
  }
}
