import { type Instant, isBefore, realClock } from '../calendar/calendar.ts'
import type { SandboxClock } from '../calendar/sandbox-clock.ts'
import type { RunTransaction } from '../database/transaction.ts'
import { readClockShift, writeClockShift } from './house.store.ts'

/** A sandbox's business time: real time and a shift that is kept in the settings row `clock`. Runs on between moves (rule T7). */
export async function movableClock(transaction: RunTransaction): Promise<SandboxClock> {
  let standing: Instant | null = null
  let shift = (await transaction(readClockShift)) ?? 0
  let moves = 0
  const now = () => standing ?? Temporal.Instant.fromEpochMilliseconds(realClock.now().epochMilliseconds + shift)
  const keep = async (milliseconds: number) => {
    moves += 1
    await transaction((open) => writeClockShift(open, milliseconds))
    shift = milliseconds
  }
  const shiftTo = (instant: Instant) => keep(instant.epochMilliseconds - realClock.now().epochMilliseconds)
  return {
    now,
    async standAt(instant: Instant) {
      const place = isBefore(instant, now()) ? now() : instant
      await shiftTo(place)
      standing = place
    },
    async runOn() {
      if (standing === null) return
      const place = standing
      standing = null
      await shiftTo(place)
    },
    async refresh() {
      const movesBefore = moves
      const kept = (await transaction(readClockShift, 'reads')) ?? 0
      // a move of our own that came in between is newer than what was read
      if (moves === movesBefore) shift = kept
    },
    async reset() {
      standing = null
      await keep(0)
    },
  }
}
