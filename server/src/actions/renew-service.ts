import { randomBytes } from 'node:crypto'
import { addHours, type Instant, localDate } from '../calendar/calendar.ts'
import { parsePeriod } from '../calendar/period.ts'
import { lockAccounts, readAccounts } from '../customers/account.store.ts'
import type { Account } from '../customers/account.ts'
import { commonGroup } from '../customers/billing-group.ts'
import type { Transaction } from '../database/transaction.ts'
import { insertEvents } from '../events/event.store.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import { draftOrder } from '../orders/draft-order.ts'
import { insertOrders, readOrders } from '../orders/order.store.ts'
import type { Order, OrderDraft } from '../orders/order.ts'
import { insertOrderSteps } from '../orders/order-step.store.ts'
import { decideTax, isPlausibleVat, type TaxDecision } from '../orders/tax.ts'
import { readCompany, readPolicy, readTaxRates } from '../policy/policy.store.ts'
import { problem } from '../problem/problem.ts'
import { readBillingGroups } from '../services/billing-group.store.ts'
import { chooseStrategy } from '../strategies/choose-strategy.ts'
import type { Strategy } from '../strategies/strategy.ts'
import { loadFamily } from './load-family.ts'
import type { Parts } from './parts.ts'
import { withPassword } from './with-password.ts'

export interface RenewRequest {
  readonly accountId: AccountId
  /** The service that is asked for: it must be in `services`. */
  readonly serviceId: ServiceId
  /** ISO-8601, as it came (rule T3). */
  readonly duration: string
  readonly services: readonly ServiceId[]
  readonly dryRun: boolean
}

/**
 * Orders the renewal of a set of services for a period (rules O1, O2). A dry run is the same path and answers the draft.
 * @throws INVALID_PERIOD, PERIOD_NOT_SOLD, SERVICES_NOT_RENEWABLE_TOGETHER, NOT_FOUND, SERVICE_ENDING, SERVICE_ONE_SHOT,
 * SERVICE_HAS_OPEN_BILL; nothing is stored then
 */
export async function renewService(parts: Parts, request: RenewRequest): Promise<Order | OrderDraft> {
  const period = parsePeriod(request.duration, 'duration')
  return parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [request.accountId])
    const [account] = await readAccounts(transaction, [request.accountId])
    if (!account) throw problem('NOT_FOUND', 'there is no such account')
    const family = await loadFamily(transaction, parts, account, request.serviceId, request.services)
    const strategy = chooseStrategy(family, request.serviceId, period, request.services)
    const draft = await draftFor(transaction, parts, account, strategy)
    return request.dryRun ? draft : store(transaction, parts, account, draft)
  })
}

async function draftFor(
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

async function store(transaction: Transaction, parts: Parts, account: Account, draft: OrderDraft): Promise<Order> {
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
