import { comparePeriods, type Period } from '../calendar/period.ts'
import type { ServiceId } from '../identity/identity.ts'
import { compare } from '../money/money.ts'
import type { Service } from '../services/service.ts'
import { type Circle, candidatesOf, circleOf, requireRenewable } from './circle.ts'
import { smallestSetWith } from './companions.ts'
import { pricingOf } from './pricing.ts'
import { allSets, fewSets, type ServiceSet, type SmallestSets } from './sets.ts'
import type { Family, Renewals, RenewDescription, Strategy } from './strategy.ts'

/** How many strategies a period answers at most (rule S8). */
export const strategiesBound = 1_024

/**
 * All renewals of a service: each period it can be renewed for, with every set it can be renewed in and the set's price
 * (rules S1-S9). No period at all: an empty list.
 * @throws SERVICE_ENDING, SERVICE_ONE_SHOT, SERVICE_HAS_OPEN_BILL when the service itself cannot be renewed (rule S5)
 */
export function describeRenewals(family: Family, requestedId: ServiceId, includeOptions: boolean): Renewals {
  const circle = circleOf(family, requestedId)
  requireRenewable(circle)
  const candidates = candidatesOf(circle, includeOptions)
  const periods = [...(circle.periods.get(circle.requested.planCode) ?? [])].sort(comparePeriods)
  const described = periods.map((period) => describePeriod(circle, candidates, period))
  return {
    descriptions: described.map(({ description }) => description).filter(({ strategies }) => strategies.length > 0),
    truncated: described.some(({ truncated }) => truncated),
  }
}

function describePeriod(
  circle: Circle,
  candidates: readonly Service[],
  period: Period,
): { readonly description: RenewDescription; readonly truncated: boolean } {
  const { requested, family } = circle
  const { sets, truncated } = setsOf(smallestSetsOf(circle, candidates, period), requested)
  const price = pricingOf(family.priceList, period)
  const strategies = sets.map((set) => price(set, requested.id)).sort(compareStrategies)
  return { description: { period, strategies: bounded(strategies) }, truncated }
}

function smallestSetsOf(circle: Circle, candidates: readonly Service[], period: Period): SmallestSets {
  const among = new Set(candidates)
  const smallestSets = new Map<Service, ReadonlySet<Service>>()
  for (const candidate of candidates) {
    const smallest = smallestSetWith(circle, among, candidate, period)
    if (smallest) smallestSets.set(candidate, smallest)
  }
  return smallestSets
}

function setsOf(smallestSets: SmallestSets, requested: Service): { sets: readonly ServiceSet[]; truncated: boolean } {
  if (!smallestSets.has(requested)) return { sets: [], truncated: false }
  const sets = allSets(smallestSets, requested, strategiesBound)
  return sets ? { sets, truncated: false } : { sets: fewSets(smallestSets, requested), truncated: true }
}

/** Past the bound pairs go, the dearest first, never the whole (rule S8). */
function bounded(strategies: readonly Strategy[]): readonly Strategy[] {
  if (strategies.length <= strategiesBound) return strategies
  return [...strategies.slice(0, strategiesBound - 1), ...strategies.slice(-1)]
}

/** By number of services, then price, then their ids in ascending order (rule S7). */
function compareStrategies(left: Strategy, right: Strategy): number {
  return left.lines.length - right.lines.length || compare(left.price, right.price) || compareIds(left, right)
}

/** Both have the requested service, and as the last line: the others, which ascend, decide. */
function compareIds(left: Strategy, right: Strategy): number {
  for (const [index, line] of left.lines.entries()) {
    const difference = line.service.id - (right.lines[index]?.service.id ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
