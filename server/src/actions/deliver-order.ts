import { closeDebts } from '../bills/debt.store.ts'
import { listDocumentsOfOrders } from '../bills/document-list.store.ts'
import { draftDocument, type IssuedDocument } from '../bills/issue-document.ts'
import type { Instant } from '../calendar/calendar.ts'
import { readAccounts } from '../customers/account.store.ts'
import type { Transaction } from '../database/transaction.ts'
import { insertEvents } from '../events/event.store.ts'
import type { Happening } from '../events/event.ts'
import type { DocumentId } from '../identity/identity.ts'
import { insertMovements } from '../ledger/ledger.store.ts'
import type { Movement } from '../ledger/ledger.ts'
import { payoutMovement } from '../ledger/money-movements.ts'
import { type SealedOrder, setOrderStatus } from '../orders/order.store.ts'
import type { Order } from '../orders/order.ts'
import { moveOrder } from '../orders/order-life.ts'
import { insertOrderSteps, type OrderStepLabel } from '../orders/order-step.store.ts'
import { readCompany } from '../policy/policy.store.ts'
import type { RenewableService } from '../services/paid-period.store.ts'
import { issueDocuments } from './issue-documents.ts'
import type { Parts } from './parts.ts'
import { renewLines } from './renew-lines.ts'
import { withPassword } from './with-password.ts'

export interface Delivery {
  readonly order: SealedOrder
  /** The services of its lines, as quoted. */
  readonly services: readonly RenewableService[]
  /** The money that pays for it; empty when it is free. */
  readonly movements: readonly Movement[]
  /** What is to be told before the order's own news. */
  readonly before: readonly Happening[]
  readonly now: Instant
}

const steps: readonly (readonly [OrderStepLabel, string])[] = [
  ['PAYMENT_RECEIVED', 'Payment received'],
  ['PAYMENT_CONFIRMED', 'Payment confirmed'],
  ['ORDER_ACCEPTED', 'Order accepted'],
  ['DELIVERY', 'Services renewed'],
  ['INVOICE_SENT', 'Bill issued'],
]

/**
 * Delivers an order that is paid for: the money is posted, its services are renewed, its bill is issued, or the one that it
 * has is paid and its debt closed, and a negative total is credited to the balance (rules P4, P6, B1).
 */
export async function deliverOrder(transaction: Transaction, parts: Parts, delivery: Delivery): Promise<void> {
  const { order, now, movements } = delivery
  const { accountId, id: orderId, status: from } = order
  const to = moveOrder(from, 'delivering', 'delivered')
  const told = steps.map(([label, description]) => ({ accountId, orderId, at: now, label, description }))
  const [moved, renewed, closed, bills] = await Promise.all([
    setOrderStatus(transaction, [{ accountId, orderId, from, to, endedAt: now }]),
    renewLines(transaction, delivery),
    closeDebts(transaction, accountId, [orderId], now),
    listDocumentsOfOrders(transaction, accountId, [orderId]),
    insertMovements(transaction, movements),
    insertOrderSteps(transaction, told),
    insertEvents(transaction, delivery.before),
  ])
  if (moved.length === 0) throw new Error(`order ${orderId} is no longer ${from}`)
  const newsWith = (documentId: DocumentId): readonly Happening[] => [
    ...closed.map(({ billId }) => ({ accountId, at: now, type: 'debt.closed', orderId, documentId: billId }) as const),
    { accountId, at: now, type: 'order.paid', orderId, documentId },
    ...renewed,
  ]
  if (bills[0]) await insertEvents(transaction, newsWith(bills[0].id))
  else await issueDocument(transaction, parts, delivery, newsWith)
}

async function issueDocument(
  transaction: Transaction,
  parts: Parts,
  { order, now }: Delivery,
  newsWith: (documentId: DocumentId) => readonly Happening[],
): Promise<void> {
  const [company, [customer]] = await Promise.all([
    readCompany(transaction),
    readAccounts(transaction, [order.accountId]),
  ])
  if (!customer) throw new Error(`account ${order.accountId} is not there`)
  const opened: Order = withPassword(parts, order)
  const draft = draftDocument({ order: opened, company, customer, now, zone: parts.zone })
  await issueDocuments(transaction, parts, [draft], (issued) => ({
    movements: issued.filter((document) => document.kind === 'refund').map(creditOf),
    happenings: issued.flatMap((document) => newsWith(document.id)),
  }))
}

/** The money of an order with a negative total is the customer's (rule P6). */
function creditOf({ accountId, id: documentId, orderId, issuedAt: at, amounts }: IssuedDocument): Movement {
  return payoutMovement({ accountId, at, orderId, documentId }, amounts.gross, 'balance')
}
