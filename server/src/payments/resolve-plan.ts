import { addHours, addSeconds, type Instant, isBefore } from '../calendar/calendar.ts'
import type { Attempt } from './payment.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/**
 * Seconds from one asking to the next (rule P2): 5 minutes after the charge, at 1 hour, then daily five times. Counted from
 * the asking before, so that a sweep that was stopped does not ask seven times at once.
 */
const gaps: readonly number[] = [5 * minute, hour - 5 * minute, day, day, day, day, day]

/** "Never received" is believed this many hours after the charge, not before: it may still be on its way (rule P2). */
const belief = 1

/** Seconds: a gateway is waited for 10 s at most (rule P1), and booking what it answered takes less than these five. */
const orphaned = 15

/** When a charge of which nothing is booked belongs to a process that died, whose work others take over. */
export function takeOver(chargedAt: Instant): Instant {
  return addSeconds(chargedAt, orphaned)
}

/** When a charge that was not answered is asked about first. */
export function firstAsking(chargedAt: Instant): Instant {
  return addSeconds(chargedAt, gaps[0] ?? 0)
}

/** When an attempt that was asked about `lookups` times is asked about again: null, never; it is parked. */
export function nextAsking(lookups: number, now: Instant): Instant | null {
  const gap = gaps[lookups]
  return gap === undefined ? null : addSeconds(now, gap)
}

/** When a pending charge is asked about: when the provider expects to know; past that, daily. */
export function pendingAsking(expected: Instant, now: Instant): Instant {
  return isBefore(now, expected) ? expected : addSeconds(now, day)
}

/** Why an attempt failed whose provider says, late enough to be believed, that it never heard of it. */
export const neverReceived = 'never_received'

/** True when a provider's "never received" ends the attempt as failed. */
export function believesNeverReceived(attempt: Pick<Attempt, 'createdAt'>, now: Instant): boolean {
  return !isBefore(now, addHours(attempt.createdAt, belief))
}
