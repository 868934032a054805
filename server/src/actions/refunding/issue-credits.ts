import type { SealedDocument } from '../../bills/document.store.ts'
import { draftRefund, type IssuedDocument, type RefundPart } from '../../bills/issue-document.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Happening } from '../../events/event.ts'
import type { Movement } from '../../ledger/ledger.ts'
import { payoutMovement } from '../../ledger/money-movements.ts'
import type { Money } from '../../money/money.ts'
import { issueDocuments } from '../billing/issue-documents.ts'
import type { Parts } from '../parts.ts'

/** What is taken back of an unpaid bill. */
export interface UnpaidPart {
  readonly bill: SealedDocument
  readonly part: RefundPart
  /** What of it had stayed paid after a chargeback: it goes to the balance. */
  readonly surplus: Money
}

/**
 * Issues the refund documents of unpaid bills (rule B6), at the end of the transaction: they take from the customers what the bills had
 * put there.
 * @param happened told after the documents
 * @returns the documents in the order of the credits
 */
export async function issueCredits(
  transaction: Transaction,
  parts: Parts,
  credits: readonly UnpaidPart[],
  happened: readonly Happening[],
): Promise<readonly IssuedDocument[]> {
  const now = parts.clock.now()
  const drafts = credits.map(({ bill, part }) => draftRefund(bill, part, now, parts.zone))
  return issueDocuments(transaction, parts, drafts, (issued) => ({
    movements: issued.flatMap((document, index) => surplusMovements(document, credits[index]?.surplus)),
    happenings: happened,
    notices: [],
  }))
}

function surplusMovements(refund: IssuedDocument, surplus: Money | undefined): readonly Movement[] {
  const { accountId, issuedAt: at, orderId, id: documentId } = refund
  return surplus ? [payoutMovement({ accountId, at, orderId, documentId }, surplus, 'balance')] : []
}
