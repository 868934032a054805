import type { BillingRefund } from '@odnowa/contract/models/billing.generated.ts'
import type { BillingDocument } from '../../bills/document.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { WireContext } from '../context.ts'
import { toWirePrice } from './price.ts'
import { refundLinks } from './refund-links.ts'

/** billing.Refund: its amounts are positive; that of an order with a negative total corrects no bill. */
export function toWireRefund(context: WireContext, refund: BillingDocument): BillingRefund {
  return {
    date: toWireDateTime(refund.issuedAt, context.zone),
    orderId: refund.orderId,
    originalBillId: refund.corrects,
    priceWithTax: toWirePrice(refund.amounts.gross),
    priceWithoutTax: toWirePrice(refund.amounts.net),
    refundId: refund.id,
    tax: toWirePrice(refund.amounts.tax),
    ...refundLinks(context, refund),
  }
}
