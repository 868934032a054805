import { creditBill } from '../../actions/refunding/credit-bill.ts'
import type { Refund } from '../../actions/refunding/pay-refund-out.ts'
import { refundOrder } from '../../actions/refunding/refund-order.ts'
import type { DocumentLine } from '../../bills/document.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { DocumentId, OrderId } from '../../identity/identity.ts'
import { idParameter } from '../parameters.ts'
import { lineDescription } from '../wire/line-description.ts'
import { toWirePrice } from '../wire/price.ts'
import { flag, id, oneOf, text } from './fields.ts'
import { type Field, form, listOf, optional } from './form.ts'
import { type AdminCall, adminRoute } from './route.ts'

/** A line's number as a number or in digits, as `billDetailId` comes. */
const lineId: Field<number> = {
  read: (input) => id().read(typeof input === 'string' && /^\d{1,13}$/.test(input) ? Number(input) : input),
}

const refundForm = form({
  reason: text(),
  lines: optional(listOf(lineId)),
  to: optional(oneOf(['means', 'balance'])),
  cancelRenewal: optional(flag()),
  // biome-ignore lint/suspicious/noThenProperty: the field's name in the interface; nobody awaits a form
  then: optional(oneOf(['rebill', 'end', 'free'])),
})

export const refundRoutes = [
  adminRoute('POST', '/admin/orders/:id/refund', async (call) => {
    const { parts, operator } = call
    const { then: followUp, ...body } = call.body(refundForm)
    const orderId = idParameter(call.parameter('id'), 'id') as OrderId
    return toWireRefund(call, await refundOrder(parts, { operator, orderId, followUp, ...body }), body.reason)
  }),
  adminRoute('POST', '/admin/bills/:billId/credit', async (call) => {
    const { parts, operator } = call
    const { then: followUp, ...body } = call.body(refundForm)
    const billId = call.parameter('billId') as DocumentId
    return toWireRefund(call, await creditBill(parts, { operator, billId, followUp, ...body }), body.reason)
  }),
]

/** A refund document as operators read it; `to` is null when no money had been paid. */
function toWireRefund({ parts }: AdminCall, { document, to }: Refund, reason: string): unknown {
  const { id, kind, orderId, corrects, amounts, lines, issuedAt } = document
  return {
    ...{ id, kind, order: orderId, bill: corrects, reason },
    priceWithoutTax: toWirePrice(amounts.net),
    tax: toWirePrice(amounts.tax),
    priceWithTax: toWirePrice(amounts.gross),
    lines: lines.map(toWireLine),
    ...{ date: toWireDateTime(issuedAt, parts.zone), to },
  }
}

function toWireLine(line: DocumentLine): unknown {
  const { id, orderLineId, serviceId, quantity, unitPrice, totalPrice, startsOn, endsOn } = line
  return {
    ...{ id, orderLine: orderLineId, service: serviceId, description: lineDescription(line), quantity },
    ...{ start: startsOn && String(startsOn), end: endsOn && String(endsOn) },
    ...{ unitPrice: toWirePrice(unitPrice), totalPrice: toWirePrice(totalPrice) },
  }
}
