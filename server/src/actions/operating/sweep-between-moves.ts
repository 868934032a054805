import { joinSweeps } from '../../operators/sandbox.store.ts'
import type { Parts } from '../parts.ts'

/**
 * Runs a worker's sweep in a sandbox: not while somebody moves the clock, who does what is due himself and must find none of it
 * half done in other hands (rule T7).
 */
export async function sweepBetweenMoves(parts: Parts, sweep: () => Promise<unknown>): Promise<void> {
  await parts.transaction(async (turn) => {
    if (await joinSweeps(turn)) await sweep()
  })
}
