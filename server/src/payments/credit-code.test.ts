import { expect, test } from 'vitest'
import { parseAmount } from '../money/money.ts'
import { type CreditCode, normalCode, type RedemptionFacts, whyNotRedeemable } from './credit-code.ts'

const today = Temporal.PlainDate.from('2026-07-15')
const code: CreditCode = {
  ...{ id: 1, code: 'SUMMER', description: 'Summer', amount: parseAmount('10', 'EUR'), uses: 2, used: 1 },
  ...{ expiresOn: today, createdAt: Temporal.Instant.from('2026-07-01T00:00:00Z'), withdrawnAt: null },
}

test.each<[string, Partial<RedemptionFacts>, string | null]>([
  ['on its last day', {}, null],
  ['without an end', { code: { ...code, expiresOn: null } }, null],
  ['the day after', { today: today.add({ days: 1 }) }, 'CODE_EXPIRED'],
  ['once more', { redeemedBefore: true }, 'CODE_USED'],
  ['when others have used it up', { code: { ...code, used: 2 } }, 'CODE_USED'],
  ['in another currency', { currency: 'PLN' }, 'CODE_CURRENCY'],
  ['that was withdrawn', { code: { ...code, withdrawnAt: code.createdAt } }, 'CODE_UNKNOWN'],
  ['that never was', { code: null }, 'CODE_UNKNOWN'],
])('a code %s', (_when, change, expected) => {
  const refused = whyNotRedeemable({ code, currency: 'EUR', today, redeemedBefore: false, ...change })
  expect(refused?.code ?? null).toBe(expected)
})

test('a code is the same in lower case and with spaces', () => {
  expect(normalCode(' ab-12 cd\n')).toBe('AB-12CD')
})
