import { describe, expect, test } from 'vitest'
import { believesNeverReceived, firstAsking, nextAsking, pendingAsking, takeOver } from './resolve-plan.ts'

const at = (text: string) => Temporal.Instant.from(text)
const charged = at('2026-11-20T12:00:00Z')

describe('P2 when the gateway is asked', () => {
  test('after 5 minutes, at 1 hour, then daily five times, then never', () => {
    const asked = [firstAsking(charged)]
    for (;;) {
      const last = asked.at(-1) ?? charged
      const next = nextAsking(asked.length, last)
      if (!next) break
      asked.push(next)
    }
    expect(asked.map(String)).toEqual([
      '2026-11-20T12:05:00Z',
      '2026-11-20T13:00:00Z',
      '2026-11-21T13:00:00Z',
      '2026-11-22T13:00:00Z',
      '2026-11-23T13:00:00Z',
      '2026-11-24T13:00:00Z',
      '2026-11-25T13:00:00Z',
    ])
  })

  test('T6 a sweep that was stopped asks one day after it asked late, not several times at once', () => {
    expect(String(nextAsking(3, at('2026-12-24T08:00:00Z')))).toBe('2026-12-25T08:00:00Z')
  })

  test.each([7, 8, 100])('after %d askings never again', (lookups) => {
    expect(nextAsking(lookups, charged)).toBeNull()
  })
})

test('P1 what a process that died had asked is taken over when no gateway is waited for any more', () => {
  expect(String(takeOver(charged))).toBe('2026-11-20T12:00:15Z')
})

describe('P2 never received', () => {
  test.each([
    ['2026-11-20T12:00:00Z', false],
    ['2026-11-20T12:59:59.999Z', false],
    ['2026-11-20T13:00:00Z', true],
    ['2026-11-27T12:00:00Z', true],
  ])('said at %s is believed: %s', (moment, believed) => {
    expect(believesNeverReceived({ createdAt: charged }, at(moment))).toBe(believed)
  })
})

describe('P1 pending is asked about', () => {
  test.each([
    ['when the provider expects to know', '2026-11-25T12:00:00Z', '2026-11-25T12:00:00Z'],
    ['a day later when that is past', '2026-11-20T11:00:00Z', '2026-11-21T12:00:00Z'],
    ['a day later when that is now', '2026-11-20T12:00:00Z', '2026-11-21T12:00:00Z'],
  ])('%s', (_when, expected, asked) => {
    expect(String(pendingAsking(at(expected), charged))).toBe(asked)
  })
})
