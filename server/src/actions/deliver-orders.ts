import { closeDebts, type DebtName } from '../bills/debt.store.ts'
import { listDocumentsOfOrders, type OrderDocument } from '../bills/document-list.store.ts'
import { type DocumentDraft, draftDocument, type IssuedDocument } from '../bills/issue-document.ts'
import type { Instant } from '../calendar/calendar.ts'
import { readAccounts } from '../customers/account.store.ts'
import type { Account } from '../customers/account.ts'
import type { Transaction } from '../database/transaction.ts'
import { insertEvents } from '../events/event.store.ts'
import type { Happening } from '../events/event.ts'
import type { DocumentId } from '../identity/identity.ts'
import type { Movement } from '../ledger/ledger.ts'
import { payoutMovement } from '../ledger/money-movements.ts'
import type { SealedOrder } from '../orders/order.store.ts'
import { insertOrderSteps, type NewOrderStep, type OrderStepLabel } from '../orders/order-step.store.ts'
import { readCompany } from '../policy/policy.store.ts'
import type { Company } from '../policy/policy.ts'
import type { RenewableService } from '../services/paid-period.store.ts'
import { issueDocuments } from './issue-documents.ts'
import type { Parts } from './parts.ts'
import { renewLines } from './renew-lines.ts'
import { withPassword } from './with-password.ts'

export interface Delivery {
  /** Orders of any accounts that are paid for, each of which can be delivered as it stands. */
  readonly orders: readonly SealedOrder[]
  /** The services of their lines, as quoted. */
  readonly services: readonly RenewableService[]
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
 * Delivers orders: their services are renewed, their bills are issued, or the one that an order has is paid and its debt closed,
 * and a negative total is credited to the balance (rules P4, P6, B1). The caller moves the orders and posts the money.
 */
export async function deliverOrders(transaction: Transaction, parts: Parts, delivery: Delivery): Promise<void> {
  const { orders, now } = delivery
  if (orders.length === 0) return
  const accountIds = [...new Set(orders.map((order) => order.accountId))]
  const [renewed, closed, bills, company, customers] = await Promise.all([
    renewLines(transaction, delivery),
    closeDebts(transaction, orders, now),
    listDocumentsOfOrders(transaction, orders),
    readCompany(transaction),
    readAccounts(transaction, accountIds),
    insertOrderSteps(
      transaction,
      orders.flatMap((order) => stepsOf(order, now)),
    ),
  ])
  const newsOf = newsWith({ renewed, closed, now })
  const billed = orders.flatMap((order) => {
    const bill = billOf(order, bills)
    return bill ? newsOf(order, bill.id) : []
  })
  const drafts = orders
    .filter((order) => !billOf(order, bills))
    .map((order) => draftOf(parts, { order, company, customers, now }))
  if (drafts.length === 0) return insertEvents(transaction, billed)
  await issueDocuments(transaction, parts, drafts, (issued) => ({
    movements: issued.filter((document) => document.kind === 'refund').map(creditOf),
    happenings: [...billed, ...issued.flatMap(({ accountId, orderId, id }) => newsOf({ accountId, id: orderId }, id))],
  }))
}

function stepsOf({ accountId, id: orderId }: SealedOrder, at: Instant): readonly NewOrderStep[] {
  return steps.map(([label, description]) => ({ accountId, orderId, at, label, description }))
}

function billOf({ id }: SealedOrder, documents: readonly OrderDocument[]): OrderDocument | undefined {
  return documents.find((document) => document.orderId === id)
}

/** What is told of a delivered order: the debts that its money closed, that it is paid, and what that made of its services. */
function newsWith(facts: {
  readonly renewed: readonly Happening[]
  readonly closed: readonly DebtName[]
  readonly now: Instant
}): (order: Pick<SealedOrder, 'accountId' | 'id'>, documentId: DocumentId) => readonly Happening[] {
  const { closed, now: at } = facts
  const renewed = Map.groupBy(facts.renewed, (happening) => happening.orderId)
  return ({ accountId, id: orderId }, documentId) => [
    ...closed
      .filter((debt) => debt.orderId === orderId)
      .map(({ billId }) => ({ accountId, at, type: 'debt.closed', orderId, documentId: billId }) as const),
    { accountId, at, type: 'order.paid', orderId, documentId },
    ...(renewed.get(orderId) ?? []),
  ]
}

interface DraftFacts {
  readonly order: SealedOrder
  readonly company: Company
  readonly customers: readonly Account[]
  readonly now: Instant
}

function draftOf(parts: Parts, { order, company, customers, now }: DraftFacts): DocumentDraft {
  const customer = customers.find((account) => account.id === order.accountId)
  if (!customer) throw new Error(`account ${order.accountId} is not there`)
  return draftDocument({ order: withPassword(parts, order), company, customer, now, zone: parts.zone })
}

/** The money of an order with a negative total is the customer's (rule P6). */
function creditOf({ accountId, id: documentId, orderId, issuedAt: at, amounts }: IssuedDocument): Movement {
  return payoutMovement({ accountId, at, orderId, documentId }, amounts.gross, 'balance')
}
