import { addSeconds, type Instant } from '../calendar/calendar.ts'

const minute = 60
const hour = 3_600

/** Seconds from each failed try to the next: ten tries over three days. */
const pauses = [
  ...[minute, 5 * minute, 30 * minute],
  ...[2 * hour, 6 * hour, 12 * hour, 12 * hour, 18 * hour, 20 * hour],
] as const

/**
 * When something that could not be handed over is tried again: soon at first, then seldom. Null after the last try.
 * @param tries how many have failed, 1 at least
 */
export function nextTry(tries: number, failedAt: Instant): Instant | null {
  const pause = pauses[tries - 1]
  return pause === undefined ? null : addSeconds(failedAt, pause)
}
