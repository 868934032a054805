import { closeDebts, type DebtName } from '../../bills/debt.store.ts'
import { listDocumentsOfOrders } from '../../bills/document-list.store.ts'
import { type DocumentDraft, draftDocument, type IssuedDocument } from '../../bills/issue-document.ts'
import type { Instant } from '../../calendar/calendar.ts'
import { readAccounts } from '../../customers/account.store.ts'
import type { Account } from '../../customers/account.ts'
import type { Transaction } from '../../database/transaction.ts'
import { insertEvents } from '../../events/event.store.ts'
import type { Happening } from '../../events/event.ts'
import type { DocumentId, OrderId } from '../../identity/identity.ts'
import { insertMovements } from '../../ledger/ledger.store.ts'
import type { Movement } from '../../ledger/ledger.ts'
import { payoutMovement, topUpMovement } from '../../ledger/money-movements.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import type { NewNotice } from '../../notices/notice.ts'
import type { SealedOrder } from '../../orders/order.store.ts'
import { insertOrderSteps, type NewOrderStep, type OrderStepLabel } from '../../orders/order-step.store.ts'
import { readCompany } from '../../policy/policy.store.ts'
import type { Company } from '../../policy/policy.ts'
import type { RenewableService } from '../../services/paid-period.store.ts'
import { issueDocuments } from '../billing/issue-documents.ts'
import type { Parts } from '../parts.ts'
import { startEngagements } from '../services/start-engagements.ts'
import { withPassword } from '../with-password.ts'
import type { Payable } from './lock-payables.ts'
import { renewLines } from './renew-lines.ts'
import { restoreServices } from './restore-services.ts'

export interface Delivery {
  /** Orders of any accounts that are paid for, each of which can be delivered as it stands. */
  readonly paid: readonly Payable[]
  /** The services of their lines, as quoted. */
  readonly services: readonly RenewableService[]
  /** What people are told, once it is known what happened: written in the round that issues the documents, which others wait for. */
  readonly tell: (happened: readonly Happening[]) => readonly NewNotice[]
  readonly now: Instant
}

const steps: readonly (readonly [OrderStepLabel, string])[] = [
  ['PAYMENT_RECEIVED', 'Payment received'],
  ['PAYMENT_CONFIRMED', 'Payment confirmed'],
  ['ORDER_ACCEPTED', 'Order accepted'],
]
const deliverySteps: readonly (readonly [OrderStepLabel, string])[] = [
  ['DELIVERY', 'Services renewed'],
  ['INVOICE_SENT', 'Bill issued'],
]

/**
 * Delivers orders: their services are renewed, their bills are issued, or those that they have or pay are paid and their debts
 * closed, and a negative total or a top-up is credited to the balance (rules P4, P6, B1, B5). The caller moves the orders and posts the money.
 */
export async function deliverOrders(transaction: Transaction, parts: Parts, delivery: Delivery): Promise<void> {
  const { paid, now } = delivery
  if (paid.length === 0) return
  await deliver(transaction, parts, delivery)
  const topUps = paid
    .filter(({ order }) => order.kind === 'credit')
    .map(({ order }) => topUpMovement({ ...order, orderId: order.id, at: now }, order.amounts.gross))
  if (topUps.length > 0) await insertMovements(transaction, topUps)
  const restored = paid.flatMap(({ restores }) => restores)
  await restoreServices(transaction, restored, now)
}

async function deliver(transaction: Transaction, parts: Parts, delivery: Delivery): Promise<void> {
  const { paid, now, tell } = delivery
  const { newsOf, billOf, company, customers } = await carryOut(transaction, delivery)
  const unbilled = paid.filter(({ order, delivers }) => sells(order) && !delivers.some(({ id }) => billOf.has(id)))
  const billed = paid.filter((payable) => !unbilled.includes(payable)).flatMap((payable) => newsOf(payable, billOf))
  if (unbilled.length === 0) {
    await Promise.all([insertEvents(transaction, billed), insertNotices(transaction, tell(billed))])
    return
  }
  const drafts = unbilled.map(({ order }) => draftOf(parts, { order, company, customers, now }))
  await issueDocuments(transaction, parts, drafts, (issued) => {
    const issuedOf = new Map(issued.map((document) => [document.orderId, document.id]))
    const happenings = [...billed, ...unbilled.flatMap((payable) => newsOf(payable, issuedOf))]
    const movements = issued.filter((document) => document.kind === 'refund').map(creditOf)
    return { movements, happenings, notices: tell(happenings) }
  })
}

/** Renews, begins engagements, closes debts and writes the steps down; in the same round reads what bills need. */
async function carryOut(transaction: Transaction, { paid, services, now }: Delivery) {
  const orders = paid.flatMap(({ delivers }) => delivers)
  const [renewed, begun, closed, bills, company, customers] = await Promise.all([
    renewLines(transaction, { orders, services, now }),
    startEngagements(transaction, orders, now),
    closeDebts(transaction, orders, now),
    listDocumentsOfOrders(transaction, orders),
    readCompany(transaction),
    readAccounts(transaction, [...new Set(orders.map((order) => order.accountId))]),
    insertOrderSteps(
      transaction,
      paid.flatMap((payable) => stepsOf(payable, now)),
    ),
  ])
  const newsOf = newsWith({ renewed: [...renewed, ...begun], closed, now })
  const billOf = new Map(bills.toReversed().map((bill) => [bill.orderId, bill.id]))
  return { newsOf, billOf, company, customers }
}

/** Orders over debts and top-ups of the balance are no sales: they have no bill of their own (rule B5). */
function sells({ kind }: Pick<SealedOrder, 'kind'>): boolean {
  return kind !== 'debt' && kind !== 'credit'
}

function stepsOf({ order, delivers }: Payable, at: Instant): readonly NewOrderStep[] {
  const own = steps.map((step) => [order, ...step] as const)
  const delivered = delivers.flatMap((one) => deliverySteps.map((step) => [one, ...step] as const))
  const last = sells(order)
    ? []
    : [[order, 'DELIVERY', order.kind === 'debt' ? 'Bills paid' : 'Balance credited'] as const]
  return [...own, ...delivered, ...last].map(([{ accountId, id: orderId }, label, description]) => {
    return { accountId, orderId, at, label, description }
  })
}

/** What is told of a paid order: the debts that its money closed, what is paid, and what that made of the services. */
function newsWith(facts: {
  readonly renewed: readonly Happening[]
  readonly closed: readonly DebtName[]
  readonly now: Instant
}): (payable: Payable, documents: ReadonlyMap<OrderId, DocumentId>) => readonly Happening[] {
  const at = facts.now
  const renewed = Map.groupBy(facts.renewed, (happening) => happening.orderId)
  const closed = Map.groupBy(facts.closed, (debt) => debt.orderId)
  return ({ order, delivers }, documents) => {
    const [oldest] = delivers.flatMap(({ id }) => documents.get(id) ?? [])
    const paid = new Map([[order.id, oldest], ...delivers.map(({ id }) => [id, documents.get(id)] as const)])
    const { accountId } = order
    return [
      ...delivers
        .flatMap(({ id }) => closed.get(id) ?? [])
        .map(
          ({ orderId, billId: documentId }) => ({ accountId, at, type: 'debt.closed', orderId, documentId }) as const,
        ),
      ...[...paid].map(([orderId, documentId]) => {
        return { accountId, at, type: 'order.paid', orderId, ...(documentId ? { documentId } : {}) } as const
      }),
      ...delivers.flatMap(({ id }) => renewed.get(id) ?? []),
    ]
  }
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
