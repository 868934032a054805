import { deliverEvents } from '../actions/deliver-events.ts'
import { expireOrders } from '../actions/expire-orders.ts'
import { forgetRepeats } from '../actions/forget-repeats.ts'
import { forgetTokens } from '../actions/forget-tokens.ts'
import type { Parts } from '../actions/parts.ts'
import { resolveAttempts } from '../actions/resolve-attempts.ts'
import { sendNotices } from '../actions/send-notices.ts'
import { sweepBetweenMoves } from '../actions/sweep-between-moves.ts'
import { writeNotices } from '../actions/write-notices.ts'
import type { Task } from '../jobs/jobs.ts'

/** The sweeps that jobs wakes each minute. In a sandbox those of business time keep out of the way of a clock that is moved. */
export function tasksOf(parts: Parts, isSandbox: boolean): Readonly<Record<string, Task>> {
  const between = (run: () => Promise<unknown>) => async () => {
    await (isSandbox ? sweepBetweenMoves(parts, run) : run())
  }
  const due = (sweep: typeof expireOrders) => between(() => sweep(parts, { until: parts.clock.now() }))
  return {
    'expire-orders': due(expireOrders),
    'resolve-attempts': due(resolveAttempts),
    'write-notices': between(() => writeNotices(parts)),
    'send-notices': async () => void (await sendNotices(parts)),
    'deliver-events': async () => void (await deliverEvents(parts)),
    'forget-repeats': async () => void (await forgetRepeats(parts)),
    'forget-tokens': async () => void (await forgetTokens(parts)),
  }
}
