import { linesNamed } from '../bills/choose-refund.ts'
import type { Transaction } from '../database/transaction.ts'
import type { OrderId } from '../identity/identity.ts'
import type { Operator } from '../operators/token.ts'
import { findOrderAccounts } from '../orders/order-list.store.ts'
import { problem } from '../problem/problem.ts'
import { auditChange } from './audit-change.ts'
import { type IssuedRefund, issueRefund, type RefundRequest } from './issue-refund.ts'
import { type BilledOrder, lockBilledOrder } from './lock-billed-order.ts'
import type { Parts } from './parts.ts'
import { payRefundOut, type Refund } from './pay-refund-out.ts'

export interface OrderRefund {
  readonly operator: Operator
  readonly orderId: OrderId
  readonly reason: string
  /** The order's line ids (`/me/order/{orderId}/details`); absent: all that is left. */
  readonly lines?: readonly number[] | undefined
  /** Where the money goes: `means` (default) falls back to the balance when the means cannot take it. */
  readonly to?: 'means' | 'balance' | undefined
  /** Whether the paid periods are taken back too; the renewal stays otherwise. */
  readonly cancelRenewal?: boolean | undefined
}

/**
 * Refunds a paid order in whole or by line (rule B6). The refund document is issued in one transaction with the intent to pay
 * it out; the gateway is called after it, with the document's id as key; what it answers is booked in a second one.
 * @throws NOT_FOUND; ORDER_BEING_PAID; NOTHING_TO_REFUND; INVALID_PARAMETER for lines that are not the order's; CONFLICT for a
 * renewal that cannot be cancelled: nothing was refunded
 */
export async function refundOrder(parts: Parts, request: OrderRefund): Promise<Refund> {
  const issued = await parts.transaction((transaction) => issue(transaction, parts, request))
  return payRefundOut(parts, issued)
}

async function issue(transaction: Transaction, parts: Parts, request: OrderRefund): Promise<IssuedRefund> {
  const { operator, orderId, reason, lines, to = 'means', cancelRenewal = false } = request
  const [found] = await findOrderAccounts(transaction, [orderId])
  if (!found) throw problem('NOT_FOUND', `there is no order ${orderId}`)
  const billed = withPaidBill(await lockBilledOrder(transaction, found.accountId, orderId))
  const chosen = lines ? linesNamed(billed.bill, lines, 'orderLineId') : null
  const issued = await issueRefund(transaction, parts, { billed, chosen, to, cancelRenewal })
  const data = { refund: issued.refund.id, reason, to, cancelRenewal }
  await auditChange(transaction, parts, { operator, action: 'order.refunded', subject: orderId, data })
  return issued
}

function withPaidBill(billed: BilledOrder): RefundRequest['billed'] {
  const { order, bill, debts } = billed
  if (order.status === 'delivered' && bill && debts.length === 0) return { ...billed, bill }
  const unpaid = bill ? `bill ${bill.id} is not paid: credit it` : 'nothing was paid for it'
  const why = order.status === 'delivered' && !bill ? 'its total is negative' : unpaid
  const details = { orderId: String(order.id) }
  throw problem('NOTHING_TO_REFUND', `nothing of order ${order.id} can be refunded: ${why}`, details)
}
