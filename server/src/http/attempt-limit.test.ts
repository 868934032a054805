import { expect, test } from 'vitest'
import type { Parts } from '../actions/parts.ts'
import { attemptLimit, attemptLimitOf } from './attempt-limit.ts'

const noon = Temporal.Instant.from('2026-11-22T12:00:00Z')
const after = (seconds: number) => noon.add({ seconds })

test('ten attempts a minute an address, then wait', () => {
  const attempt = attemptLimit()
  for (let second = 0; second < 10; second++) attempt('192.0.2.1', after(second))
  expect(() => attempt('192.0.2.1', after(10))).toThrow(
    expect.objectContaining({ code: 'TOO_MANY_REQUESTS', details: { retryAfter: '50' } }),
  )
  attempt('192.0.2.2', after(10))
  attempt('192.0.2.1', after(60))
  expect(() => attempt('192.0.2.1', after(60))).toThrow(expect.objectContaining({ details: { retryAfter: '1' } }))
})

test('an attempt that was right does not count', () => {
  const attempt = attemptLimit()
  for (let time = 0; time < 50; time++) attempt('192.0.2.1', noon)()
  for (let time = 0; time < 10; time++) attempt('192.0.2.1', noon)
  expect(() => attempt('192.0.2.1', noon)).toThrow()
})

test('attempts that are under way count', () => {
  const attempt = attemptLimit()
  const takeBacks = Array.from({ length: 10 }, () => attempt('192.0.2.1', noon))
  expect(() => attempt('192.0.2.1', noon)).toThrow()
  for (const takeBack of takeBacks) takeBack()
  attempt('192.0.2.1', noon)
})

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
  ['2001:0db8:0001:0002:0:0:0:1', '2001:DB8:1:2::', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['::1', '::2', true],
  ['::1', '1::', false],
  ['::ffff:192.0.2.1', '192.0.2.1', true],
  ['fe80::1%eth0', 'fe80::2', true],
])('%s and %s count as one: %s', (one, other, same) => {
  const attempt = attemptLimit()
  for (let time = 0; time < 10; time++) attempt(one, noon)
  const again = () => attempt(other, noon)
  if (same) expect(again).toThrow()
  else expect(again).not.toThrow()
})

test('a server has one limit for all its pages', () => {
  const [parts, other] = [{} as Parts, {} as Parts]
  expect(attemptLimitOf(parts)).toBe(attemptLimitOf(parts))
  expect(attemptLimitOf(parts)).not.toBe(attemptLimitOf(other))
})
