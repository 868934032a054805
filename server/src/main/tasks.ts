import { expireOrders } from '../actions/expire-orders.ts'
import { forgetRepeats } from '../actions/forget-repeats.ts'
import { forgetTokens } from '../actions/forget-tokens.ts'
import type { Parts } from '../actions/parts.ts'
import { resolveAttempts } from '../actions/resolve-attempts.ts'
import type { Task } from '../jobs/jobs.ts'

/** The sweeps that jobs wakes each minute. */
export function tasksOf(parts: Parts): Readonly<Record<string, Task>> {
  return {
    'expire-orders': async () => void (await expireOrders(parts, { until: parts.clock.now() })),
    'resolve-attempts': async () => void (await resolveAttempts(parts, { until: parts.clock.now() })),
    'forget-repeats': async () => void (await forgetRepeats(parts)),
    'forget-tokens': async () => void (await forgetTokens(parts)),
  }
}
