import { expect, test } from 'vitest'
import { runHistories } from './run-histories.ts'

const { env } = process
const seed = Number(env.ODNOWA_SIMULATE_SEED ?? 20_270_105)
const steps = Number(env.ODNOWA_SIMULATE_STEPS ?? 2_500)
const seconds = Number(env.ODNOWA_SIMULATE_SECONDS ?? 75)
const shrinkSeconds = Number(env.ODNOWA_SIMULATE_SHRINK_SECONDS ?? 60)
const path = env.ODNOWA_SIMULATE_PATH ?? null

test(`I1-I8 hold after each step of random histories (seed ${seed})`, { timeout: 2_147_483_647 }, async () => {
  const tell = (line: string) => void process.stdout.write(`simulation: ${line}\n`)
  const startedAt = performance.now()
  const limit = seconds === 0 ? null : seconds
  const taken = await runHistories({ ...{ seed, steps, shrinkSeconds, path, tell }, seconds: limit })
  tell(`${taken} steps in ${((performance.now() - startedAt) / 1000).toFixed(0)} s, seed ${seed}; every invariant held`)
  expect(taken).toBeGreaterThan(0)
})
