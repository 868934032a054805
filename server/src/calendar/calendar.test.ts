import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addHours,
  addSeconds,
  isBefore,
  localDate,
  parseDate,
  parseInstant,
  realClock,
  startOfDay,
  toWireDateTime,
} from './calendar.ts'

const paris = 'Europe/Paris'
/** Zones that change their clocks by day, at midnight, by half an hour, and not at all. */
const zones = [
  paris,
  'UTC',
  'Europe/Warsaw',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Havana',
  'Asia/Beirut',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
]
const zone = fc.constantFrom(...zones)
const date = fc.integer({ min: 0, max: 36_500 }).map((days) => Temporal.PlainDate.from('2000-01-01').add({ days }))
const instant = fc
  .integer({ min: 946_684_800_000, max: 4_102_444_800_000 })
  .map((milliseconds) => Temporal.Instant.fromEpochMilliseconds(milliseconds))

describe('T2 days begin at 00:00 of the provider', () => {
  test.each([
    ['2026-01-15', paris, '2026-01-14T23:00:00Z'],
    ['2026-03-29', paris, '2026-03-28T23:00:00Z'],
    ['2026-03-30', paris, '2026-03-29T22:00:00Z'],
    ['2026-10-25', paris, '2026-10-24T22:00:00Z'],
    ['2026-10-26', paris, '2026-10-25T23:00:00Z'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'],
    ['2024-04-26', 'Africa/Cairo', '2024-04-25T22:00:00Z'],
  ])('%s in %s begins at %s', (day, where, begins) => {
    expect(startOfDay(Temporal.PlainDate.from(day), where).toString()).toBe(begins)
  })

  test('T6 the first instant of a date is of that date, the instant before it is not', () => {
    fc.assert(
      fc.property(date, zone, (day, where) => {
        const begins = startOfDay(day, where)
        expect(localDate(begins, where).toString()).toBe(day.toString())
        const before = localDate(begins.subtract({ nanoseconds: 1 }), where)
        expect(before.toString()).toBe(day.subtract({ days: 1 }).toString())
      }),
    )
  })

  test('T6 every instant lies in the day of its date', () => {
    fc.assert(
      fc.property(instant, zone, (now, where) => {
        const day = localDate(now, where)
        expect(isBefore(now, startOfDay(day, where))).toBe(false)
        expect(isBefore(now, startOfDay(day.add({ days: 1 }), where))).toBe(true)
      }),
    )
  })

  test('hours are hours, also over a change of the clocks', () => {
    const begins = startOfDay(Temporal.PlainDate.from('2026-03-29'), paris)
    expect(toWireDateTime(addHours(begins, 24), paris)).toBe('2026-03-30T01:00:00+02:00')
    expect(addSeconds(begins, 3600).equals(addHours(begins, 1))).toBe(true)
  })
})

describe('T1 moments on the wire', () => {
  test.each([
    ['2018-05-15T13:49:06Z', paris, '2018-05-15T15:49:06+02:00'],
    ['2018-01-15T13:49:06.999Z', paris, '2018-01-15T14:49:06+01:00'],
    ['2026-10-25T00:30:00Z', paris, '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T01:30:00Z', paris, '2026-10-25T02:30:00+01:00'],
    ['2026-03-29T00:59:59Z', paris, '2026-03-29T01:59:59+01:00'],
    ['2026-03-29T01:00:00Z', paris, '2026-03-29T03:00:00+02:00'],
    ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01T00:00:00+00:00'],
    ['2026-01-01T00:00:00Z', 'Asia/Kathmandu', '2026-01-01T05:45:00+05:45'],
    ['2026-01-01T00:00:00Z', 'America/New_York', '2025-12-31T19:00:00-05:00'],
  ])('%s in %s is %s', (moment, where, text) => {
    expect(toWireDateTime(Temporal.Instant.from(moment), where)).toBe(text)
  })

  test('what is written is read back, to the second', () => {
    fc.assert(
      fc.property(instant, zone, (moment, where) => {
        const text = toWireDateTime(moment, where)
        expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/)
        expect(parseInstant(text)?.epochMilliseconds).toBe(Math.floor(moment.epochMilliseconds / 1000) * 1000)
      }),
    )
  })

  test.each([
    '',
    'yesterday',
    '2026-01-01',
    '2026-01-01T10:00:00',
    '2026-01-01T10:00:00 02:00',
    '2026-02-30T10:00:00Z',
  ])('%j is no moment', (text) => {
    expect(parseInstant(text)).toBeNull()
  })
})

describe('dates', () => {
  test('what is written is read back', () => {
    fc.assert(
      fc.property(date, (day) => {
        expect(parseDate(day.toString())?.equals(day)).toBe(true)
      }),
    )
  })

  test.each([
    '',
    '2026-04-31',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '20260101',
    '2026-01-01T00:00',
    ' 2026-01-01',
    '+002026-01-01',
  ])('%j is none', (text) => {
    expect(parseDate(text)).toBeNull()
  })

  test('real time goes on', () => {
    const now = realClock.now()
    expect(isBefore(realClock.now(), now)).toBe(false)
  })
})
