import type { Instant } from '../calendar/calendar.ts'
import { problem } from '../problem/problem.ts'

/**
 * When something that begins now and holds for an ISO-8601 duration (`PT1H`, `P1D`, `P1M`) ends, in real time; months and years
 * as the calendar has them in UTC.
 * @throws INVALID_PARAMETER naming the field when it is no duration above zero
 */
export function endOfValidity(now: Instant, validity: string, field: string): Instant {
  const end = addDuration(now, validity)
  if (end && Temporal.Instant.compare(end, now) > 0) return end
  throw problem(
    'INVALID_PARAMETER',
    `${field}: "${validity}" is no duration: write one such as PT1H or P1D, or null for no end`,
    {
      field,
    },
  )
}

function addDuration(now: Instant, duration: string): Instant | null {
  try {
    return now.toZonedDateTimeISO('UTC').add(duration).toInstant()
  } catch {
    return null
  }
}
