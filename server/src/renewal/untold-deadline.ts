import { addSeconds, type Instant } from '../calendar/calendar.ts'
import type { RenewalFacts, Telling } from './renewal.ts'

/**
 * A deadline that no warning of the kind has named: a second later where one has, of an earlier bill or lapse. Nobody is told of one
 * deadline twice (I7), and what is not told again would be waited for.
 */
export function untoldDeadline({ told }: RenewalFacts, kind: Telling['kind'], wanted: Instant): Instant {
  const named = new Set(told.filter((one) => one.kind === kind).map((one) => one.deadline.epochMilliseconds))
  let deadline = wanted
  while (named.has(deadline.epochMilliseconds)) deadline = addSeconds(deadline, 1)
  return deadline
}
