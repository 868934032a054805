import type { OrderId } from '../../identity/identity.ts'
import type { Operator } from '../../operators/token.ts'
import { findOrderAccounts } from '../../orders/order-list.store.ts'
import { problem } from '../../problem/problem.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'
import { auditOfCredit, creditOrder, finishCredit, type OrderCredit } from './credit-order.ts'
import type { RefundRequest } from './issue-refund.ts'
import { type BilledOrder, lockFreeOrder } from './lock-billed-orders.ts'
import type { Refund } from './pay-refund-out.ts'

/** `lines` are the order's line ids (`/me/order/{orderId}/details`). */
export interface OrderRefund extends OrderCredit {
  readonly operator: Operator
  readonly orderId: OrderId
}

/**
 * Refunds a paid order in whole or by line, or credits the bill of an unpaid automatic one (rule B6). The refund document is issued in
 * one transaction with the intent to pay it out; the gateway is called after it, with the document's id as key; what it answers is
 * booked in a second one.
 * @throws NOT_FOUND; ORDER_BEING_PAID; NOTHING_TO_REFUND; INVALID_PARAMETER for lines that are not the order's, and for fields that do
 * not fit its bill; CONFLICT for a renewal that cannot be cancelled: nothing was refunded
 */
export async function refundOrder(parts: Parts, request: OrderRefund): Promise<Refund> {
  const { operator, orderId } = request
  const credited = await parts.transaction(async (transaction) => {
    const [found] = await findOrderAccounts(transaction, [orderId])
    if (!found) throw problem('NOT_FOUND', `there is no order ${orderId}`)
    const billed = withBill(await lockFreeOrder(transaction, { accountId: found.accountId, id: orderId }))
    const done = await creditOrder(transaction, parts, billed, request, 'orderLineId')
    const data = auditOfCredit(done, request)
    await auditChange(transaction, parts, { operator, action: 'order.refunded', subject: orderId, data })
    return done
  })
  return finishCredit(parts, credited, request)
}

function withBill(billed: BilledOrder): RefundRequest['billed'] {
  const { order, bill, debts } = billed
  if (bill && (order.status === 'delivered' || debts.length > 0)) return { ...billed, bill }
  const why = order.status === 'delivered' ? whyUnbilled(order.kind) : whyUnpaid(bill)
  const details = { orderId: String(order.id) }
  throw problem('NOTHING_TO_REFUND', `nothing of order ${order.id} can be refunded: ${why}`, details)
}

function whyUnbilled(kind: BilledOrder['order']['kind']): string {
  if (kind === 'debt') return 'it paid the bills of other orders: refund those'
  if (kind === 'withdrawal') return 'it took money from the balance'
  return kind === 'credit' ? 'it is on the balance: debit that' : 'its total is negative'
}

function whyUnpaid(bill: BilledOrder['bill']): string {
  return bill ? `bill ${bill.id} is credited already` : 'nothing was paid for it'
}
