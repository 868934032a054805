import { describe, expect, test } from 'vitest'
import { sampleMeans } from '../../test/sample-values.ts'
import type { MeansId } from '../identity/identity.ts'
import { refuseAsDefault, refuseNoDefault, refuseRemoval } from './change-means.ts'
import type { PaymentMeans } from './payment.ts'

const today = Temporal.PlainDate.from('2026-07-15')
const yesterday = today.subtract({ days: 1 })
const means = (id: number, changes: Partial<PaymentMeans> = {}): PaymentMeans =>
  sampleMeans({ id: id as MeansId, isDefault: false, ...changes })

const codeOf = (act: () => void): unknown => {
  try {
    act()
    return 'allowed'
  } catch (error) {
    return (error as { code?: unknown }).code
  }
}

describe('removing a means', () => {
  const only = means(1, { isDefault: true })
  const other = means(2)
  test.each<[string, PaymentMeans, readonly PaymentMeans[], boolean, string]>([
    ['the last one, and services renew', only, [only], true, 'LAST_PAYMENT_MEANS'],
    ['the last one, and nothing renews', only, [only], false, 'allowed'],
    ['the default one beside another', only, [only, other], true, 'DEFAULT_PAYMENT_MEANS'],
    ['another than the default one', other, [only, other], true, 'allowed'],
    ['the last that is valid', only, [only, means(3, { expiresOn: yesterday })], true, 'LAST_PAYMENT_MEANS'],
    ['one that is not valid', means(4, { state: 'blocked', isDefault: true }), [], true, 'allowed'],
    ['an expired default', means(5, { expiresOn: yesterday, isDefault: true }), [other], true, 'allowed'],
    ['one that ends today, the last', means(6, { expiresOn: today }), [], true, 'LAST_PAYMENT_MEANS'],
  ])('%s', (_, one, registered, isRenewing, code) => {
    expect(codeOf(() => refuseRemoval(one, { registered, isRenewing, today }))).toBe(code)
  })
})

test('P7 a default can be charged, and is replaced rather than taken away', () => {
  expect(codeOf(() => refuseAsDefault(means(1), today))).toBe('allowed')
  expect(codeOf(() => refuseAsDefault(means(1, { expiresOn: yesterday }), today))).toBe('PAYMENT_MEANS_NOT_VALID')
  expect(codeOf(() => refuseAsDefault(means(1, { state: 'blocked' }), today))).toBe('PAYMENT_MEANS_NOT_VALID')
  const standing = means(1, { isDefault: true })
  expect(codeOf(() => refuseNoDefault(standing, { isRenewing: true }))).toBe('DEFAULT_PAYMENT_MEANS')
  expect(codeOf(() => refuseNoDefault(standing, { isRenewing: false }))).toBe('allowed')
})
