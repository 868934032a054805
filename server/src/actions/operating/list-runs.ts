import { realClock } from '../../calendar/calendar.ts'
import { type RunFilter, listRuns as readPage } from '../../operators/run.store.ts'
import { type RunReport, reportOf } from '../../operators/run.ts'
import type { Parts } from '../parts.ts'

/** What the sweeps did, oldest first; those that still run with what they did so far. */
export async function listRuns(parts: Parts, filter: RunFilter): Promise<RunReport[]> {
  const runs = await parts.transaction((transaction) => readPage(transaction, filter))
  const now = realClock.now()
  return runs.map((run) => reportOf(run, now))
}
