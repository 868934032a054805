import type { LocalDate } from '../calendar/calendar.ts'
import type { RenewalFacts } from './renewal.ts'

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

/** Which way a service goes (rules A1, A2, A2a, A8, S3). What its plan does not sell any more is for its customer to renew. */
export function wayOf(facts: RenewalFacts): Way {
  const { service, kind, parent } = facts
  const engagementEnd = endOfEngagement(facts)
  if (service.ends === 'expiration') return { way: 'ends', on: service.expiresOn }
  if (engagementEnd) return engagementWay(facts, engagementEnd)
  if (kind === 'option') return { way: 'follows' }
  if (kind === 'oneShot') return { way: 'manual' }
  if (parent && !parent.covers) return { way: 'ends', on: service.expiresOn }
  return { way: renewsByItself(facts) ? 'automatic' : 'manual' }
}

/** Whether the engine orders its renewal; a forced plan knows no pause (rules A1, A2). */
export function renewsByItself({ kind, manualAllowed, accountActive, isSold }: RenewalFacts): boolean {
  if (!isSold || kind === 'manual' || kind === 'option' || kind === 'oneShot') return false
  return accountActive || !manualAllowed
}

/** Until its engagement is over, a service that ends with it is renewed as before. */
function engagementWay(facts: RenewalFacts, until: LocalDate): Way {
  const isOver = Temporal.PlainDate.compare(facts.service.expiresOn, until) >= 0
  if (isOver || !renewsByItself(facts)) return { way: 'ends', on: until }
  return { way: 'engaged', until }
}

function endOfEngagement({ service }: RenewalFacts): LocalDate | null {
  const ends = service.ends === 'engagement' || service.engagementEndRule === 'CANCEL_SERVICE'
  return ends ? service.engagedUntil : null
}
