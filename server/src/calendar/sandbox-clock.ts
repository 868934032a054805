import type { Clock, Instant } from './calendar.ts'

/** Business time that can be moved forward; between moves it runs with real time (rule T7). */
export interface SandboxClock extends Clock {
  /**
   * Has business time stand at an instant, or at `now()` when that is later, until it runs on: what is done meanwhile happens at that
   * moment, however long it takes.
   */
  standAt(instant: Instant): Promise<void>
  /**
   * Lets business time run on from where it stands, for this process and, when it starts again, for the next: the shift against
   * real time is kept in the settings row `clock`.
   */
  runOn(): Promise<void>
  /** Learns of moves that other processes on the same database have made. */
  refresh(): Promise<void>
  /** Back to real time, with no shift kept. */
  reset(): Promise<void>
}
