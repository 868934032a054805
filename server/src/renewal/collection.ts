import { type Instant, isBefore, type Zone } from '../calendar/calendar.ts'
import type { Policy } from '../policy/policy.ts'
import { plusDays } from './moments.ts'

/**
 * When an unpaid automatic bill is collected next: at once, and again some days later at the same local time (rule A3).
 * @param countsFrom when it was billed, or charged back
 * @returns the first such moment after `now`; null after the last: nothing more is tried by itself
 */
export function nextCollection(
  countsFrom: Instant,
  now: Instant,
  { retryDays }: Pick<Policy, 'retryDays'>,
  zone: Zone,
): Instant | null {
  const moments = [0, ...retryDays].map((days) => plusDays(countsFrom, days, zone))
  const later = moments.filter((moment) => isBefore(now, moment))
  return later.toSorted(Temporal.Instant.compare)[0] ?? null
}
