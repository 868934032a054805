import fc from 'fast-check'
import { test } from 'vitest'
import { histories } from './history.ts'
import { simulate } from './simulate.ts'

const seed = Number(process.env.ODNOWA_SIMULATE_SEED ?? 20_270_105)
const steps = Number(process.env.ODNOWA_SIMULATE_STEPS ?? 400)
const stepsOfHistory = 40

test(`I1-I8 hold after each of ${steps} steps of random histories (seed ${seed})`, async () => {
  const numRuns = Math.max(1, Math.round(steps / stepsOfHistory))
  await fc.assert(
    fc.asyncProperty(histories(stepsOfHistory), (history) => simulate(history)),
    {
      seed,
      numRuns,
      endOnFailure: false,
      interruptAfterTimeLimit: Number(process.env.ODNOWA_SIMULATE_SECONDS ?? 120) * 1000,
    },
  )
}, 3_600_000)
