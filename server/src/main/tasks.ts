import { forgetRepeats } from '../actions/forget-repeats.ts'
import { forgetTokens } from '../actions/forget-tokens.ts'
import type { Parts } from '../actions/parts.ts'
import type { Task } from '../jobs/jobs.ts'

/** The sweeps that jobs wakes each minute. */
export function tasksOf(parts: Parts): Readonly<Record<string, Task>> {
  return {
    'forget-repeats': async () => void (await forgetRepeats(parts)),
    'forget-tokens': async () => void (await forgetTokens(parts)),
  }
}
