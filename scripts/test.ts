import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from './check.ts'
import { countTests, type TestReport } from './count-tests.ts'
import { run } from './run.ts'

// npm test: the checks, then every test. Its last line is `N passed, N failed`; a check counts as a test.
const folder = await mkdtemp(join(tmpdir(), 'odnowa-report-'))
const file = join(folder, 'report.json')
try {
  const checks = await runChecks()
  const code = await run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
  const tests = countTests(await readReport(), code)
  const failed = checks.failed + tests.failed
  process.exitCode = failed === 0 ? 0 : 1
  process.stdout.write(`${checks.passed + tests.passed} passed, ${failed} failed\n`)
} finally {
  await rm(folder, { recursive: true })
}

async function readReport(): Promise<TestReport | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as TestReport
  } catch {
    return null
  }
}
