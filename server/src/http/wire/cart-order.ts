import type { OrderOrder, OrderOrderDetail } from '@odnowa/contract/models/order.generated.ts'
import { type Currency, zero } from '../../money/money.ts'
import type { DraftLine, Order, OrderDraft, OrderLine } from '../../orders/order.ts'
import type { WireContext } from '../context.ts'
import { lineDescription } from './line-description.ts'
import { orderLinks } from './order-links.ts'
import { toWirePrice } from './price.ts'

/** order.Order: an order as carts and engagements show it. A draft, which is not stored, has neither number nor link. */
export function toWireCartOrder(context: WireContext, order: Order | OrderDraft): OrderOrder {
  const { amounts, currency, lines } = order
  const isStored = 'id' in order
  return {
    contracts: [],
    details: lines.map((line: OrderLine | DraftLine) => toWireDetail(line, currency)),
    orderId: isStored ? order.id : null,
    prices: {
      originalWithoutTax: null,
      reduction: null,
      tax: toWirePrice(amounts.tax),
      withTax: toWirePrice(amounts.gross),
      withoutTax: toWirePrice(amounts.net),
    },
    url: isStored ? orderLinks(context, order).url : null,
  }
}

/** order.OrderDetail: the quantity is a number here. */
function toWireDetail(line: OrderLine | DraftLine, currency: Currency): OrderOrderDetail {
  const total = toWirePrice(line.totalPrice)
  return {
    cartItemID: null,
    description: lineDescription(line),
    detailType: 'RENEW',
    domain: line.serviceName,
    originalTotalPrice: total,
    quantity: line.quantity,
    reductionTotalPrice: toWirePrice(zero(currency)),
    reductions: [],
    totalPrice: total,
    unitPrice: toWirePrice(line.unitPrice),
  }
}
