import type { LocalDate } from '../calendar/calendar.ts'
import type { JudgedService, RenewalFacts } from './renewal.ts'

/**
 * What becomes of a service by itself. `engaged`: it renews until its engagement is over and ends then. `follows`: with its
 * parent.
 */
export type Way =
  | { readonly way: 'automatic' }
  | { readonly way: 'manual' }
  | { readonly way: 'follows' }
  | { readonly way: 'ends'; readonly on: LocalDate }
  | { readonly way: 'engaged'; readonly until: LocalDate }

/** What the way of a service follows from. */
export type WayFacts = Pick<RenewalFacts, 'kind' | 'manualAllowed' | 'accountActive' | 'isSold' | 'parent'> & {
  readonly service: Pick<JudgedService, 'expiresOn' | 'ends' | 'engagedUntil' | 'engagementEndRule'>
}

/** Which way a service goes (rules A1, A2, A2a, A8, S3). What its plan does not sell any more is for its customer to renew. */
export function wayOf(facts: WayFacts): Way {
  const { service, kind, parent } = facts
  const engagementEnd = endOfEngagement(facts)
  if (service.ends === 'expiration') return { way: 'ends', on: service.expiresOn }
  if (engagementEnd) return engagementWay(facts, engagementEnd)
  if (kind === 'option') return { way: 'follows' }
  if (kind === 'oneShot') return { way: 'manual' }
  if (parent && !parent.covers) return { way: 'ends', on: service.expiresOn }
  return { way: renewsByItself(facts) ? 'automatic' : 'manual' }
}

/**
 * The date at which a service is renewed by itself next: its expiration; null for one that is renewed by hand, or ends there, such as an
 * option whose parent does not cover it (rule A2a). What follows its parent is renewed when that is.
 */
export function renewsOn(facts: WayFacts): LocalDate | null {
  const { way } = wayOf(facts)
  const isLeft = way === 'follows' && facts.parent?.covers === false
  return way === 'manual' || way === 'ends' || isLeft ? null : facts.service.expiresOn
}

/** Whether a service ends because its parent does not cover it, not because anybody set it to end (rule A2a). */
export function isLeftByParent(facts: WayFacts): boolean {
  return wayOf(facts).way === 'ends' && facts.service.ends === null && endOfEngagement(facts) === null
}

/** Whether the engine orders its renewal; a forced plan knows no pause (rules A1, A2). */
export function renewsByItself({ kind, manualAllowed, accountActive, isSold }: WayFacts): boolean {
  if (!isSold || kind === 'manual' || kind === 'option' || kind === 'oneShot') return false
  return accountActive || !manualAllowed
}

/** Until its engagement is over, a service that ends with it is renewed as before. */
function engagementWay(facts: WayFacts, until: LocalDate): Way {
  const isOver = Temporal.PlainDate.compare(facts.service.expiresOn, until) >= 0
  if (isOver || !renewsByItself(facts)) return { way: 'ends', on: until }
  return { way: 'engaged', until }
}

function endOfEngagement({ service }: WayFacts): LocalDate | null {
  const ends = service.ends === 'engagement' || service.engagementEndRule === 'CANCEL_SERVICE'
  return ends ? service.engagedUntil : null
}
