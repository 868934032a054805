import { findBills } from '../../bills/document-list.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { DocumentId } from '../../identity/identity.ts'
import type { Operator } from '../../operators/token.ts'
import { problem } from '../../problem/problem.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'
import { auditOfCredit, creditOrder, finishCredit, type OrderCredit } from './credit-order.ts'
import type { RefundRequest } from './issue-refund.ts'
import { lockFreeOrder } from './lock-billed-orders.ts'
import type { Refund } from './pay-refund-out.ts'

/** `lines` are the bill's line numbers (`/me/bill/{billId}/details`). */
export interface BillCredit extends OrderCredit {
  readonly operator: Operator
  readonly billId: DocumentId
}

/**
 * Credits a bill (rule B6): a paid one is refunded as its order is; of an unpaid automatic one the debt is closed, its order
 * is cancelled, and `followUp` says what becomes of its services.
 * @throws NOT_FOUND; ORDER_BEING_PAID; NOTHING_TO_REFUND; INVALID_PARAMETER for fields that do not fit the bill; CONFLICT
 */
export async function creditBill(parts: Parts, request: BillCredit): Promise<Refund> {
  const { operator, billId } = request
  const credited = await parts.transaction(async (transaction) => {
    const billed = await lockBill(transaction, billId)
    const done = await creditOrder(transaction, parts, billed, request, 'id')
    const data = auditOfCredit(done, request)
    await auditChange(transaction, parts, { operator, action: 'bill.credited', subject: billId, data })
    return done
  })
  return finishCredit(parts, credited, request)
}

async function lockBill(transaction: Transaction, billId: DocumentId): Promise<RefundRequest['billed']> {
  const [found] = await findBills(transaction, [billId])
  if (!found) throw problem('NOT_FOUND', `there is no bill ${billId}`)
  const { bill, ...billed } = await lockFreeOrder(transaction, { accountId: found.accountId, id: found.orderId })
  if (!bill) throw problem('NOT_FOUND', `there is no bill ${billId}`)
  return { ...billed, bill }
}
