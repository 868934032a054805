import { expireOrders } from '../actions/expire-orders.ts'
import { forgetRepeats } from '../actions/forget-repeats.ts'
import { forgetTokens } from '../actions/forget-tokens.ts'
import type { Parts } from '../actions/parts.ts'
import { resolveAttempts } from '../actions/resolve-attempts.ts'
import { sweepBetweenMoves } from '../actions/sweep-between-moves.ts'
import type { Task } from '../jobs/jobs.ts'

/** The sweeps that jobs wakes each minute. In a sandbox those of business time keep out of the way of a clock that is moved. */
export function tasksOf(parts: Parts, isSandbox: boolean): Readonly<Record<string, Task>> {
  const due = (sweep: typeof expireOrders) => async () => {
    const run = () => sweep(parts, { until: parts.clock.now() })
    await (isSandbox ? sweepBetweenMoves(parts, run) : run())
  }
  return {
    'expire-orders': due(expireOrders),
    'resolve-attempts': due(resolveAttempts),
    'forget-repeats': async () => void (await forgetRepeats(parts)),
    'forget-tokens': async () => void (await forgetTokens(parts)),
  }
}
