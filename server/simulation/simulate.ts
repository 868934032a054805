import { verifyBooks } from '../src/actions/operating/verify-books.ts'
import { Problem } from '../src/problem/problem.ts'
import type { TestParts } from '../test/parts.ts'
import { Died, dyingParts, losingParts } from './dying-parts.ts'
import type { Fault, Happening, History } from './history.ts'
import { emptyHouse, type House } from './house.ts'
import { findForgotten, findMisdeeds, findUndone } from './judge-house.ts'
import { loseConnections } from './lose-connections.ts'
import { sweep } from './pass-time.ts'
import { takeStep } from './take-step.ts'
import { allOf } from './together.ts'
import { makeWorld, type World } from './world.ts'

/**
 * Plays a history in a house that it empties first, and checks the invariants after each step (renewal-rules.md, I).
 * @param house of one history at a time
 * @param noteStep told after each step that broke nothing; answers whether another is to be taken
 * @throws Error that names the step after which one is broken
 */
export async function simulate(house: House, history: History, noteStep: () => boolean = () => true): Promise<void> {
  await emptyHouse(house)
  const world = await makeWorld(house, history.fleet)
  for (const [index, happening] of history.happenings.entries()) {
    await play(world, happening).catch((cause) => {
      throw new Error(`at step ${index}, ${JSON.stringify(happening)}, at ${world.parts.clock.now()}`, { cause })
    })
    if (!noteStep()) return
  }
}

/** A step, and beside it perhaps a worker of another process that does what is due. */
async function play(world: World, happening: Happening): Promise<void> {
  const { step, fault, beside } = happening
  const works = [takeStep(world, struck(world, fault), step), ...(beside ? [sweep(world.parts)] : [])]
  await allOf(works.map((work) => work.catch((error) => refuseFault(error, fault))))
  if (fault !== null) world.errors.length = 0
  await checkHouse(world, happening)
}

function struck({ parts, house }: World, fault: Fault | null): TestParts {
  if (fault === null) return parts
  return fault.kind === 'death'
    ? dyingParts(parts, fault.after)
    : losingParts(parts, fault.after, () => loseConnections(house.url))
}

/** After time has passed, or a fault, the next process does what is left: then nothing that is due may be undone. */
async function checkHouse(world: World, { step, fault }: Happening): Promise<void> {
  const parts = watcherOf(world)
  const isSwept = fault !== null || step.do === 'walk' || step.do === 'jump'
  if (isSwept) await sweep(parts)
  const { violations } = await verifyBooks(parts)
  const misdeeds = [...(await findMisdeeds(world)), ...world.errors]
  const undone = isSwept ? [...(await findUndone(parts)), ...(await findForgotten({ ...world, parts }))] : []
  if (violations.length + misdeeds.length + undone.length === 0) return
  throw new Error(JSON.stringify({ violations, misdeeds, undone }, null, 1))
}

/** The next process: it works by the connection that nothing befalls. */
function watcherOf({ parts, house }: World): TestParts {
  return { ...parts, transaction: house.watching }
}

/** Refusals are answers, and a death was asked for, or that the database goes away; all else is an error of the house. */
function refuseFault(error: unknown, fault: Fault | null): void {
  if (error instanceof Died || (error instanceof Problem && error.status < 503)) return
  if (fault?.kind === 'lostConnections' && isLost(error)) return
  throw error
}

function isLost(error: unknown): boolean {
  if (error instanceof Problem) return error.code === 'UNAVAILABLE'
  return error instanceof Error && /terminat|connection/i.test(error.message)
}
