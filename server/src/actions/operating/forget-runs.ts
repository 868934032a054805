import { realClock } from '../../calendar/calendar.ts'
import { deleteRuns } from '../../operators/run.store.ts'
import { forgottenBefore } from '../../operators/run.ts'
import type { Parts } from '../parts.ts'

/** Deletes runs that are older than they are kept, in real time; answers how many. */
export async function forgetRuns(parts: Parts): Promise<number> {
  return parts.transaction((transaction) => deleteRuns(transaction, forgottenBefore(realClock.now())))
}
