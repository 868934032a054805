import type { Instant } from '../calendar/calendar.ts'

/** A movement of an account's points: what an operator gave, or took (negative). */
export interface PointMovement {
  readonly id: number
  readonly at: Instant
  readonly points: number
  /** The points that it left; never below 0. */
  readonly balance: number
  readonly description: string
}

/** An account's points. */
export interface Points {
  readonly balance: number
  /** Of the last movement; null: none yet. */
  readonly movedAt: Instant | null
  /** The mark that the customer set; null: none. */
  readonly alertThreshold: number | null
}
