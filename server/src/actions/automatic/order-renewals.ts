import { randomBytes } from 'node:crypto'
import { insertDebts } from '../../bills/debt.store.ts'
import { draftDocument, type IssuedDocument } from '../../bills/issue-document.ts'
import type { Transaction } from '../../database/transaction.ts'
import { insertEvents } from '../../events/event.store.ts'
import type { Happening } from '../../events/event.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { insertOrders } from '../../orders/new-order.store.ts'
import type { Order, OrderDraft } from '../../orders/order.ts'
import { insertOrderSteps } from '../../orders/order-step.store.ts'
import { countRenewals } from '../../orders/renewal-identity.store.ts'
import { renewalIdentity } from '../../orders/renewal-identity.ts'
import { readCompany, readTaxRates } from '../../policy/policy.store.ts'
import type { Company } from '../../policy/policy.ts'
import type { EngineService } from '../../services/due-service.store.ts'
import type { ServiceKey } from '../../services/service.ts'
import { issueDocuments } from '../billing/issue-documents.ts'
import type { Parts } from '../parts.ts'
import { openAttempts } from '../paying/open-attempts.ts'
import { settlePayments } from '../paying/settle-payments.ts'
import { draftsFor } from './draft-renewals.ts'
import { followersIn } from './judge-due.ts'
import { accountFor, type DueBatch } from './load-due.ts'

interface Ordering {
  /** What is to be ordered by its judgement. */
  readonly due: readonly EngineService[]
  /** What the batch has ended since: options end with their parents (rule A6). */
  readonly ended: readonly ServiceKey[]
}

/**
 * Makes the automatic orders of a batch (rules A2, A3): one an account and billing group for all that is due now, billed at once, with
 * an open debt that is collected next. Each line has its identity, so that no service is ordered twice for an expiration (rule O7).
 * @returns the services that are ordered, those that follow one included
 */
export async function orderRenewals(
  transaction: Transaction,
  parts: Parts,
  batch: DueBatch,
  { due, ended }: Ordering,
): Promise<readonly EngineService[]> {
  const gone = new Set(ended.map(({ id }) => id))
  const chosen = withFollowers(batch, due).filter(({ id }) => !gone.has(id))
  if (chosen.length === 0) return []
  const [company, rates] = await Promise.all([readCompany(transaction), readTaxRates(transaction)])
  const identities = await identify(transaction, chosen)
  const drafts = [...Map.groupBy(chosen, (service) => service.accountId)].flatMap(([accountId, own]) => {
    return draftsFor(batch, { company, rates }, own, identities).map((draft) => ({ accountId, draft }))
  })
  const orders = await store(transaction, parts, drafts)
  const isFree = (order: Order) => order.amounts.gross.ucents <= 0n
  const owed = orders.filter((order) => !isFree(order))
  if (owed.length > 0) await bill(transaction, parts, batch, company, owed)
  await settleFree(transaction, parts, orders.filter(isFree))
  return chosen
}

/** What follows a service is ordered with it, whether it is due itself or not (rule S3). */
function withFollowers(batch: DueBatch, services: readonly EngineService[]): readonly EngineService[] {
  return services.flatMap((service) => [service, ...followersIn(batch, service)])
}

async function identify(
  transaction: Transaction,
  services: readonly EngineService[],
): Promise<ReadonlyMap<ServiceId, string>> {
  const occasions = services.map(({ accountId, id, expiresOn }) => ({ accountId, serviceId: id, expiresOn }))
  const counts = await countRenewals(transaction, occasions)
  return new Map(
    occasions.map((occasion, index) => [occasion.serviceId, renewalIdentity(occasion, counts[index] ?? 0)]),
  )
}

interface Drafted {
  readonly accountId: AccountId
  readonly draft: OrderDraft
}

async function store(transaction: Transaction, parts: Parts, drafts: readonly Drafted[]): Promise<readonly Order[]> {
  const secrets = drafts.map(() => randomBytes(16).toString('base64url'))
  const sealed = drafts.map((one, index) => ({ ...one, passwordSealed: parts.seal.seal(secrets[index] ?? '') }))
  const stored = await insertOrders(transaction, sealed)
  const orders = drafts.flatMap((drafted, index): Order[] => {
    const ids = stored[index]
    return ids ? [orderOf(drafted, ids, secrets[index] ?? '')] : []
  })
  const began = orders.map(({ accountId, id: orderId, createdAt: at }) => {
    return { accountId, orderId, at, label: 'ORDER_STARTED', description: 'Renewed automatically' } as const
  })
  await Promise.all([insertOrderSteps(transaction, began), insertEvents(transaction, orders.map(created))])
  return orders
}

function orderOf(
  { accountId, draft }: Drafted,
  ids: { id: Order['id']; lineIds: readonly Order['lines'][number]['id'][] },
  password: string,
): Order {
  const lines = draft.lines.flatMap((line, index) => {
    const id = ids.lineIds[index]
    return id === undefined ? [] : [{ ...line, id }]
  })
  return { ...draft, accountId, id: ids.id, status: 'notPaid', password, endedAt: null, lines }
}

function created({ accountId, id: orderId, createdAt: at, lines }: Order): Happening {
  const data = { kind: 'automatic', services: lines.map((line) => line.serviceId) }
  return { accountId, at, type: 'order.created', orderId, data }
}

/** Bills the orders and opens their debts, to be collected at once (rule A3). */
async function bill(
  transaction: Transaction,
  parts: Parts,
  batch: DueBatch,
  company: Company,
  orders: readonly Order[],
): Promise<void> {
  const { now, zone } = batch.circumstances
  const drafts = orders.map((order) =>
    draftDocument({ order, company, customer: accountFor(batch, order.accountId), now, zone }),
  )
  const bills = await issueDocuments(transaction, parts, drafts, (issued) => ({
    movements: [],
    happenings: issued.map(debtOpened),
    notices: [],
  }))
  await insertDebts(
    transaction,
    bills.map(({ accountId, id: billId, orderId, amounts }) => ({
      accountId,
      billId,
      orderId,
      amount: amounts.gross,
      openedAt: now,
    })),
  )
}

/** What costs nothing, or gives money back, owes nothing: it is settled at once, without a gateway (rule P6). */
async function settleFree(transaction: Transaction, parts: Parts, orders: readonly Order[]): Promise<void> {
  if (orders.length === 0) return
  const chosen = { kind: 'fidelityAccount', means: null } as const
  const openings = orders.map((order) => ({ order, chosen, amount: order.amounts.gross }))
  const attempts = await openAttempts(transaction, openings, { by: 'engine', now: parts.clock.now() })
  const answers = attempts.map(({ accountId, id: attemptId, amount }) => {
    return { accountId, attemptId, answer: { outcome: 'success', taken: amount, reference: null } } as const
  })
  await settlePayments(transaction, parts, answers)
}

function debtOpened({ accountId, id: documentId, orderId, issuedAt: at }: IssuedDocument): Happening {
  return { accountId, at, type: 'debt.opened', orderId, documentId }
}
