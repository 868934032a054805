import { linesNamed } from '../../bills/choose-refund.ts'
import type { Transaction } from '../../database/transaction.ts'
import { problem } from '../../problem/problem.ts'
import { renewWoken } from '../automatic/renew-woken.ts'
import type { Parts } from '../parts.ts'
import { creditUnpaidBill } from './credit-unpaid-bill.ts'
import type { AfterCredit } from './follow-credit.ts'
import { type IssuedRefund, issueRefund, type RefundRequest } from './issue-refund.ts'
import { payRefundOut, type Refund } from './pay-refund-out.ts'

/** What an operator takes back of an order, paid or only billed. */
export interface OrderCredit {
  readonly reason: string
  /** Numbers of lines; absent: all that is left. */
  readonly lines?: readonly number[] | undefined
  /** Of what is paid: where the money goes. `means` (default) falls back to the balance when the means cannot take it. */
  readonly to?: 'means' | 'balance' | undefined
  /** Of what is paid: whether the paid periods are taken back too; the renewal stays otherwise. */
  readonly cancelRenewal?: boolean | undefined
  /** Of an unpaid bill, and required there: what follows (`then` of the operator API). */
  readonly followUp?: AfterCredit | undefined
}

/** A document that is issued, and whether a gateway is still to be told of its money. */
export type Credited = IssuedRefund | Refund

/**
 * Takes back a billed order (rule B6): what is paid is refunded; of an unpaid bill the debt is closed, its order is cancelled, and
 * `followUp` says what becomes of its services.
 * @param linesBy whose numbers `lines` are: the bill's own (`id`) or the order's (`orderLineId`)
 * @throws NOTHING_TO_REFUND; INVALID_PARAMETER for fields that do not fit the bill; CONFLICT
 */
export async function creditOrder(
  transaction: Transaction,
  parts: Parts,
  billed: RefundRequest['billed'],
  request: OrderCredit,
  linesBy: 'id' | 'orderLineId',
): Promise<Credited> {
  const { id: billId } = billed.bill
  const { lines, to = 'means', cancelRenewal = false, followUp } = request
  if (billed.debts.length > 0) return { document: await creditUnpaid(transaction, parts, billed, request), to: null }
  if (followUp) throw wrong('then', `bill ${billId} is not open: nothing follows its credit`)
  const chosen = lines ? linesNamed(billed.bill, lines, linesBy) : null
  return issueRefund(transaction, parts, { billed, chosen, to, cancelRenewal })
}

/** After the transaction: sends the money where it goes, or bills anew what is to be. */
export async function finishCredit(parts: Parts, credited: Credited, { followUp }: OrderCredit): Promise<Refund> {
  if (!('document' in credited)) return payRefundOut(parts, credited)
  if (followUp === 'rebill') await renewWoken(parts, [credited.document.accountId])
  return credited
}

/** What the audit log keeps of it. */
export function auditOfCredit(credited: Credited, request: OrderCredit): Readonly<Record<string, unknown>> {
  const { reason, followUp, to = 'means', cancelRenewal = false } = request
  if ('document' in credited) return { refund: credited.document.id, reason, followUp }
  return { refund: credited.refund.id, reason, to, cancelRenewal }
}

async function creditUnpaid(
  transaction: Transaction,
  parts: Parts,
  billed: RefundRequest['billed'],
  { lines, to, cancelRenewal, followUp }: OrderCredit,
) {
  const { id: billId } = billed.bill
  if (!followUp) throw wrong('then', `bill ${billId} is not paid: say what follows, rebill, end or free`)
  if (lines) throw wrong('lines', `bill ${billId} is not paid: it is credited as a whole`)
  if (to) throw wrong('to', `bill ${billId} is not paid: no money goes back`)
  if (cancelRenewal) throw wrong('cancelRenewal', `bill ${billId} is not paid: nothing was renewed`)
  if (followUp === 'rebill' && billed.debts.some(({ isChargedBack }) => isChargedBack)) {
    throw wrong('then', `the period of bill ${billId} stays paid after its chargeback: there is nothing to bill anew`)
  }
  return creditUnpaidBill(transaction, parts, { billed, followUp })
}

function wrong(field: string, message: string) {
  return problem('INVALID_PARAMETER', `${field}: ${message}`, { field })
}
