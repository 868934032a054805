import type { BillingGroupId, ServiceId } from '../identity/identity.ts'
import { sum } from '../money/money.ts'
import type { Strategy } from '../strategies/strategy.ts'

/** What is ordered apart: the sets of one billing group, or those of none. */
export interface GroupShare {
  readonly billingGroupId: BillingGroupId | null
  readonly strategies: readonly Strategy[]
}

/**
 * Splits what is renewed at one moment into an order a billing group, so that each is billed and paid apart. The sets were priced
 * whole: a bundle's price holds, also where its services are in several groups (rule S6).
 * @returns what is in no group first, then by the number of the group
 */
export function splitByGroup(
  strategies: readonly Strategy[],
  groupOf: (service: ServiceId) => BillingGroupId | null,
): readonly GroupShare[] {
  const groups = new Set(strategies.flatMap(({ lines }) => lines.map(({ service }) => groupOf(service.id))))
  const ordered = [...groups].toSorted((left, right) => (left ?? 0) - (right ?? 0))
  return ordered.map((billingGroupId) => ({
    billingGroupId,
    strategies: strategies.flatMap((strategy) => shareOf(strategy, (id) => groupOf(id) === billingGroupId)),
  }))
}

function shareOf(strategy: Strategy, isIn: (service: ServiceId) => boolean): readonly Strategy[] {
  const lines = strategy.lines.filter(({ service }) => isIn(service.id))
  if (lines.length === 0) return []
  const prices = lines.map(({ totalPrice }) => totalPrice)
  return [{ ...strategy, lines, price: sum(prices, strategy.price.currency) }]
}
