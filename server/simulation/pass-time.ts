import { doDue } from '../src/actions/operating/do-due.ts'
import type { Instant } from '../src/calendar/calendar.ts'
import { nextDue } from '../src/operators/sandbox.store.ts'
import type { TestParts } from '../test/parts.ts'
import { allOf } from './together.ts'

/** Does all that is due by now, as the workers' sweeps do. */
export async function sweep(parts: TestParts): Promise<void> {
  await doDue(parts, parts.clock.now(), () => {})
}

/**
 * Lets time pass: `stepwise` with everything done at its moment, as a clock that is watched does; `at once` with nobody at work
 * meanwhile, and two workers that catch up side by side.
 */
export async function passTime(parts: TestParts, hours: number, how: 'stepwise' | 'at once'): Promise<void> {
  const end = parts.clock.now().add({ hours })
  if (how === 'at once') {
    parts.clock.set(end.toString())
    await allOf([sweep(parts), sweep(parts)])
    return sweep(parts)
  }
  await sweep(parts)
  for (let at = await dueAfter(parts); at && Temporal.Instant.compare(at, end) <= 0; at = await dueAfter(parts)) {
    parts.clock.set(at.round({ smallestUnit: 'millisecond', roundingMode: 'ceil' }).toString())
    await sweep(parts)
  }
  parts.clock.set(end.toString())
  await sweep(parts)
}

/** It is the moment at which the next thing falls due, and nobody has done it yet. */
export async function reachDue(parts: TestParts): Promise<void> {
  const at = await dueAfter(parts)
  if (at) parts.clock.set(at.round({ smallestUnit: 'millisecond', roundingMode: 'ceil' }).toString())
}

function dueAfter(parts: TestParts): Promise<Instant | null> {
  return parts.transaction((transaction) => nextDue(transaction, parts.clock.now()))
}
