import { remembering } from './remembering.ts'

/** Business time as a value (rule T7). Given by main; a sandbox clock can be moved forward. */
export interface Clock {
  now(): Temporal.Instant
}

/** An IANA zone such as `Europe/Paris`: the provider's one zone (rule T1). */
export type Zone = string

export type LocalDate = Temporal.PlainDate
export type Instant = Temporal.Instant

/** Real time: for signatures, tokens, idempotency keys and rate limits, which the sandbox clock does not move (rule T7). */
export const realClock: Clock = { now: () => Temporal.Now.instant() }

/** The local date of an instant in the provider's zone (rule T1). */
export const localDate: (instant: Instant, zone: Zone) => LocalDate = remembering(
  (instant) => instant.epochNanoseconds,
  (instant, zone) => instant.toZonedDateTimeISO(zone).toPlainDate(),
)

/** 00:00 of a local date, the first instant that is of that date (rule T2). */
export const startOfDay: (date: LocalDate, zone: Zone) => Instant = remembering(
  (date) => date.year * 10_000 + date.month * 100 + date.day,
  (date, zone) => date.toZonedDateTime(zone).toInstant(),
)

const nanosecondsOfHour = 3_600_000_000_000n

/** @param hours whole ones, of an hour's length each */
export function addHours(instant: Instant, hours: number): Instant {
  return new Temporal.Instant(instant.epochNanoseconds + BigInt(hours) * nanosecondsOfHour)
}

/** So many seconds later; earlier when they are negative. */
export function addSeconds(instant: Instant, seconds: number): Instant {
  return instant.add({ seconds })
}

/** Whether the one comes strictly before the other. */
export function isBefore(left: Instant, right: Instant): boolean {
  return left.epochNanoseconds < right.epochNanoseconds // Temporal.Instant.compare takes fifteen times as long
}

/** A date in the form of the wire and the database, `2027-01-31`, or null when it is none (a 31 April is none). */
export function parseDate(text: string): LocalDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return null
  }
}

/** An instant from an ISO-8601 date-time with offset, or null when it is none. */
export function parseInstant(text: string): Instant | null {
  try {
    return Temporal.Instant.from(text)
  } catch {
    return null
  }
}

/**
 * What a person may mean by a moment: a date-time with offset, or one without, or a date (its 00:00), of the zone. Null when it is
 * none, or lies outside the years 1 to 9999.
 */
export function parseMoment(text: string, zone: Zone): Instant | null {
  const date = parseDate(text)
  const moment = date ? startOfDay(date, zone) : (parseInstant(text) ?? parseLocalDateTime(text, zone))
  return moment && /^(?!0000)\d{4}-/.test(moment.toString()) ? moment : null
}

function parseLocalDateTime(text: string, zone: Zone): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?$/.test(text)) return null
  try {
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' }).toZonedDateTime(zone).toInstant()
  } catch {
    return null
  }
}

/** `2018-05-15T15:49:06+02:00`: whole seconds with the zone's offset (rule T1). */
export function toWireDateTime(instant: Instant, zone: Zone): string {
  return instant.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'second' })
}
