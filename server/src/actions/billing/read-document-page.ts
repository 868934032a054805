import { readOpenDebts } from '../../bills/debt.store.ts'
import { readDocuments } from '../../bills/document.store.ts'
import type { BillingDocument, DocumentKind } from '../../bills/document.ts'
import { findDocuments } from '../../bills/document-list.store.ts'
import { type LocalDate, localDate } from '../../calendar/calendar.ts'
import { sameSecret } from '../../customers/secret.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { DocumentFacts } from '../../documents/document-sheet.ts'
import type { AccountId, DocumentId } from '../../identity/identity.ts'
import { readOrders } from '../../orders/order.store.ts'
import type { Order } from '../../orders/order.ts'
import { statusAt } from '../../orders/status-at.ts'
import { readTermsDays } from '../../payments/deferred-terms.store.ts'
import type { Attempt } from '../../payments/payment.ts'
import { type PayoutState, readPayoutStates } from '../../payments/payout-state.store.ts'
import type { Parts } from '../parts.ts'
import { readAttemptsOn } from '../paying/read-attempts-on.ts'
import { settledBy } from '../paying/settled-by.ts'
import { withPassword } from '../with-password.ts'

export interface DocumentPage extends DocumentFacts {
  readonly order: Order
  /** The bill that a refund corrects. */
  readonly corrected: BillingDocument | null
}

export interface DocumentPageRequest {
  readonly kind: DocumentKind
  readonly id: DocumentId
  readonly password: string
}

/**
 * A bill or a refund for who knows its password. The same null for a number that is no document's of that kind and for a wrong
 * password, which is compared in constant time.
 */
export async function readDocumentPage(parts: Parts, request: DocumentPageRequest): Promise<DocumentPage | null> {
  return parts.transaction(async (transaction) => {
    // numbers are unique in a legal entity: where several have the same, the password says which
    const numbers = await findDocuments(transaction, request.kind, [request.id])
    const documents = (await readDocuments(transaction, { numbers })).map((sealed) => withPassword(parts, sealed))
    const document = documents.find(({ password }) => sameSecret(password, request.password))
    return document ? pageOf(transaction, parts, document) : null
  })
}

/** The same for its account, which needs no password. @throws Error when it is not there */
export async function readOwnDocument(
  parts: Parts,
  { accountId, id }: { readonly accountId: AccountId; readonly id: DocumentId },
): Promise<DocumentPage> {
  return parts.transaction(async (transaction) => {
    const [sealed] = await readDocuments(transaction, { numbers: [{ accountId, id }] })
    if (!sealed) throw new Error(`document ${id} is not there`)
    return pageOf(transaction, parts, withPassword(parts, sealed))
  })
}

async function pageOf(transaction: Transaction, parts: Parts, document: BillingDocument): Promise<DocumentPage> {
  const { accountId, id, orderId } = document
  const [sealed] = await readOrders(transaction, accountId, [orderId])
  if (!sealed) throw new Error(`document ${id} is of order ${orderId}, which is not there`)
  const order = withPassword(parts, sealed)
  const debts = await readOpenDebts(transaction, [sealed])
  const attempts = (await readAttemptsOn(transaction, accountId, [orderId])).get(orderId) ?? []
  const dueOn = await readDueDate(transaction, parts, document, attempts)
  const payouts = await readPayoutStates(transaction, accountId, [id])
  const siblings = await readDocuments(transaction, { orders: [order] })
  const family = siblings.map((one) => withPassword(parts, one))
  return {
    ...{ document, order, payment: settledBy(attempts), dueOn },
    orderStatus: statusAt(order, parts.clock.now()),
    debtIsOpen: debts.some((debt) => debt.billId === id),
    corrections: family.filter((one) => one.corrects === id),
    corrected: family.find((one) => one.id === document.corrects) ?? null,
    refundTo: refundTo(payouts.get(id), order),
  }
}

/** By when who pays by terms is to pay what settled the bill (rule P7). */
async function readDueDate(
  transaction: Transaction,
  { zone }: Parts,
  { accountId, issuedAt }: BillingDocument,
  attempts: readonly Attempt[],
): Promise<LocalDate | null> {
  const paid = attempts.find(({ state }) => state === 'succeeded')
  if (paid?.meansKind !== 'deferredPaymentAccount' || paid.meansId === null) return null
  const days = await readTermsDays(transaction, accountId, paid.meansId)
  return days === null ? null : localDate(issuedAt, zone).add({ days })
}

/** A refund without a payout went to the balance at once, unless its order was never paid: then there was nothing to give back. */
function refundTo(payout: PayoutState | undefined, order: Order): DocumentPage['refundTo'] {
  if (payout !== undefined) return payout === 'open' ? 'underway' : payout
  return order.status === 'delivered' || order.status === 'delivering' ? 'toBalance' : 'nothingPaid'
}
