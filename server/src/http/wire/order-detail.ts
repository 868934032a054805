import type { BillingOrderDetail } from '@odnowa/contract/models/billing.generated.ts'
import type { Order, OrderLine } from '../../orders/order.ts'
import { lineDescription } from './line-description.ts'
import { toWirePrice } from './price.ts'

/** billing.OrderDetail: one service of a renewal (rule O3). The quantity is a string. */
export function toWireOrderDetail(order: Order, line: OrderLine): BillingOrderDetail {
  return {
    cancelled: order.status === 'cancelled' || order.status === 'expired',
    description: lineDescription(line),
    detailType: 'RENEW',
    domain: line.serviceName,
    orderDetailId: line.id,
    quantity: String(line.quantity),
    totalPrice: toWirePrice(line.totalPrice),
    unitPrice: toWirePrice(line.unitPrice),
  }
}
