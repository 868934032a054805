import type { BillingBill } from '@odnowa/contract/models/billing.generated.ts'
import type { BillingDocument } from '../../bills/document.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { WireContext } from '../context.ts'
import { billLinks } from './bill-links.ts'
import { toWirePrice } from './price.ts'

/** billing.Bill. */
export function toWireBill(context: WireContext, bill: BillingDocument): BillingBill {
  return {
    billId: bill.id,
    category: bill.category,
    date: toWireDateTime(bill.issuedAt, context.zone),
    orderId: bill.orderId,
    priceWithTax: toWirePrice(bill.amounts.gross),
    priceWithoutTax: toWirePrice(bill.amounts.net),
    tax: toWirePrice(bill.amounts.tax),
    ...billLinks(context, bill),
  }
}
