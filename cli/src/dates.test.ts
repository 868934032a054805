import { describe, expect, test } from 'vitest'
import { addPeriod, dateOf, daysBetween, daysText, localDate, monthsOf, parsePeriod } from './dates.ts'

describe('local dates', () => {
  test.each([
    ['2026-11-25', '2026-12-05', 10],
    ['2026-03-28', '2026-03-30', 2],
    ['2026-12-31', '2026-12-30', -1],
    ['2028-02-28', '2028-03-01', 2],
  ])('from %s to %s are %i days', (from, to, days) => expect(daysBetween(from, to)).toBe(days))

  test.each([
    ['2026-01-31', 'P1M', '2026-02-28'],
    ['2026-01-31', 'P13M', '2027-02-28'],
    ['2028-02-29', 'P1Y', '2029-02-28'],
    ['2026-11-25', 'P30D', '2026-12-25'],
    ['2026-11-25', 'P2W', '2026-12-09'],
  ])('%s and %s are %s', (date, period, expected) => expect(addPeriod(date, period)).toBe(expected))

  test.each(['1Y', 'P', 'P1M2D', 'PT1H', 'P0M', '-P1M', 'p1m'])('"%s" is no period', (text) => {
    expect(() => parsePeriod(text)).toThrow(`"${text}" is no period`)
  })

  test('today is a date of the provider, not of this machine', () => {
    const lateEvening = Date.parse('2026-11-24T23:30:00Z')
    expect(localDate(lateEvening, '2027-02-25T00:00:00+01:00')).toBe('2026-11-25')
    expect(localDate(lateEvening, '2027-02-25T00:00:00-05:00')).toBe('2026-11-24')
    expect(dateOf('2027-02-25T00:00:00+01:00')).toBe('2027-02-25')
  })

  test('are told in words', () => {
    expect([0, 1, 12, -1, -5].map(daysText)).toEqual(['today', 'in 1 day', 'in 12 days', '1 day ago', '5 days ago'])
    expect(['P1M', 'P2Y', 'P30D'].map(monthsOf)).toEqual([1, 24, null])
  })
})
