import { parseArgs } from 'node:util'
import { type PlantedBug, plantedBugs } from '../server/simulation/planted/bugs.ts'
import { bugNamed } from '../server/simulation/planted/plant.ts'
import { runQuietly } from './run.ts'

// npm run simulate:planted: plants known bugs, one after the other, and shows that the simulation finds each. Exit 0 when it found all.

const usage = `npm run simulate:planted -- [--bug NAME] [--seed N] [--steps N]

  --bug    only this one; all when left out
  --seed   another than the one that is known to meet it
  --steps  steps to take at most for each; 3000 when left out

${plantedBugs.map(({ name, what }) => `  ${name.padEnd(22)} ${what}`).join('\n')}
`

const text = { type: 'string' } as const

try {
  const named = { bug: text, seed: text, steps: text, help: { type: 'boolean' } } as const
  const { values } = parseArgs({ options: named })
  if (values.help) process.stdout.write(usage)
  else {
    let missed = 0
    for (const bug of values.bug === undefined ? plantedBugs : [bugNamed(values.bug)]) {
      const isFound = await lookFor(bug, values.seed ?? String(bug.seed), values.steps ?? '3000')
      if (!isFound) missed += 1
    }
    process.exitCode = missed === 0 ? 0 : 1
  }
} catch (error) {
  process.exitCode = 2
  process.stderr.write(`simulate:planted: ${error instanceof Error ? error.message : error}\n\n${usage}`)
}

/** Plays the simulation with a bug in it, prints how it ended, and answers whether the bug was found. */
async function lookFor({ name, foundBy }: PlantedBug, seed: string, steps: string): Promise<boolean> {
  const words = [
    'run',
    'server/simulation/simulation.test.ts',
    '--config',
    'server/simulation/planted/vitest.config.ts',
  ]
  const { output } = await runQuietly('vitest', [...words, '--disable-console-intercept'], {
    ...{ ODNOWA_PLANTED: name, ODNOWA_SIMULATE_SEED: seed, ODNOWA_SIMULATE_STEPS: steps },
    ...{ ODNOWA_SIMULATE_SECONDS: '0', ODNOWA_SIMULATE_SHRINK_SECONDS: '0', NO_COLOR: '1' },
  })
  const broken = /broken after (\d+) steps/.exec(output)
  const isFound = broken !== null && foundBy.test(output)
  const end = broken
    ? `after ${broken[1]} steps`
    : (/\d+ steps in .*/.exec(output)?.[0] ?? 'the simulation did not run')
  process.stdout.write(`${isFound ? 'found  ' : 'MISSED '} ${name.padEnd(22)} seed ${seed}, ${end}\n`)
  if (!isFound) process.stdout.write(output)
  return isFound
}
