import { expect, test } from 'vitest'
import type { CredentialState } from './credential.ts'
import { demandAddress, demandValid, isAnswerable, isUseWorthNoting, stateOf } from './credential.ts'

const noon = Temporal.Instant.from('2026-11-22T12:00:00Z')
const later = noon.add({ seconds: 1 })

test.each<[CredentialState, Temporal.Instant | null, CredentialState]>([
  ['validated', null, 'validated'],
  ['validated', later, 'validated'],
  ['validated', noon, 'expired'],
  ['expired', null, 'expired'],
  ['refused', null, 'refused'],
  ['pendingValidation', null, 'pendingValidation'],
])('%s until %s is %s at noon', (state, expiresAt, expected) => {
  expect(stateOf({ state, expiresAt }, noon)).toBe(expected)
})

test.each<[CredentialState, RegExp]>([
  ['pendingValidation', /^This credential is not valid: its holder has not validated it yet/],
  ['refused', /^This credential is not valid: its holder has refused it/],
  ['expired', /^This credential is not valid: it has expired/],
])('one that is %s is refused and told why', (state, message) => {
  const check = () => demandValid({ state, expiresAt: null }, noon)
  expect(check).toThrow(message)
  expect(check).toThrow(expect.objectContaining({ code: 'INVALID_CREDENTIAL', details: { state } }))
})

test('an address that is not allowed is named', () => {
  expect(() => demandAddress({ allowedIps: ['192.0.2.0/24'] }, '203.0.113.9')).toThrow(
    expect.objectContaining({ code: 'FORBIDDEN', details: { address: '203.0.113.9' } }),
  )
})

test('a request can be answered for 24 hours', () => {
  const at = (createdAt: Temporal.Instant) => isAnswerable({ state: 'pendingValidation', createdAt }, noon)
  expect(at(noon.subtract({ hours: 24 }))).toBe(false)
  expect(at(noon.subtract({ hours: 24 }).add({ seconds: 1 }))).toBe(true)
  expect(isAnswerable({ state: 'refused', createdAt: noon }, noon)).toBe(false)
})

test('a use is noted at most once a minute', () => {
  expect(isUseWorthNoting(null, noon)).toBe(true)
  expect(isUseWorthNoting(noon.subtract({ seconds: 59 }), noon)).toBe(false)
  expect(isUseWorthNoting(noon.subtract({ seconds: 60 }), noon)).toBe(true)
})
