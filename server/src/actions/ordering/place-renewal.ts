import { randomBytes } from 'node:crypto'
import { addHours, type Instant, localDate } from '../../calendar/calendar.ts'
import { readAccounts } from '../../customers/account.store.ts'
import type { Account } from '../../customers/account.ts'
import { commonGroup } from '../../customers/billing-group.ts'
import type { Transaction } from '../../database/transaction.ts'
import { insertEvents } from '../../events/event.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import { draftOrder } from '../../orders/draft-order.ts'
import { insertOrders } from '../../orders/new-order.store.ts'
import { readOrders } from '../../orders/order.store.ts'
import type { Order, OrderDraft } from '../../orders/order.ts'
import { insertOrderSteps } from '../../orders/order-step.store.ts'
import { decideTax, isPlausibleVat, type TaxDecision } from '../../orders/tax.ts'
import { readCompany, readPolicy, readTaxRates } from '../../policy/policy.store.ts'
import { problem } from '../../problem/problem.ts'
import { readBillingGroups } from '../../services/billing-group.store.ts'
import type { Strategy } from '../../strategies/strategy.ts'
import type { Parts } from '../parts.ts'
import { withPassword } from '../with-password.ts'

/** The order for a strategy that a person chose, with the tax that is due now (rules O3, S9). */
export async function draftRenewal(
  transaction: Transaction,
  parts: Parts,
  account: Account,
  strategy: Strategy,
): Promise<OrderDraft> {
  const now = parts.clock.now()
  const services = strategy.lines.map(({ service }) => service)
  const [tax, policy, groups] = await Promise.all([
    taxOf(transaction, parts, account, now),
    readPolicy(transaction),
    readBillingGroups(transaction, services),
  ])
  const billingGroupId = commonGroup(services.map(({ id }) => groups.get(id) ?? null))
  const expiresAt = addHours(now, policy.orderHours)
  const { currency } = strategy.price
  const facts = {
    strategies: [strategy],
    currency,
    billingGroupId,
    kind: 'renewal',
    identities: null,
    now,
    expiresAt,
  } as const
  return draftOrder({ ...facts, taxRatePpm: tax.ratePpm, taxNote: tax.note })
}

async function taxOf(transaction: Transaction, parts: Parts, account: Account, now: Instant): Promise<TaxDecision> {
  const [company, rates] = await Promise.all([readCompany(transaction), readTaxRates(transaction)])
  const { country, legalform, vat } = account
  const customer = { country, legalform, vatValid: isPlausibleVat(vat, country) }
  return decideTax({ sellerCountry: company.country, customer, rates, date: localDate(now, parts.zone) })
}

/** Stores an order that a person makes, and tells it. */
export async function placeOrder(
  transaction: Transaction,
  parts: Parts,
  account: Account,
  draft: OrderDraft,
): Promise<Order> {
  const accountId = account.id
  const passwordSealed = parts.seal.seal(randomBytes(16).toString('base64url'))
  const [stored] = await insertOrders(transaction, [{ accountId, draft, passwordSealed }])
  if (!stored) throw new Error('the order was not stored')
  const orderId = stored.id
  const at = draft.createdAt
  const services = draft.lines.map((line) => line.serviceId)
  await insertOrderSteps(transaction, [{ accountId, orderId, at, label: 'ORDER_STARTED', description: 'Order made' }])
  await insertEvents(transaction, [
    { accountId, at, type: 'order.created', orderId, data: { kind: draft.kind, services } },
  ])
  const [order] = await readOrders(transaction, accountId, [orderId])
  if (!order) throw new Error(`order ${orderId} was stored and is not there`)
  return withPassword(parts, order)
}

/** @throws NOT_FOUND */
export async function requireAccount(transaction: Transaction, accountId: AccountId): Promise<Account> {
  const [account] = await readAccounts(transaction, [accountId])
  if (!account) throw problem('NOT_FOUND', 'there is no such account')
  return account
}
