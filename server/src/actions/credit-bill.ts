import { linesNamed } from '../bills/choose-refund.ts'
import type { SealedDocument } from '../bills/document.store.ts'
import { findBills } from '../bills/document-list.store.ts'
import type { Transaction } from '../database/transaction.ts'
import type { DocumentId } from '../identity/identity.ts'
import type { Operator } from '../operators/token.ts'
import { problem } from '../problem/problem.ts'
import { auditChange } from './audit-change.ts'
import { type AfterCredit, creditUnpaidBill } from './credit-unpaid-bill.ts'
import { issueRefund } from './issue-refund.ts'
import { type BilledOrder, lockBilledOrder } from './lock-billed-order.ts'
import type { Parts } from './parts.ts'
import { payRefundOut, type Refund } from './pay-refund-out.ts'

export interface BillCredit {
  readonly operator: Operator
  readonly billId: DocumentId
  readonly reason: string
  /** The bill's line numbers (`/me/bill/{billId}/details`); absent: all that is left. */
  readonly lines?: readonly number[] | undefined
  /** Of a paid bill: where the money goes (`refundOrder`). */
  readonly to?: 'means' | 'balance' | undefined
  /** Of a paid bill: whether the paid periods are taken back too. */
  readonly cancelRenewal?: boolean | undefined
  /** Of an unpaid automatic bill, and required there: what follows (`then` of the operator API). */
  readonly followUp?: 'rebill' | AfterCredit | undefined
}

type Billed = BilledOrder & { readonly bill: SealedDocument }

/**
 * Credits a bill (rule B6): a paid one is refunded as its order is; of an unpaid automatic one the debt is closed, its order
 * is cancelled, and `followUp` says what becomes of its services.
 * @throws NOT_FOUND; ORDER_BEING_PAID; NOTHING_TO_REFUND; INVALID_PARAMETER for fields that do not fit the bill; CONFLICT
 */
export async function creditBill(parts: Parts, request: BillCredit): Promise<Refund> {
  const credited = await parts.transaction(async (transaction) => {
    const billed = await lockBill(transaction, request.billId)
    return billed.debts.length > 0
      ? { document: await creditUnpaid(transaction, parts, billed, request), to: null }
      : await creditPaid(transaction, parts, billed, request)
  })
  return 'document' in credited ? credited : payRefundOut(parts, credited)
}

async function lockBill(transaction: Transaction, billId: DocumentId): Promise<Billed> {
  const [found] = await findBills(transaction, [billId])
  if (!found) throw problem('NOT_FOUND', `there is no bill ${billId}`)
  const { bill, ...billed } = await lockBilledOrder(transaction, found.accountId, found.orderId)
  if (!bill) throw problem('NOT_FOUND', `there is no bill ${billId}`)
  return { ...billed, bill }
}

async function creditPaid(transaction: Transaction, parts: Parts, billed: Billed, request: BillCredit) {
  const { operator, billId, reason, lines, to = 'means', cancelRenewal = false } = request
  if (request.followUp) throw wrong('then', `bill ${billId} is not open: nothing follows its credit`)
  const chosen = lines ? linesNamed(billed.bill, lines, 'id') : null
  const issued = await issueRefund(transaction, parts, { billed, chosen, to, cancelRenewal })
  const data = { refund: issued.refund.id, reason, to, cancelRenewal }
  await auditChange(transaction, parts, { operator, action: 'bill.credited', subject: billId, data })
  return issued
}

async function creditUnpaid(transaction: Transaction, parts: Parts, billed: Billed, request: BillCredit) {
  const { operator, billId, reason, followUp } = request
  if (!followUp) throw wrong('then', `bill ${billId} is not paid: say what follows, end or free`)
  if (followUp === 'rebill') throw wrong('then', 'this server makes no automatic orders: write end or free')
  if (request.lines) throw wrong('lines', `bill ${billId} is not paid: it is credited as a whole`)
  if (request.to) throw wrong('to', `bill ${billId} is not paid: no money goes back`)
  if (request.cancelRenewal) throw wrong('cancelRenewal', `bill ${billId} is not paid: nothing was renewed`)
  const refund = await creditUnpaidBill(transaction, parts, { billed, followUp })
  const data = { refund: refund.id, reason, followUp }
  await auditChange(transaction, parts, { operator, action: 'bill.credited', subject: billId, data })
  return refund
}

function wrong(field: string, message: string) {
  return problem('INVALID_PARAMETER', `${field}: ${message}`, { field })
}
