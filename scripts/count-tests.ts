/** The part of Vitest's JSON report that is counted. */
export interface TestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly success: boolean
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

/**
 * Passed and failed tests of a run. A file that failed without a failing test (it could not be loaded, a hook threw) counts as one
 * failure, and so does a run that failed for any other reason: nothing red is ever told as `0 failed`.
 * @param report null when the run ended without one
 */
export function countTests(
  report: TestReport | null,
  exitCode: number,
): { readonly passed: number; readonly failed: number } {
  const passed = report?.numPassedTests ?? 0
  const brokenFiles = (report?.testResults ?? []).filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  const failed = (report?.numFailedTests ?? 0) + brokenFiles
  const unexplained = failed === 0 && (exitCode !== 0 || report?.success !== true)
  return { passed, failed: unexplained ? 1 : failed }
}
