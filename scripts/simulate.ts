import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { run } from './run.ts'

// npm run simulate: plays random histories and checks the invariants after each step. Exit 0 when they all held, 2 for a wrong option.

const usage = `npm run simulate -- [--seed N] [--steps N] [--seconds N] [--shrink-seconds N] [--path P]

  --seed            from which all histories follow; a random one when left out, and it is printed
  --steps           steps to take in all; 5000 when left out
  --seconds         begin no step after so many seconds; 0, as when left out: no limit
  --shrink-seconds  shorten a failure for so long at most; 120 when left out
  --path            play only the history that a failure named, with its seed
`

try {
  const wanted = readOptions()
  if (wanted === null) process.stdout.write(usage)
  else {
    process.stdout.write(`simulation: seed ${wanted.ODNOWA_SIMULATE_SEED}\n`)
    const words = [
      'run',
      'server/simulation/simulation.test.ts',
      '--disable-console-intercept',
      '--no-file-parallelism',
    ]
    process.exitCode = await run('vitest', words, wanted)
  }
} catch (error) {
  process.exitCode = 2
  process.stderr.write(`simulate: ${error instanceof Error ? error.message : error}\n\n${usage}`)
}

/** What was asked for, as the simulation reads it from its environment; null for `--help`. */
function readOptions(): Readonly<Record<string, string>> | null {
  const text = { type: 'string' } as const
  const named = { seed: text, steps: text, seconds: text, 'shrink-seconds': text, path: text } as const
  const { values } = parseArgs({ options: { ...named, help: { type: 'boolean' } } })
  if (values.help) return null
  const { path } = values
  if (path !== undefined && !/^\d+(:\d+)*$/.test(path))
    throw new Error(`--path ${path}: write it as a failure named it`)
  return {
    ODNOWA_SIMULATE_SEED: whole('seed', values.seed ?? String(randomInt(1_000_000_000))),
    ODNOWA_SIMULATE_STEPS: whole('steps', values.steps ?? '5000'),
    ODNOWA_SIMULATE_SECONDS: whole('seconds', values.seconds ?? '0'),
    ODNOWA_SIMULATE_SHRINK_SECONDS: whole('shrink-seconds', values['shrink-seconds'] ?? '120'),
    ...(path === undefined ? {} : { ODNOWA_SIMULATE_PATH: path }),
  }
}

function whole(name: string, value: string): string {
  if (/^\d{1,9}$/.test(value)) return value
  throw new Error(`--${name} ${value}: write a whole number of at most nine digits`)
}
