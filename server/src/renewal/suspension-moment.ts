import { type Instant, type LocalDate, startOfDay } from '../calendar/calendar.ts'
import { type Circumstances, latest, plusDays } from './moments.ts'
import type { OpenDebt } from './renewal.ts'

/**
 * When a service is suspended for an unpaid bill at the earliest (rules A4, A5): after the grace, not before the unpaid period begins,
 * and not while an operator holds it.
 */
export function suspensionMoment(
  { countsFrom, unpaidFrom }: OpenDebt,
  holdUntil: LocalDate | null,
  { policy, zone }: Pick<Circumstances, 'policy' | 'zone'>,
): Instant {
  const graceEnds = plusDays(countsFrom, policy.graceDays, zone)
  return latest(graceEnds, startOfDay(unpaidFrom, zone), holdUntil && startOfDay(holdUntil, zone))
}
