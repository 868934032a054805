import { expect, test } from 'vitest'
import { isAllowedIp, parseAllowedIps } from './allowed-ips.ts'

test.each([
  [['192.0.2.0/24'], '192.0.2.77', true],
  [['192.0.2.0/24'], '192.0.3.1', false],
  [['192.0.2.1'], '192.0.2.1', true],
  [['192.0.2.1'], '192.0.2.2', false],
  [['192.0.2.0/24'], '::ffff:192.0.2.77', true],
  [['2001:db8::/32'], '2001:db8:1::5', true],
  [['2001:db8::/32'], '2001:db9::5', false],
  [['2001:db8::/32', '192.0.2.1/32'], '192.0.2.1', true],
  [['0.0.0.0/0'], '203.0.113.9', true],
  [['0.0.0.0/0'], '2001:db8::1', false],
  [['fe80::/10'], 'fe80::1%eth0', true],
  [['192.0.2.0/24'], 'nonsense', false],
])('%s allows %s: %s', (blocks, address, expected) => {
  expect(isAllowedIp(blocks, address)).toBe(expected)
})

test('none given, or an empty list: from anywhere', () => {
  expect([parseAllowedIps(null), parseAllowedIps(undefined), parseAllowedIps([])]).toEqual([null, null, null])
  expect(isAllowedIp(null, '203.0.113.9')).toBe(true)
})

test.each([
  '192.0.2.0/33',
  '2001:db8::/129',
  '192.0.2',
  'example.com',
  '192.0.2.0/',
  '192.0.2.1/24/3',
  '',
])('"%s" is no block', (block) => {
  expect(() => parseAllowedIps(['192.0.2.1', block])).toThrow(
    expect.objectContaining({ code: 'INVALID_PARAMETER', details: { field: 'allowedIPs[1]' } }),
  )
})
