import type { ServiceRenewRenewOrder } from '@odnowa/contract/models/service.generated.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { Order, OrderDraft } from '../../orders/order.ts'
import type { WireContext } from '../context.ts'
import { orderLinks } from './order-links.ts'
import { toWirePrice } from './price.ts'

/** service.renew.RenewOrder; of a draft, which is not stored, `orderId` is 0 and links and password are empty (rule O2). */
export function toWireRenewOrder(context: WireContext, order: Order | OrderDraft): ServiceRenewRenewOrder {
  const { amounts, createdAt, expiresAt } = order
  return {
    ...orderLinks(context, order),
    date: toWireDateTime(createdAt, context.zone),
    expirationDate: expiresAt && toWireDateTime(expiresAt, context.zone),
    orderId: 'id' in order ? order.id : 0,
    priceWithTax: toWirePrice(amounts.gross),
    priceWithoutTax: toWirePrice(amounts.net),
    retractionDate: null,
    tax: toWirePrice(amounts.tax),
  }
}
