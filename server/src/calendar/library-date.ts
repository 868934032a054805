import type { Instant } from './calendar.ts'

/** An instant, to the millisecond, as libraries want it that know no Temporal. The one place where a Date is made: nothing is reckoned with it. */
export function libraryDate(instant: Instant): Date {
  return new Date(instant.epochMilliseconds)
}

/** `Thu, 07 Sep 2023 00:00:00 GMT`, as headers of HTTP say it (RFC 9110). */
export function httpDate(instant: Instant): string {
  return libraryDate(instant).toUTCString()
}
