import { chooseRefund, type RefundableBill } from '../../bills/choose-refund.ts'
import type { SealedDocument } from '../../bills/document.store.ts'
import { draftRefund, type IssuedDocument, type RefundPart } from '../../bills/issue-document.ts'
import { addSeconds } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { OrderLineId } from '../../identity/identity.ts'
import { insertMovements } from '../../ledger/ledger.store.ts'
import { balanceBackMovement, isPositive, payoutMovement } from '../../ledger/money-movements.ts'
import { type Money, money, zero } from '../../money/money.ts'
import type { Attempt } from '../../payments/payment.ts'
import { insertPayouts, type OpenPayout } from '../../payments/payout.store.ts'
import { readPaidBack } from '../../payments/payout-state.store.ts'
import { splitRefund } from '../../payments/split-refund.ts'
import { followBalanceRefund } from '../balance/follow-balance-refund.ts'
import { issueDocuments } from '../billing/issue-documents.ts'
import type { Parts } from '../parts.ts'
import { readAttemptsOn } from '../paying/read-attempts-on.ts'
import type { BilledOrder } from './lock-billed-orders.ts'
import { retractLines } from './retract-lines.ts'

/** Seconds until the sweep tells the gateway of a refund whose caller died before it did. */
const patience = 300

export interface RefundRequest {
  readonly billed: BilledOrder & { readonly bill: SealedDocument }
  /** null: all that is left. */
  readonly chosen: readonly OrderLineId[] | null
  readonly to: 'means' | 'balance'
  readonly cancelRenewal: boolean
}

/** A refund that is issued; its money is on the balance, or a payout is open that says where it goes. */
export interface IssuedRefund {
  readonly refund: IssuedDocument
  readonly payout: OpenPayout | null
}

/**
 * Transaction one of a refund of paid money (rule B6): the document, what it means for the customer's account, and either the
 * credit to the balance or an open payout, all at once. Whatever dies later, the payout says what is still to be done, and the
 * document's id makes it the same refund each time.
 * @throws NOTHING_TO_REFUND; CONFLICT naming a service whose renewal cannot be cancelled
 */
export async function issueRefund(
  transaction: Transaction,
  parts: Parts,
  request: RefundRequest,
): Promise<IssuedRefund> {
  const { billed, to } = request
  const { accountId, id: orderId } = billed.order
  const part = chooseRefund(billed satisfies RefundableBill, request.chosen)
  if (request.cancelRenewal) await retractLines(transaction, billed.order, part.lines)
  const attempts = await readAttemptsOn(transaction, accountId, [orderId])
  const paid = attempts.get(orderId)?.find((attempt) => attempt.state === 'succeeded')
  if (!paid) throw new Error(`order ${orderId} is delivered, and nothing paid it`)
  const refund = await issue(transaction, parts, billed.bill, part)
  const { toMeans, toBalance } = await split(transaction, refund, paid, to)
  const occasion = { accountId, at: refund.issuedAt, orderId, documentId: refund.id }
  if (!isPositive(toMeans)) {
    await insertMovements(transaction, [payoutMovement(occasion, toBalance, 'balance')])
    await followBalanceRefund(transaction, parts, occasion, toBalance)
    return { refund, payout: null }
  }
  if (isPositive(toBalance)) {
    await insertMovements(transaction, [balanceBackMovement(occasion, toBalance)])
    await followBalanceRefund(transaction, parts, occasion, toBalance)
  }
  return { refund, payout: await openPayout(transaction, refund, paid, toMeans) }
}

/** The means gets back what it paid, and no more (rules B6, P8). */
async function split(
  transaction: Transaction,
  refund: IssuedDocument,
  { accountId, id, meansKind, amount }: Attempt,
  to: 'means' | 'balance',
): Promise<ReturnType<typeof splitRefund>> {
  const refunded = refund.amounts.gross
  if (to === 'balance' || meansKind === 'ovhAccount') return { toMeans: zero(refunded.currency), toBalance: refunded }
  const back = await readPaidBack(transaction, accountId, [id])
  return splitRefund({ refunded, charged: amount, back: money(back.get(id) ?? 0n, refunded.currency) })
}

async function issue(
  transaction: Transaction,
  parts: Parts,
  bill: SealedDocument,
  part: RefundPart,
): Promise<IssuedDocument> {
  const draft = draftRefund(bill, part, parts.clock.now(), parts.zone)
  const [refund] = await issueDocuments(transaction, parts, [draft])
  if (!refund) throw new Error(`the refund of bill ${bill.id} got no document`)
  return refund
}

async function openPayout(
  transaction: Transaction,
  refund: IssuedDocument,
  paid: Attempt,
  amount: Money,
): Promise<OpenPayout> {
  const { accountId, id: documentId, orderId, issuedAt: createdAt } = refund
  const { id: attemptId, meansKind } = paid
  const due = { createdAt, resolveAt: addSeconds(createdAt, patience) }
  const payout = { accountId, documentId, orderId, attemptId, meansKind, amount, ...due }
  await insertPayouts(transaction, [payout])
  return payout
}
