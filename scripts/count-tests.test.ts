import { describe, expect, test } from 'vitest'
import { countTests } from './count-tests.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
})
const report = (passed: number, failed: number, success: boolean, testResults = [file('passed')]) => ({
  ...{ numPassedTests: passed, numFailedTests: failed, success, testResults },
})

describe('the count of a run', () => {
  test.each([
    ['all is well', report(3, 0, true), 0, { passed: 3, failed: 0 }],
    ['a test failed', report(2, 1, false, [file('failed', 'failed', 'passed')]), 1, { passed: 2, failed: 1 }],
    ['a file could not be loaded', report(2, 0, false, [file('passed'), file('failed')]), 1, { passed: 2, failed: 1 }],
    ['a hook threw after passing tests', report(2, 0, false, [file('failed', 'passed')]), 1, { passed: 2, failed: 1 }],
    ['an error outside every test', report(2, 0, false), 1, { passed: 2, failed: 1 }],
    ['the exit code alone says so', report(2, 0, true), 1, { passed: 2, failed: 1 }],
    ['no report at all', null, 1, { passed: 0, failed: 1 }],
    ['no report although it says that all is well', null, 0, { passed: 0, failed: 1 }],
  ])('when %s', (_, given, code, expected) => {
    expect(countTests(given, code)).toEqual(expected)
  })
})
