import { localDate } from '../../calendar/calendar.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { draftOrder } from '../../orders/draft-order.ts'
import type { OrderDraft } from '../../orders/order.ts'
import { splitByGroup } from '../../orders/split-by-group.ts'
import { decideTax, isPlausibleVat } from '../../orders/tax.ts'
import type { Company, TaxRate } from '../../policy/policy.ts'
import type { EngineService } from '../../services/due-service.store.ts'
import { pricingOf } from '../../strategies/pricing.ts'
import type { Strategy } from '../../strategies/strategy.ts'
import { priceListFor } from './judge-due.ts'
import { accountFor, type DueBatch } from './load-due.ts'

/** Who sells, and what tax is where. */
export interface Selling {
  readonly company: Company
  readonly rates: readonly TaxRate[]
}

/**
 * The automatic orders of one account's services: one a billing group, its tax as of today (rules A2, B4, P8).
 * @param identities of each service's renewal, by which none is ordered twice (rule O7)
 */
export function draftsFor(
  batch: DueBatch,
  { company, rates }: Selling,
  services: readonly EngineService[],
  identities: ReadonlyMap<ServiceId, string>,
): readonly OrderDraft[] {
  const { now, zone } = batch.circumstances
  const account = accountFor(batch, services[0]?.accountId)
  const { country, legalform, vat, currency } = account
  const customer = { country, legalform, vatValid: isPlausibleVat(vat, country) }
  const tax = decideTax({ sellerCountry: company.country, customer, rates, date: localDate(now, zone) })
  const facts = { kind: 'automatic', currency, identities, now, expiresAt: null } as const
  const groups = new Map(services.map((service) => [service.id, service.billingGroupId]))
  return splitByGroup(setsOf(batch, services), (id) => groups.get(id) ?? null).map((share) =>
    draftOrder({ ...facts, ...share, taxRatePpm: tax.ratePpm, taxNote: tax.note }),
  )
}

/** What is linked and renewed for the same period is priced as one set, so that bundles hold (rules S6, S9). */
function setsOf(batch: DueBatch, services: readonly EngineService[]): readonly Strategy[] {
  const sets = Map.groupBy(services, (service) => `${service.period} ${groupOf(batch, service)}`)
  return [...sets.values()].flatMap((set) => {
    const [first] = set
    if (!first) return []
    const ascending = set.toSorted((left, right) => left.id - right.id)
    const requested = set.find((service) => service.parentId === null) ?? first
    return [pricingOf(priceListFor(batch, first), first.period)(ascending, requested.id)]
  })
}

/** The link group of a service or of what it is an option of, or else the service that stands on its own. */
function groupOf(batch: DueBatch, service: EngineService): string {
  const parent = service.parentId === null ? undefined : batch.services.get(service.parentId)
  if (parent) return groupOf(batch, parent)
  return service.linkGroup === null ? `service ${service.id}` : `group ${service.linkGroup}`
}
