import type { Clock, Instant } from './calendar.ts'

/** Business time that can be moved forward; between moves it runs with real time (rule T7). */
export interface SandboxClock extends Clock {
  /**
   * Moves business time to an instant that is not before `now()`, for this process and, when it starts again, for the next:
   * the shift against real time is kept in the settings row `clock`.
   */
  moveTo(instant: Instant): Promise<void>
  /** Learns of moves that other processes on the same database have made. */
  refresh(): Promise<void>
  /** Back to real time, with no shift kept. */
  reset(): Promise<void>
}
