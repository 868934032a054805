import { comparePeriods, type Period } from '../calendar/period.ts'
import type { ServiceId } from '../identity/identity.ts'
import { type Problem, problem } from '../problem/problem.ts'
import type { Service } from '../services/service.ts'
import {
  type Circle,
  candidatesOf,
  circleOf,
  exclusionOf,
  followersOf,
  isSold,
  neededParent,
  requireRenewable,
} from './circle.ts'
import { smallestSetWith } from './companions.ts'
import { pricingOf } from './pricing.ts'
import type { Family, Strategy } from './strategy.ts'

/** What is wrong with a set for a period, and with which service. */
interface Refusal {
  readonly code: 'PERIOD_NOT_SOLD' | 'SERVICES_NOT_RENEWABLE_TOGETHER'
  readonly serviceId: ServiceId
  readonly message: string
}

/**
 * The strategy of a set that a caller chose, options allowed (rule O1), priced as in the list (rule S9). The set is judged
 * itself, not looked up in the list, so that any valid set of a family of any size is accepted (rule S8).
 * @throws SERVICE_ENDING, SERVICE_ONE_SHOT, SERVICE_HAS_OPEN_BILL when the service itself cannot be renewed (rule S5)
 * @throws SERVICES_NOT_RENEWABLE_TOGETHER, PERIOD_NOT_SOLD naming the service that is wrong and the periods that are possible
 */
export function chooseStrategy(
  family: Family,
  requestedId: ServiceId,
  period: Period,
  serviceIds: readonly ServiceId[],
): Strategy {
  const circle = circleOf(family, requestedId)
  requireRenewable(circle)
  const candidates = new Set(candidatesOf(circle, true))
  const refusal = refusalOfList(circle, serviceIds) ?? refusalOf(circle, candidates, serviceIds, period)
  if (refusal) throw refused(circle, candidates, serviceIds, refusal)
  const set = membersOf(circle, serviceIds).sort((left, right) => left.id - right.id)
  return pricingOf(family.priceList, period)(set, requestedId)
}

/** The list as it was written, before any period is looked at. */
function refusalOfList(circle: Circle, serviceIds: readonly ServiceId[]): Refusal | null {
  const { id } = circle.requested
  if (!serviceIds.includes(id)) return unfit(id, `services must contain ${id}, the service that is renewed`)
  const seen = new Set<ServiceId>()
  const twice = serviceIds.find((serviceId) => seen.size === seen.add(serviceId).size)
  return twice === undefined ? null : unfit(twice, `services names ${twice} more than once`)
}

/** The first thing that keeps the set from being a strategy for the period (rules S2-S5), or null when it is one. */
function refusalOf(
  circle: Circle,
  candidates: ReadonlySet<Service>,
  serviceIds: readonly ServiceId[],
  period: Period,
): Refusal | null {
  const set = new Set(serviceIds)
  const members = membersOf(circle, serviceIds)
  return (
    firstOf(serviceIds, (id) => strangerIn(circle, candidates, id)) ??
    firstOf(members, (service) => unsoldWith(circle, service, period)) ??
    firstOf(members, (service) => leftBehind(circle, service, set)) ??
    firstOf(members, (service) => uncovered(circle, service, set, period))
  )
}

function strangerIn(circle: Circle, candidates: ReadonlySet<Service>, id: ServiceId): Refusal | null {
  const service = circle.members.get(id)
  if (service && candidates.has(service)) return null
  const exclusion = service ? exclusionOf(circle, service) : null
  if (exclusion?.reason === 'ending') return unfit(id, `service ${id} is set to end`)
  if (exclusion?.reason === 'oneShot') return unfit(id, `service ${id} is of mode oneShot and cannot be renewed`)
  if (exclusion) return unfit(id, `service ${id} has an unpaid automatic bill: pay order ${exclusion.orderId} first`)
  return unfit(id, `service ${id} is neither linked with ${circle.requested.id} nor an option of its family`)
}

function unsoldWith(circle: Circle, service: Service, period: Period): Refusal | null {
  const unsold = [service, ...followersOf(circle, service)].find((each) => !isSold(circle, each, period))
  if (!unsold) return null
  const message = `service ${unsold.id} of plan ${unsold.planCode} cannot be renewed for ${period}`
  return { code: 'PERIOD_NOT_SOLD', serviceId: unsold.id, message }
}

function leftBehind(circle: Circle, service: Service, set: ReadonlySet<ServiceId>): Refusal | null {
  const missing = followersOf(circle, service).find((follower) => !set.has(follower.id))
  return missing ? unfit(missing.id, `service ${missing.id} is always renewed with ${service.id}: add it`) : null
}

function uncovered(circle: Circle, service: Service, set: ReadonlySet<ServiceId>, period: Period): Refusal | null {
  const parentId = neededParent(circle, service, period)
  if (parentId === null || set.has(parentId)) return null
  const reason = `its parent ${parentId} is neither in services, nor paid until then, nor renewing automatically`
  return unfit(service.id, `option ${service.id} cannot be renewed for ${period}: ${reason}`)
}

function refused(
  circle: Circle,
  candidates: ReadonlySet<Service>,
  serviceIds: readonly ServiceId[],
  refusal: Refusal,
): Problem {
  const periods = possiblePeriods(circle, candidates, serviceIds).join(', ')
  return problem(refusal.code, `${refusal.message}. Possible periods: ${periods || 'none'}`, {
    serviceId: String(refusal.serviceId),
    possiblePeriods: periods,
  })
}

/** The periods for which the set is a strategy; when there is none, those for which the requested service has any. */
function possiblePeriods(
  circle: Circle,
  candidates: ReadonlySet<Service>,
  serviceIds: readonly ServiceId[],
): readonly Period[] {
  const { requested } = circle
  const sold = [...(circle.periods.get(requested.planCode) ?? [])].sort(comparePeriods)
  const ofSet = refusalOfList(circle, serviceIds)
    ? []
    : sold.filter((period) => refusalOf(circle, candidates, serviceIds, period) === null)
  return ofSet.length > 0 ? ofSet : sold.filter((period) => smallestSetWith(circle, candidates, requested, period))
}

function membersOf(circle: Circle, serviceIds: readonly ServiceId[]): Service[] {
  return serviceIds.flatMap((id) => circle.members.get(id) ?? [])
}

function unfit(serviceId: ServiceId, message: string): Refusal {
  return { code: 'SERVICES_NOT_RENEWABLE_TOGETHER', serviceId, message }
}

function firstOf<Item>(items: readonly Item[], judge: (item: Item) => Refusal | null): Refusal | null {
  for (const item of items) {
    const refusal = judge(item)
    if (refusal) return refusal
  }
  return null
}
