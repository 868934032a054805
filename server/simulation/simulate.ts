import { verifyBooks } from '../src/actions/verify-books.ts'
import { Problem } from '../src/problem/problem.ts'
import { testDatabase } from '../test/database.ts'
import { testParts } from '../test/parts.ts'
import { Died, dyingParts } from './dying-parts.ts'
import type { Happening } from './history.ts'
import { sweep } from './pass-time.ts'
import { takeStep } from './take-step.ts'
import { findUndone, makeWorld } from './world.ts'

/**
 * Plays a history in a house of its own and checks the invariants after each step (renewal-rules.md, I).
 * @param noteStep told after each step that broke nothing
 * @throws Error that names the step after which one is broken
 */
export async function simulate(history: readonly Happening[], noteStep: () => void = () => {}): Promise<void> {
  const database = await testDatabase()
  try {
    const world = await makeWorld(testParts(database))
    for (const [index, { step, diesAfter }] of history.entries()) {
      const parts = diesAfter === null ? world.parts : dyingParts(world.parts, diesAfter)
      await takeStep(world, parts, step).catch(expected)
      // after a death the next process finishes what was left, as far as it is due
      if (diesAfter !== null || step.do === 'walk' || step.do === 'jump') await sweep(world.parts)
      const { violations } = await verifyBooks(world.parts)
      const undone = diesAfter !== null || step.do === 'walk' || step.do === 'jump' ? await findUndone(world.parts) : []
      if (violations.length + undone.length > 0) {
        const told = JSON.stringify({ violations, undone }, null, 1)
        throw new Error(
          `after step ${index} (${JSON.stringify({ step, diesAfter })}) at ${world.parts.clock.now()}: ${told}`,
        )
      }
      noteStep()
    }
  } finally {
    await database.close()
  }
}

/** Refusals are answers, and a death was asked for; all else is a fault. */
function expected(error: unknown): void {
  if (error instanceof Died || (error instanceof Problem && error.status < 503)) return
  throw error
}
