import type { MeBillingPurchaseOrderPurchaseOrder } from '@odnowa/contract/models/me-billing.generated.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { PurchaseOrder } from '../../customers/purchase-order.ts'
import type { WireContext } from '../context.ts'

/** me.billing.purchaseOrder.PurchaseOrder. */
export function toWirePurchaseOrder({ zone }: WireContext, order: PurchaseOrder): MeBillingPurchaseOrderPurchaseOrder {
  return {
    active: order.active,
    billingGroupId: order.billingGroupId,
    creationDate: toWireDateTime(order.createdAt, zone),
    description: order.description,
    endDate: order.endsOn && String(order.endsOn),
    id: order.id,
    lastUpdate: toWireDateTime(order.updatedAt, zone),
    reference: order.reference,
    startDate: String(order.startsOn),
    status: order.deletedAt === null ? 'CREATED' : 'DELETED',
    type: order.type,
  }
}
