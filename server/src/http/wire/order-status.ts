import type { BillingOrderOrderStatusEnum } from '@odnowa/contract/models/billing.generated.ts'
import type { OrderStatus } from '../../orders/order.ts'

/** billing.order.OrderStatusEnum: an expired order reads `cancelled` (rule O4). */
export function toWireOrderStatus(status: OrderStatus): BillingOrderOrderStatusEnum {
  return status === 'expired' ? 'cancelled' : status
}
