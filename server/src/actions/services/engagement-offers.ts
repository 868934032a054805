import { findFamily } from '@odnowa/contract/families.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { type EngagementOffer, engagementOffers } from '../../services/engagement.ts'
import { type EngagementRequest, readEngagementRequests } from '../../services/engagement-request.store.ts'
import type { Service } from '../../services/service.ts'
import type { Family } from '../../strategies/strategy.ts'
import { loadFamily } from '../ordering/load-family.ts'
import type { Parts } from '../parts.ts'

export interface EngagementKey {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
}

/** A service with what it can be bound by, and what it waits to be bound by. */
export interface Engageable {
  readonly service: Service
  readonly serviceType: string
  readonly family: Family
  readonly offers: readonly EngagementOffer[]
  readonly request: EngagementRequest | null
}

/** @throws NOT_FOUND */
export async function readEngagementOffers(parts: Parts, key: EngagementKey): Promise<Engageable> {
  return parts.transaction((transaction) => loadEngageable(transaction, parts, key), 'reads')
}

/** The same within a transaction. */
export async function loadEngageable(
  transaction: Transaction,
  parts: Parts,
  { accountId, serviceId }: EngagementKey,
): Promise<Engageable> {
  const [family, [request]] = await Promise.all([
    loadFamily(transaction, parts, { id: accountId }, serviceId),
    readEngagementRequests(transaction, accountId, [serviceId]),
  ])
  const service = family.services.find(({ id }) => id === serviceId)
  const plan = family.priceList.plans.get(service?.planCode ?? '')
  if (!service || !plan) throw problem('NOT_FOUND', `service ${serviceId} does not exist`)
  const commits = findFamily(service.family)?.commits ?? false
  const offers = engagementOffers({ service, plan, priceList: family.priceList, commits })
  return { service, serviceType: plan.serviceType, family, offers, request: request ?? null }
}
