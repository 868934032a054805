import type { Instant } from '../calendar/calendar.ts'

/** What is due and not done yet. Counts go no further than a bound that who asks has set. */
export interface Backlog {
  readonly servicesDue: number
  /** Since when the one that waits longest is due; null when none is, or only such as were woken, which are due at once. */
  readonly servicesDueSince: Instant | null
  readonly debtsDue: number
  readonly debtsDueSince: Instant | null
  /** Orders past their time. */
  readonly ordersDue: number
  /** Open attempts by their state; states without any are left out. */
  readonly attempts: Readonly<Record<string, number>>
  readonly noticesDue: number
  readonly deliveriesDue: number
}
