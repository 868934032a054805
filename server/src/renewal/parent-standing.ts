import type { LocalDate } from '../calendar/calendar.ts'
import { addPeriod, type Period } from '../calendar/period.ts'
import type { Service } from '../services/service.ts'
import type { ParentStanding } from './renewal.ts'
import { type WayFacts, wayOf } from './way.ts'

export interface ParentFacts extends Omit<WayFacts, 'parent'> {
  readonly service: Pick<
    Service,
    'expiresOn' | 'period' | 'anchorDay' | 'ends' | 'engagedUntil' | 'engagementEndRule' | 'suspensionCauses'
  >
  /** What the parent is an option of itself. */
  readonly parent: ParentFacts | null
}

/**
 * What a parent means for an option's next period: it covers it when it is paid until then, or renews by itself so far (rules S2,
 * A2a).
 */
export function parentStanding(
  parent: ParentFacts,
  option: { readonly expiresOn: LocalDate; readonly period: Period; readonly anchorDay: number },
): ParentStanding {
  const newExpiration = addPeriod(option.expiresOn, option.period, option.anchorDay)
  const paidFarEnough = Temporal.PlainDate.compare(parent.service.expiresOn, newExpiration) >= 0
  const lapsed = parent.service.suspensionCauses.some((cause) => cause === 'unpaid' || cause === 'expired')
  return { covers: paidFarEnough || renewsUntil(parent, newExpiration), lapsed }
}

/** An option that is a parent renews as long as its own parent lets it; what ends with its engagement, until that is over. */
function renewsUntil(facts: ParentFacts, date: LocalDate): boolean {
  const grandparent = facts.parent
  const way = wayOf({ ...facts, parent: grandparent && parentStanding(grandparent, facts.service) })
  if (way.way === 'engaged') return Temporal.PlainDate.compare(way.until, date) >= 0
  if (way.way === 'follows') return grandparent !== null && renewsUntil(grandparent, date)
  return way.way === 'automatic'
}
