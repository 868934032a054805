import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { operationKey } from '../contract/src/operation.ts'
import { operations as reference } from '../contract/src/operations.ts'
import { operations as served } from '../server/src/http/customer/operations.ts'

// npm run coverage:api: how much of the reference document the server answers, and what is missing.

export interface Coverage {
  /** Operations of the reference document that the server answers. */
  readonly implemented: number
  /** Operations of the reference document. */
  readonly listed: number
  /** Keys of those that it does not answer, sorted: `PUT /me`. */
  readonly missing: readonly string[]
  /** Operations that it answers beside them: of the families that the document leaves out (ovh-api.md 2.3). */
  readonly beyond: number
}

/** The number that must not be fallen below. */
export interface Recorded {
  readonly implemented: number
}

const file = fileURLToPath(new URL('coverage-api.json', import.meta.url))

/** @param listed keys of the reference document. @param answered keys that the server answers */
export function coverageOf(listed: readonly string[], answered: readonly string[]): Coverage {
  const has = new Set(answered)
  const missing = listed.filter((key) => !has.has(key)).sort()
  const implemented = listed.length - missing.length
  return { implemented, listed: listed.length, missing, beyond: has.size - implemented }
}

/** What is wrong with a coverage, in words; null when nothing has been lost. */
export function whyTooLow(coverage: Coverage, recorded: Recorded): string | null {
  if (coverage.implemented >= recorded.implemented) return null
  return (
    `the server answers ${coverage.implemented} of the ${coverage.listed} operations, and answered ${recorded.implemented} before: ` +
    `mount what was lost (npm run coverage:api lists what is missing). When fewer are meant, say so with npm run coverage:api -- --record`
  )
}

/** What is mounted now, against the reference document. */
export function currentCoverage(): Coverage {
  return coverageOf(
    Object.keys(reference),
    served.map(({ contract }) => operationKey(contract)),
  )
}

/** What `--record` wrote down last, in `coverage-api.json`. */
export function recordedCoverage(): Recorded {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function told({ implemented, listed, missing, beyond }: Coverage): string {
  const head = `${implemented} / ${listed} operations of the reference document are implemented, and ${beyond} beside them\n`
  return missing.length === 0 ? head : `${head}missing:\n${missing.map((key) => `  ${key}\n`).join('')}`
}

/** `--check` fails below the recorded number, `--record` writes the present one down, `--json` answers as data. */
function main(words: readonly string[]): number {
  const coverage = currentCoverage()
  if (words.includes('--record')) writeFileSync(file, `{ "implemented": ${coverage.implemented} }\n`)
  const recorded = recordedCoverage()
  const problem = whyTooLow(coverage, recorded)
  if (words.includes('--json'))
    process.stdout.write(`${JSON.stringify({ ...coverage, recorded: recorded.implemented })}\n`)
  else if (!words.includes('--check')) process.stdout.write(told(coverage))
  if (problem !== null) process.stderr.write(`${problem}\n`)
  else if (coverage.implemented > recorded.implemented && !words.includes('--json')) {
    process.stdout.write(`${recorded.implemented} are recorded: npm run coverage:api -- --record keeps what was won\n`)
  }
  return problem === null ? 0 : 1
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2))
