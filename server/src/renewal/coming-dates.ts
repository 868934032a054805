import { type LocalDate, localDate } from '../calendar/calendar.ts'
import { type Circumstances, plusDays } from './moments.ts'
import { orderMoment } from './order-moment.ts'
import type { JudgedService, RenewalFacts } from './renewal.ts'
import { suspensionMoment } from './suspension-moment.ts'
import { renewsOn, type Way, type WayFacts, wayOf } from './way.ts'

/** What lies before a service, as a calendar shows it. */
export interface ComingDate {
  readonly kind: 'renewal' | 'expiry' | 'end' | 'suspension' | 'termination'
  readonly on: LocalDate
}

/** What its dates follow from. */
export interface DatedFacts extends WayFacts, Pick<RenewalFacts, 'deletionDays' | 'renewDay' | 'oldestDebt'> {
  readonly service: WayFacts['service'] & Pick<JudgedService, 'period' | 'holdUntil' | 'lapsedAt'>
}

/**
 * The dates that will come if nobody does anything (rules A2, A4-A6, A8): when it is renewed, expires, ends, is suspended or terminated.
 * Warnings and payments under way can move a suspension or termination to a later day, never to an earlier one.
 */
export function comingDates(facts: DatedFacts, circumstances: Pick<Circumstances, 'policy' | 'zone'>): ComingDate[] {
  const { zone } = circumstances
  const { lapsedAt, holdUntil } = facts.service
  const way = wayOf(facts)
  const end = endOf(way)
  if (lapsedAt !== null) {
    return [...end, { kind: 'termination', on: localDate(plusDays(lapsedAt, facts.deletionDays, zone), zone) }]
  }
  if (way.way === 'ends') return end
  if (facts.oldestDebt) {
    const on = localDate(suspensionMoment(facts.oldestDebt, holdUntil, circumstances), zone)
    return [...end, { kind: 'suspension', on }]
  }
  if (renewsOn(facts) === null) return [...end, { kind: 'expiry', on: facts.service.expiresOn }]
  const at = orderMoment(facts.service, facts.renewDay, circumstances)
  return [...end, { kind: 'renewal', on: localDate(at, zone) }]
}

function endOf(way: Way): ComingDate[] {
  if (way.way === 'ends') return [{ kind: 'end', on: way.on }]
  return way.way === 'engaged' ? [{ kind: 'end', on: way.until }] : []
}
