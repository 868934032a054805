import { expect, test } from 'vitest'
import { accountId } from '../../../test/sample-values.ts'
import type { OrderId } from '../../identity/identity.ts'
import { makeSeal } from '../../main/seal.ts'
import { newPayToken, openPayToken } from './pay-token.ts'

const seal = makeSeal('a key')
const now = Temporal.Instant.from('2026-07-15T13:49:06Z')
const orderId = 100_000_001 as OrderId
const token = newPayToken(seal, { orderId, accountId }, now)

test('a token opens for its order until 15 minutes have passed, and tells one form from another', () => {
  expect(openPayToken(seal, token, orderId, now)).toEqual({ orderId, accountId, form: expect.any(String) })
  expect(openPayToken(seal, token, orderId, now.add({ minutes: 14, seconds: 59 }))).not.toBeNull()
  expect(openPayToken(seal, token, orderId, now.add({ minutes: 15 }))).toBeNull()
  const other = newPayToken(seal, { orderId, accountId }, now)
  expect(openPayToken(seal, other, orderId, now)?.form).not.toBe(openPayToken(seal, token, orderId, now)?.form)
})

test.each([
  ['of another order', token, (orderId + 1) as OrderId],
  ['changed', `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`, orderId],
  ['cut short', token.slice(0, 20), orderId],
  ['empty', '', orderId],
  ['sealed by another server', newPayToken(makeSeal('another key'), { orderId, accountId }, now), orderId],
  ['something else that is sealed', seal.seal('kWFc0TfXYKjhmvy23wXaww').toString('base64url'), orderId],
  ['sealed for another purpose', seal.seal(JSON.stringify({ purpose: 'x', orderId })).toString('base64url'), orderId],
])('a token that is %s opens nothing', (_what, text, of) => {
  expect(openPayToken(seal, text, of, now)).toBeNull()
})
