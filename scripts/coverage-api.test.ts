import { expect, test } from 'vitest'
import { coverageOf, currentCoverage, recordedCoverage, whyTooLow } from './coverage-api.ts'

test('what is served is counted, what is missing named, and what is beside the document counted apart', () => {
  const coverage = coverageOf(['GET /me', 'PUT /me', 'GET /a'], ['GET /a', 'GET /me', 'GET /b'])
  expect(coverage).toEqual({ implemented: 2, listed: 3, missing: ['PUT /me'], beyond: 1 })
})

test('one operation less than recorded is a failure that says how to mend it, one more is none', () => {
  const coverage = coverageOf(['GET /me', 'PUT /me'], ['GET /me'])
  expect(whyTooLow(coverage, { implemented: 2 })).toMatch(/answers 1 of the 2 .* answered 2 before.*--record/)
  expect(whyTooLow(coverage, { implemented: 1 })).toBeNull()
  expect(whyTooLow(coverage, { implemented: 0 })).toBeNull()
})

test('the server answers as many operations of the reference document as it did before', () => {
  expect(whyTooLow(currentCoverage(), recordedCoverage())).toBeNull()
})
