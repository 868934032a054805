import type { Instant } from '../calendar/calendar.ts'
import { addCounts, type Counts, type SweepKind } from '../operators/run.ts'
import type { Parts } from './parts.ts'
import type { Tell } from './record-run.ts'
import { sweepDue } from './sweep-due.ts'

/**
 * Payments first: an order whose payment fails at the very moment at which it expires is cancelled by that, and expires no more. At
 * last the mails of all this are written.
 */
const order: readonly SweepKind[] = ['attempts', 'orders', 'notices']

/** Does all that is due in business time by a moment, in the order that the rules ask for; answers what was done. */
export async function doDue(parts: Parts, until: Instant, tell: Tell): Promise<Counts> {
  let done: Counts = {}
  for (const kind of order) {
    const before = done
    done = addCounts(before, await sweepDue(parts, { kind, until }, (counts) => tell(addCounts(before, counts))))
    tell(done)
  }
  return done
}
