import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../problem/problem.ts'
import {
  addPeriod,
  approximateDays,
  comparePeriods,
  type Period,
  parsePeriod,
  periodInMonths,
  periodParts,
} from './period.ts'

describe('T3 periods', () => {
  test.each([
    ['P1D', 'P1D', null],
    ['P30D', 'P30D', null],
    ['P365D', 'P365D', null],
    ['P2W', 'P2W', null],
    ['P1M', 'P1M', 1],
    ['P3M', 'P3M', 3],
    ['P11M', 'P11M', 11],
    ['P12M', 'P1Y', 12],
    ['P13M', 'P13M', 13],
    ['P24M', 'P2Y', 24],
    ['P1Y', 'P1Y', 12],
    ['P9999Y', 'P9999Y', 119_988],
  ])('%s is %s', (text, period, months) => {
    expect(parsePeriod(text)).toBe(period)
    expect(periodInMonths(parsePeriod(text))).toBe(months)
  })

  test.each([
    'P1M2D',
    'P1Y6M',
    'PT1H',
    'PT0S',
    'P1DT1H',
    'P0M',
    'P0D',
    'P00M',
    'P01M',
    '-P1M',
    '+P1M',
    'P-1M',
    'P+1M',
    '1Y',
    '1M',
    'P',
    'PM',
    'P1',
    'P1.5M',
    'P1,5M',
    'p1m',
    'P1m',
    ' P1M',
    'P1M ',
    'P1M\n',
    'P 1M',
    'P10000M',
    'P1S',
    'P1H',
    'P1Q',
    'P1W2D',
    '',
    'P１M',
    'null',
    'P1MP1M',
    'R/P1M',
  ])('%j is refused by name', (text) => {
    const refusal = caught(() => parsePeriod(text))
    expect(refusal).toBeInstanceOf(Problem)
    expect((refusal as Problem).code).toBe('INVALID_PERIOD')
    expect((refusal as Problem).message).toContain(`"${text}"`)
  })

  test('a period is what it was read from, but for whole years of months', () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        expect(parsePeriod(period)).toBe(period)
        const { count, unit } = periodParts(period)
        expect(unit === 'months' && count % 12 === 0).toBe(false)
      }),
    )
  })
})

describe('S7 periods from short to long', () => {
  test('P30D before P1M, year 365, month 30, week 7', () => {
    const sorted = ['P7D', 'P1W', 'P29D', 'P30D', 'P1M', 'P31D', 'P3M', 'P6M', 'P360D', 'P52W', 'P365D', 'P1Y', 'P2Y']
    expect(
      [...sorted]
        .reverse()
        .map((text) => parsePeriod(text))
        .sort(comparePeriods),
    ).toEqual(sorted)
  })

  test('the order is total: only equal periods compare equal', () => {
    fc.assert(
      fc.property(anyPeriod, anyPeriod, (left, right) => {
        expect(Math.sign(comparePeriods(left, right))).toBe(-Math.sign(comparePeriods(right, left)) + 0)
        expect(comparePeriods(left, right) === 0).toBe(left === right)
        if (approximateDays(left) < approximateDays(right)) expect(comparePeriods(left, right)).toBeLessThan(0)
      }),
    )
  })
})

describe('T4 anchor', () => {
  const anchors = Array.from({ length: 31 }, (_, index) => index + 1)

  test.each(
    anchors,
  )('every month for 240 months from day %i, from every month of a leap year and the year before', (anchor) => {
    for (let begin = 0; begin < 24; begin += 1) {
      const start = dateOf(2023 * 12 + begin, anchor)
      if (start.day !== anchor) continue
      let date = start
      for (let passed = 1; passed <= 240; passed += 1) {
        date = addPeriod(date, parsePeriod('P1M'), anchor)
        if (!date.equals(dateOf(2023 * 12 + begin + passed, anchor)))
          expect.fail(`${start} and ${passed} months is ${date}`)
      }
    }
  })

  test.each(anchors)('240 periods of 2, 3, 6 and 13 months and of a year from day %i', (anchor) => {
    for (const [text, months] of [
      ['P2M', 2],
      ['P3M', 3],
      ['P6M', 6],
      ['P13M', 13],
      ['P1Y', 12],
    ] as const) {
      for (let begin = 0; begin < 12; begin += 1) {
        let date = dateOf(2024 * 12 + begin, anchor)
        for (let passed = 1; passed <= 240; passed += 1) date = addPeriod(date, parsePeriod(text), anchor)
        expect(date.toString()).toBe(dateOf(2024 * 12 + begin + 240 * months, anchor).toString())
      }
    }
  })

  test('many short renewals lead where one long one leads', () => {
    fc.assert(
      fc.property(anyStart, fc.integer({ min: 1, max: 60 }), ({ date, anchor }, count) => {
        let step = date
        for (let passed = 0; passed < count; passed += 1) step = addPeriod(step, parsePeriod('P1M'), anchor)
        expect(step.equals(addPeriod(date, parsePeriod(`P${count}M`), anchor))).toBe(true)
      }),
    )
  })

  test('a period always leads forward', () => {
    fc.assert(
      fc.property(anyStart, anyPeriod, ({ date, anchor }, period) => {
        fc.pre(approximateDays(period) < 100_000)
        expect(Temporal.PlainDate.compare(addPeriod(date, period, anchor), date)).toBe(1)
      }),
    )
  })

  test.each([
    ['2026-01-31', 'P1M', 31, '2026-02-28'],
    ['2026-02-28', 'P1M', 31, '2026-03-31'],
    ['2026-03-31', 'P1M', 31, '2026-04-30'],
    ['2028-01-31', 'P1M', 31, '2028-02-29'],
    ['2024-02-29', 'P1Y', 29, '2025-02-28'],
    ['2027-02-28', 'P1Y', 29, '2028-02-29'],
    ['2026-02-28', 'P1M', 28, '2026-03-28'],
    ['2027-02-28', 'P1Y', 28, '2028-02-28'],
    ['2026-01-31', 'P30D', 31, '2026-03-02'],
    ['2026-02-28', 'P1D', 31, '2026-03-01'],
    ['2026-12-24', 'P1W', 24, '2026-12-31'],
    ['2096-02-29', 'P4Y', 29, '2100-02-28'],
  ])('%s and %s from day %i is %s', (from, period, anchor, to) => {
    expect(addPeriod(Temporal.PlainDate.from(from), parsePeriod(period), anchor).toString()).toBe(to)
  })

  test('days and weeks are added as days, over any month end', () => {
    fc.assert(
      fc.property(anyStart, fc.integer({ min: 1, max: 1400 }), ({ date, anchor }, count) => {
        expect(dayNumber(addPeriod(date, parsePeriod(`P${count}D`), anchor))).toBe(dayNumber(date) + count)
        expect(dayNumber(addPeriod(date, parsePeriod(`P${count}W`), anchor))).toBe(dayNumber(date) + 7 * count)
      }),
    )
  })
})

const anyPeriod = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('D', 'W', 'M', 'Y'))
  .map(([count, unit]): Period => parsePeriod(`P${count}${unit}`))

const anyStart = fc
  .tuple(fc.integer({ min: 1999 * 12, max: 2101 * 12 }), fc.integer({ min: 1, max: 31 }))
  .map(([month, anchor]) => ({ date: dateOf(month, anchor), anchor }))

/** The oracle: the anchor's day in a month counted from year 0, clamped by a table of month lengths. */
function dateOf(month: number, anchor: number): Temporal.PlainDate {
  const year = Math.floor(month / 12)
  const day = Math.min(anchor, monthLength(year, month % 12))
  return Temporal.PlainDate.from({ year, month: (month % 12) + 1, day })
}

function monthLength(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month] ?? 0
}

/** Days since 1 March of year 0, counted without Temporal. */
function dayNumber({ year, month, day }: Temporal.PlainDate): number {
  const [y, m] = month > 2 ? [year, month - 3] : [year - 1, month + 9]
  return (
    365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((153 * m + 2) / 5) + day - 1
  )
}

function caught(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}
