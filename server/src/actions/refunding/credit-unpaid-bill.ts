import { splitCredit } from '../../bills/choose-credit.ts'
import { chooseRefund } from '../../bills/choose-refund.ts'
import type { SealedDocument } from '../../bills/document.store.ts'
import type { IssuedDocument } from '../../bills/issue-document.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Parts } from '../parts.ts'
import { closeCredited } from './close-credited.ts'
import { type AfterCredit, followCredit } from './follow-credit.ts'
import { issueCredits } from './issue-credits.ts'
import type { BilledOrder } from './lock-billed-orders.ts'

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
  const happened = [
    ...(await closeCredited(transaction, [order], parts.clock.now())),
    ...(await followCredit(
      transaction,
      parts,
      { order, isRenewed: debts.some((debt) => debt.isChargedBack) },
      followUp,
    )),
  ]
  const part = chooseRefund(billed, null)
  const { surplus } = splitCredit(debts, part.amounts.gross)
  const [refund] = await issueCredits(transaction, parts, [{ bill, part, surplus }], happened)
  if (!refund) throw new Error(`the credit of bill ${bill.id} got no document`)
  return refund
}
