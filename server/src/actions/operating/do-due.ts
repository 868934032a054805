import type { Instant } from '../../calendar/calendar.ts'
import { addCounts, type Counts, didSomething, type SweepKind } from '../../operators/run.ts'
import type { Parts } from '../parts.ts'
import type { Tell } from './record-run.ts'
import { sweepDue } from './sweep-due.ts'

/**
 * Payments first: an order whose payment fails at the very moment at which it expires is cancelled by that, and expires no more; and
 * nobody is warned of a bill that is collected at the very moment of the warning. Then what the engine owes to services. At last its
 * bills are collected: what that changed of services is judged in another round, until nothing is left to collect.
 */
const order: readonly SweepKind[] = ['attempts', 'orders', 'debts', 'renewals', 'debts']

/** Does all that is due in business time by a moment, in the order that the rules ask for, and writes the mails of it; answers what was done. */
export async function doDue(parts: Parts, until: Instant, tell: Tell): Promise<Counts> {
  let done: Counts = {}
  const sweep = async (kind: SweepKind): Promise<Counts> => {
    const before = done
    const counts = await sweepDue(parts, { kind, until }, (soFar) => tell(addCounts(before, soFar)))
    done = addCounts(before, counts)
    tell(done)
    return counts
  }
  let last: Counts = {}
  do {
    for (const kind of order) last = await sweep(kind)
  } while (didSomething(last))
  await sweep('notices')
  return done
}
