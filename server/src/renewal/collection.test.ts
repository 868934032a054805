import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../policy/policy.ts'
import { nextCollection } from './collection.ts'

const zone = 'Europe/Paris'
const next = (countsFrom: string, now: string, retryDays: readonly number[] = defaultPolicy.retryDays) => {
  const [from, at] = [Temporal.Instant.from(countsFrom), Temporal.Instant.from(now)]
  return nextCollection(from, at, { retryDays }, zone)?.toString() ?? null
}

describe('A3 collecting is tried at the bill, and 2, 4 and 6 days after it', () => {
  const billed = '2026-11-20T12:00:00Z'
  test.each([
    ['before the bill', '2026-11-20T11:59:59Z', billed],
    ['at the bill', billed, '2026-11-22T12:00:00Z'],
    ['a day later', '2026-11-21T12:00:00Z', '2026-11-22T12:00:00Z'],
    ['just before the first retry', '2026-11-22T11:59:59Z', '2026-11-22T12:00:00Z'],
    ['at the first retry', '2026-11-22T12:00:00Z', '2026-11-24T12:00:00Z'],
    ['five days late: what was missed is tried once', '2026-11-25T09:00:00Z', '2026-11-26T12:00:00Z'],
    ['at the last retry', '2026-11-26T12:00:00Z', null],
    ['a year later', '2027-11-26T12:00:00Z', null],
  ])('%s', (_name, now, expected) => {
    expect(next(billed, now)).toBe(expected)
  })

  test('T6 at the same local time across the end of summer time', () => {
    expect(next('2026-10-24T22:00:00Z', '2026-10-24T22:00:00Z')).toBe('2026-10-26T23:00:00Z')
  })

  test('days of a policy in any order', () => {
    expect(next(billed, billed, [9, 3])).toBe('2026-11-23T12:00:00Z')
    expect(next(billed, billed, [])).toBeNull()
  })
})
