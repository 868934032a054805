import type { BillingRefundDetail } from '@odnowa/contract/models/billing.generated.ts'
import type { BillingDocument, DocumentLine } from '../../bills/document.ts'
import { lineDescription } from './line-description.ts'
import { toWirePrice } from './price.ts'

/** billing.RefundDetail: `reference` is the order's line (`orderDetailId`) that it takes back. */
export function toWireRefundDetail(refund: BillingDocument, line: DocumentLine): BillingRefundDetail {
  return {
    description: lineDescription(line),
    domain: line.serviceName,
    quantity: String(line.quantity),
    reference: String(line.orderLineId),
    refundDetailId: String(line.id),
    refundId: refund.id,
    totalPrice: toWirePrice(line.totalPrice),
    unitPrice: toWirePrice(line.unitPrice),
  }
}
