import { addPeriod, type Period } from '../calendar/period.ts'
import type { Plan } from '../catalog/plan.ts'
import type { OrderId, ServiceId } from '../identity/identity.ts'
import { problem } from '../problem/problem.ts'
import type { Service } from '../services/service.ts'
import type { Family } from './strategy.ts'

/** A family seen from the service that is asked for: indexed, and with the answers of rules S2, S3 and S5 for each member. */
export interface Circle {
  readonly family: Family
  readonly requested: Service
  readonly members: ReadonlyMap<ServiceId, Service>
  readonly options: ReadonlyMap<ServiceId, readonly Service[]>
  readonly openBills: ReadonlyMap<ServiceId, OrderId>
  /** The periods of each plan that have a price. */
  readonly periods: ReadonlyMap<string, ReadonlySet<Period>>
}

/** Why a service is no candidate (rule S5). */
export type Exclusion =
  | { readonly reason: 'ending' }
  | { readonly reason: 'oneShot' }
  | { readonly reason: 'openBill'; readonly orderId: OrderId }

/** @throws NOT_FOUND when the requested service is not of the family. */
export function circleOf(family: Family, requestedId: ServiceId): Circle {
  const members = new Map(family.services.map((service) => [service.id, service]))
  const requested = members.get(requestedId)
  if (!requested) throw problem('NOT_FOUND', `service ${requestedId} does not exist`)
  const options = Map.groupBy(
    family.services.filter((service) => service.parentId !== null),
    (service) => service.parentId as ServiceId,
  )
  // The first of several bills is the oldest, which is to be paid first: written last, it stays.
  const openBills = new Map(family.blocked.toReversed().map((blocked) => [blocked.serviceId, blocked.orderId]))
  const periods = new Map<string, Set<Period>>()
  for (const { planCode, period } of family.priceList.prices) {
    periods.set(planCode, (periods.get(planCode) ?? new Set()).add(period))
  }
  return { family, requested, members, options, openBills, periods }
}

/** @throws Error when the family was loaded without it: a programming error, never a caller's. */
export function planOf(circle: Circle, service: Service): Plan {
  const plan = circle.family.priceList.plans.get(service.planCode)
  if (!plan) throw new Error(`plan ${service.planCode} of service ${service.id} is not in its family's price list`)
  return plan
}

/** Why the service can be in no set, or null when it can (rule S5). */
export function exclusionOf(circle: Circle, service: Service): Exclusion | null {
  if (service.ends !== null) return { reason: 'ending' }
  if (planOf(circle, service).oneShot) return { reason: 'oneShot' }
  const orderId = circle.openBills.get(service.id)
  return orderId === undefined ? null : { reason: 'openBill', orderId }
}

/**
 * Refuses a requested service that cannot be renewed, saying why (rule S5).
 * @throws SERVICE_ENDING, SERVICE_ONE_SHOT or SERVICE_HAS_OPEN_BILL with the order to pay first
 */
export function requireRenewable(circle: Circle): void {
  const { id } = circle.requested
  const exclusion = exclusionOf(circle, circle.requested)
  if (!exclusion) return
  const details = { serviceId: String(id) }
  if (exclusion.reason === 'ending') {
    throw problem('SERVICE_ENDING', `service ${id} is set to end: undo that before renewing it`, details)
  }
  if (exclusion.reason === 'oneShot') {
    throw problem('SERVICE_ONE_SHOT', `service ${id} is of mode oneShot and cannot be renewed`, details)
  }
  throw problem(
    'SERVICE_HAS_OPEN_BILL',
    `service ${id} has an unpaid automatic bill: pay this first, it is order ${exclusion.orderId}`,
    { ...details, orderId: String(exclusion.orderId) },
  )
}

/**
 * Who may be chosen into a set, ascending by id (rules S2, S5): the requested service and its link group, for an option its
 * parent and the parent's link group; with options also all of theirs, without none but the requested one.
 */
export function candidatesOf(circle: Circle, includeOptions: boolean): readonly Service[] {
  const { requested, members } = circle
  const parent = requested.parentId === null ? undefined : members.get(requested.parentId)
  const reached = new Set([...linkedWith(circle, requested), ...(parent ? linkedWith(circle, parent) : [])])
  if (includeOptions) {
    // A set that grows while it is walked: options of options are reached as well.
    for (const service of reached) for (const option of circle.options.get(service.id) ?? []) reached.add(option)
  }
  return [...reached]
    .filter((service) => includeOptions || service.parentId === null || service === requested)
    .filter((service) => exclusionOf(circle, service) === null)
    .sort((left, right) => left.id - right.id)
}

/** The options that are in every set with the service (rule S3); those that S5 excludes are left behind. */
export function followersOf(circle: Circle, service: Service): readonly Service[] {
  const options = circle.options.get(service.id) ?? []
  return options.filter((option) => planOf(circle, option).followsParent && exclusionOf(circle, option) === null)
}

/**
 * The parent that must be in every set with the service, because nothing else covers the service for the period (rule S2):
 * the parent is neither paid until the service's new expiration nor renewing automatically. Null: no such need.
 */
export function neededParent(circle: Circle, service: Service, period: Period): ServiceId | null {
  if (service.parentId === null) return null
  const parent = circle.members.get(service.parentId)
  if (!parent) return service.parentId
  const newExpiration = addPeriod(service.expiresOn, period, service.anchorDay)
  const paidFarEnough = Temporal.PlainDate.compare(parent.expiresOn, newExpiration) >= 0
  return paidFarEnough || renewsAutomatically(circle, parent) ? null : parent.id
}

/** Whether the account's currency has a price of the service's plan for the period (rule S4). */
export function isSold(circle: Circle, service: Service, period: Period): boolean {
  return circle.periods.get(service.planCode)?.has(period) ?? false
}

/** What follows its parent renews automatically when the parent does; a paused account's services where manual is not allowed (rule A2). */
function renewsAutomatically(circle: Circle, service: Service): boolean {
  const plan = planOf(circle, service)
  if (service.ends !== null || plan.oneShot) return false
  const parent = service.parentId === null ? undefined : circle.members.get(service.parentId)
  if (plan.followsParent && parent) return renewsAutomatically(circle, parent)
  return !plan.manualAllowed || (service.mode === 'automatic' && circle.family.accountActive)
}

function linkedWith(circle: Circle, service: Service): readonly Service[] {
  if (service.linkGroup === null) return [service]
  return circle.family.services.filter((member) => member.linkGroup === service.linkGroup)
}
