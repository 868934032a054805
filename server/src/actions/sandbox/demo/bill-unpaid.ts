import { randomBytes } from 'node:crypto'
import { insertDebts, readOpenDebts } from '../../../bills/debt.store.ts'
import { scheduleDebts } from '../../../bills/due-debt.store.ts'
import { draftDocument } from '../../../bills/issue-document.ts'
import { readAccounts } from '../../../customers/account.store.ts'
import type { Transaction } from '../../../database/transaction.ts'
import { insertEvents } from '../../../events/event.store.ts'
import type { AccountId, ServiceId } from '../../../identity/identity.ts'
import { insertOrders } from '../../../orders/new-order.store.ts'
import { readOrders } from '../../../orders/order.store.ts'
import type { Order, OrderDraft } from '../../../orders/order.ts'
import { readCompany } from '../../../policy/policy.store.ts'
import { issueDocuments } from '../../billing/issue-documents.ts'
import { renewService } from '../../ordering/renew-service.ts'
import type { Parts } from '../../parts.ts'
import { withPassword } from '../../with-password.ts'

/** A service that was to renew by itself, for a period, at the clock's time. */
export interface UnpaidRenewal {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  readonly duration: string
}

/**
 * An automatic order that is billed and not paid (rule A3): the quote of a dry run, stored as automatic, with its bill and its debt.
 * Nothing more is tried by itself to collect it, so that it stays unpaid until somebody pays.
 */
export async function billUnpaid(parts: Parts, renewal: UnpaidRenewal): Promise<void> {
  const { accountId, serviceId, duration } = renewal
  const quote = await renewService(parts, { accountId, serviceId, duration, services: [serviceId], dryRun: true })
  const [line] = quote.lines
  if (!line) throw new Error(`the quote of service ${serviceId} has no line`)
  const identity = `auto:${serviceId}:${line.startsOn}`
  const lines = quote.lines.map((each) => ({ ...each, renewalIdentity: identity }))
  const draft: OrderDraft = { ...quote, lines, kind: 'automatic', identity, expiresAt: null }
  await parts.transaction(async (transaction) => {
    const order = await store(transaction, parts, accountId, draft)
    const at = draft.createdAt
    const data = { kind: 'automatic', services: [serviceId] }
    await insertEvents(transaction, [{ accountId, at, type: 'order.created', orderId: order.id, data }])
    await bill(transaction, parts, order)
  })
}

async function store(transaction: Transaction, parts: Parts, accountId: AccountId, draft: OrderDraft): Promise<Order> {
  const passwordSealed = parts.seal.seal(randomBytes(16).toString('base64url'))
  const [stored] = await insertOrders(transaction, [{ accountId, draft, passwordSealed }])
  const [order] = stored ? await readOrders(transaction, accountId, [stored.id]) : []
  if (!order) throw new Error(`the order ${draft.identity} was not stored`)
  return withPassword(parts, order)
}

async function bill(transaction: Transaction, parts: Parts, order: Order): Promise<void> {
  const { accountId, id: orderId, amounts } = order
  const now = parts.clock.now()
  const [company, [customer]] = await Promise.all([readCompany(transaction), readAccounts(transaction, [accountId])])
  if (!customer) throw new Error(`account ${accountId} is not there`)
  const draft = draftDocument({ order, company, customer, now, zone: parts.zone })
  const [document] = await issueDocuments(transaction, parts, [draft])
  if (!document) throw new Error(`order ${orderId} got no bill`)
  await insertDebts(transaction, [{ accountId, billId: document.id, orderId, amount: amounts.gross, openedAt: now }])
  const debts = await readOpenDebts(transaction, [order])
  await scheduleDebts(
    transaction,
    debts.map(({ id }) => ({ accountId, id, collectAt: null })),
  )
  await insertEvents(transaction, [{ accountId, at: now, type: 'debt.opened', orderId, documentId: document.id }])
}
