import { inspect } from 'node:util'
import fc from 'fast-check'
import { type History, histories } from './history.ts'
import { type House, openHouse } from './house.ts'
import { simulate } from './simulate.ts'

export interface Simulation {
  /** From which all histories follow. */
  readonly seed: number
  /** Steps to take in all; the history that passes this number is finished. */
  readonly steps: number
  /** After so many seconds no step is begun; null: as long as the steps take. */
  readonly seconds: number | null
  /** After so many seconds a failure is shortened no further. */
  readonly shrinkSeconds: number
  /** Plays one history only: the one that a failure named. */
  readonly path: string | null
  readonly tell: (line: string) => void
}

/** Steps of a history, at most. */
const longest = 40
const tellEverySeconds = 5

/**
 * Plays random histories until enough steps are taken, the time is over, or an invariant is broken.
 * @returns how many steps were taken
 * @throws Error with the seed, the path, the shortest history found and what it broke
 */
export async function runHistories(simulation: Simulation): Promise<number> {
  const house = await openHouse()
  try {
    return await runIn(house, simulation)
  } finally {
    await house.close()
  }
}

async function runIn(house: House, simulation: Simulation): Promise<number> {
  const { seed, path, tell } = simulation
  const progress = watchProgress(simulation)
  const playing = fc.asyncProperty(histories(longest), async (history) => {
    // from a path fast-check goes on with what it would have tried next
    if (path !== null && progress.taken() > 0) return
    if (progress.goesOn()) await simulate(house, history, progress.note)
  })
  const runs = path === null ? { numRuns: simulation.steps } : { numRuns: 1, path }
  const found = await fc.check(playing, { seed, endOnFailure: true, ...runs })
  const taken = progress.taken()
  if (found.counterexamplePath === null) return taken
  tell(`broken after ${taken} steps, seed ${seed}, path ${found.counterexamplePath}; looking for a shorter history`)
  const broken = fc.asyncProperty(histories(longest), (history) => simulate(house, history))
  const shrunk = await fc.check(broken, {
    ...{ seed, path: found.counterexamplePath, numRuns: 1 },
    interruptAfterTimeLimit: simulation.shrinkSeconds * 1000,
  })
  // a race that a second run did not repeat is told as it was found, and so is what there was no time to shorten
  throw failure(simulation, taken, shrunk.counterexamplePath === null ? found : shrunk)
}

function failure({ seed }: Simulation, taken: number, details: fc.RunDetails<[History]>): Error {
  const { counterexample, counterexamplePath, errorInstance } = details
  const [history] = counterexample ?? []
  const told = [history?.fleet, ...(history?.happenings ?? [])].map((one) => `  ${JSON.stringify(one)}`).join('\n')
  const again = `npm run simulate -- --seed ${seed} --path ${counterexamplePath}`
  return new Error(`broken after ${taken} steps; again: ${again}\n${told}\n${inspect(errorInstance)}`, {
    cause: errorInstance,
  })
}

function watchProgress({ steps, seconds, tell }: Simulation) {
  const startedAt = performance.now()
  let [taken, toldAt] = [0, startedAt]
  const hasTime = () => seconds === null || performance.now() - startedAt < seconds * 1000
  const goesOn = () => taken < steps && hasTime()
  return {
    taken: () => taken,
    goesOn,
    /** Counts a step. @returns whether there is time for another */
    note(): boolean {
      taken += 1
      const now = performance.now()
      if (now - toldAt >= tellEverySeconds * 1000) {
        toldAt = now
        tell(`${taken} of ${steps} steps, ${(taken / ((now - startedAt) / 1000)).toFixed(1)} a second`)
      }
      return hasTime()
    },
  }
}
