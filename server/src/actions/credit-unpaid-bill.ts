import { chooseRefund } from '../bills/choose-refund.ts'
import type { SealedDocument } from '../bills/document.store.ts'
import { draftRefund, type IssuedDocument } from '../bills/issue-document.ts'
import type { Transaction } from '../database/transaction.ts'
import { insertEvents } from '../events/event.store.ts'
import { cancelCreditedOrder, closeCreditedDebt, splitCredit, surplusMovements } from './close-credited.ts'
import { type AfterCredit, followCredit } from './follow-credit.ts'
import { issueDocuments } from './issue-documents.ts'
import type { BilledOrder } from './lock-billed-order.ts'
import type { Parts } from './parts.ts'
import { withPassword } from './with-password.ts'

export interface UnpaidCredit {
  readonly billed: BilledOrder & { readonly bill: SealedDocument }
  readonly followUp: AfterCredit
}

/**
 * Credits an unpaid automatic bill as a whole (rule B6): the debt is closed, its order cancelled, and what follows is done.
 * The refund document takes from the customer what the bill had put there; no money moves, but what of it had stayed paid after a
 * chargeback, which goes to the balance.
 * @throws CONFLICT when its services are to be extended and one is no longer as it was billed
 */
export async function creditUnpaidBill(
  transaction: Transaction,
  parts: Parts,
  { billed, followUp }: UnpaidCredit,
): Promise<IssuedDocument> {
  const { order, bill, debts } = billed
  const now = parts.clock.now()
  const happened = [
    ...(await closeCreditedDebt(transaction, order, now)),
    ...(await cancelCreditedOrder(transaction, order, now)),
    ...(await followCredit(
      transaction,
      parts,
      { order, isRenewed: debts.some((debt) => debt.isChargedBack) },
      followUp,
    )),
  ]
  const whole = chooseRefund(billed, null)
  const draft = draftRefund(withPassword(parts, bill), whole, now, parts.zone)
  const { surplus } = splitCredit(debts, whole.amounts.gross)
  const [refund] = await issueDocuments(transaction, parts, [draft], (issued) => ({
    movements: issued.flatMap((document) => surplusMovements(document, surplus)),
    happenings: [],
    notices: [],
  }))
  if (!refund) throw new Error(`the credit of bill ${bill.id} got no document`)
  await insertEvents(transaction, happened)
  return refund
}
