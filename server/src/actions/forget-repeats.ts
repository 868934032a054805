import { realClock } from '../calendar/calendar.ts'
import { deleteForgotten } from '../repeats/repeat.store.ts'
import { forgottenBefore } from '../repeats/repeat.ts'
import type { Parts } from './parts.ts'

/** Deletes the idempotency keys that are older than they are kept (rule O7), in real time; answers how many. */
export async function forgetRepeats(parts: Parts): Promise<number> {
  return parts.transaction((transaction) => deleteForgotten(transaction, forgottenBefore(realClock.now())))
}
