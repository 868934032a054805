import { runQuietly } from './run.ts'

interface Check {
  readonly name: string
  readonly command: string
  readonly words: readonly string[]
}

/** What can be judged without running the server. The schema's freshness is a test, since it needs a database. */
const checks: readonly Check[] = [
  { name: 'types (tsc)', command: 'tsc', words: ['--pretty', 'false'] },
  { name: "types of the browser's code (tsc)", command: 'tsc', words: ['--pretty', 'false', '-p', 'server/explorer'] },
  {
    name: 'types of the SDK by itself (tsc)',
    command: 'tsc',
    words: ['--project', 'sdk', '--noEmit', '--pretty', 'false'],
  },
  { name: 'lint and format (biome)', command: 'biome', words: ['check', '--colors=off'] },
  {
    name: 'arrows (dependency-cruiser)',
    command: 'depcruise',
    words: [
      '--no-progress',
      'contract',
      'server/src',
      'server/explorer',
      'sdk/src',
      'cli/src',
      'e2e',
      'bench',
      'scripts',
    ],
  },
  { name: 'generated contract is fresh', command: 'node', words: ['scripts/generate-contract.ts', '--check'] },
  { name: 'manual of the CLI is fresh', command: 'node', words: ['scripts/generate-cli-page.ts', '--check'] },
  { name: 'lifecycles are drawn as they are', command: 'node', words: ['scripts/draw-lives.ts', '--check'] },
  { name: 'no operation of the API was lost', command: 'node', words: ['scripts/coverage-api.ts', '--check'] },
  { name: 'generated SDK is fresh', command: 'node', words: ['scripts/generate-sdk.ts', '--check'] },
]

/** Runs all checks side by side, prints each when it is done, with its output when it failed. @returns how they ended */
export async function runChecks(): Promise<{ readonly passed: number; readonly failed: number }> {
  const ends = await Promise.all(checks.map(runCheck))
  const passed = ends.filter((end) => end).length
  return { passed, failed: ends.length - passed }
}

async function runCheck({ name, command, words }: Check): Promise<boolean> {
  const { code, output } = await runQuietly(command, words)
  process.stdout.write(code === 0 ? `ok      ${name}\n` : `FAILED  ${name}\n${output.trimEnd()}\n`)
  return code === 0
}

if (import.meta.main) {
  const { failed } = await runChecks()
  process.exitCode = failed === 0 ? 0 : 1
}
