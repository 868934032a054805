import { realClock } from '../../calendar/calendar.ts'
import { readBacklog as read } from '../../operators/backlog.store.ts'
import type { Backlog } from '../../operators/backlog.ts'
import type { Parts } from '../parts.ts'

/** Nobody needs to know a longer queue to the piece, and counting must cost little. */
export const mostCounted = 100_000

/** What is due now and not done yet, for `/metrics`. */
export async function readBacklog(parts: Pick<Parts, 'transaction' | 'clock'>): Promise<Backlog> {
  const moments = { now: parts.clock.now(), realNow: realClock.now() }
  return parts.transaction((open) => read(open, { ...moments, most: mostCounted }), 'reads')
}
