import type { BillingBillDetail } from '@odnowa/contract/models/billing.generated.ts'
import type { DocumentLine } from '../../bills/document.ts'
import { lineDescription } from './line-description.ts'
import { toWireLongPrice } from './long-price.ts'
import { toWirePrice } from './price.ts'

/** billing.BillDetail: `periodEnd` is the new expiration (rule T2); the id and the quantity are strings. */
export function toWireBillDetail(line: DocumentLine): BillingBillDetail {
  return {
    billDetailId: String(line.id),
    description: lineDescription(line),
    domain: line.serviceName,
    periodEnd: line.endsOn === null ? null : String(line.endsOn),
    periodStart: line.startsOn === null ? null : String(line.startsOn),
    quantity: String(line.quantity),
    totalPrice: toWirePrice(line.totalPrice),
    unitPrice: toWireLongPrice(line.unitPrice),
  }
}
