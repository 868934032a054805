import { addHours, type Instant, isBefore, type LocalDate, startOfDay, type Zone } from '../calendar/calendar.ts'
import { remembering } from '../calendar/remembering.ts'
import type { Policy } from '../policy/policy.ts'

/** What every judgement is made under. */
export interface Circumstances {
  readonly now: Instant
  readonly zone: Zone
  readonly policy: Policy
}

/** Days later at the same local time. */
export function plusDays(instant: Instant, days: number, zone: Zone): Instant {
  return daysLater({ instant, days }, zone)
}

const daysLater = remembering(
  ({ instant, days }: { readonly instant: Instant; readonly days: number }) =>
    instant.epochNanoseconds * 10_000n + BigInt(days),
  ({ instant, days }, zone) => instant.toZonedDateTimeISO(zone).add({ days }).toInstant(),
)

/** 00:00 of the date some days before another. */
export function daysBefore(date: LocalDate, days: number, zone: Zone): Instant {
  return startOfDay(date.subtract({ days }), zone)
}

/** The last of those that are known: one must be. */
export function latest(...instants: readonly (Instant | null)[]): Instant {
  const known = instants.filter((instant) => instant !== null)
  return known.reduce((one, other) => (isBefore(one, other) ? other : one))
}

/** When it was last held by a payment that ended after the day on which something was to happen; null when it was not. */
export function heldPast(day: Instant, freedAt: Instant | null): Instant | null {
  return freedAt !== null && isBefore(day, freedAt) ? freedAt : null
}

/** Hours before 00:00 of a date. */
export function hoursBefore(date: LocalDate, hours: number, zone: Zone): Instant {
  return addHours(startOfDay(date, zone), -hours)
}
