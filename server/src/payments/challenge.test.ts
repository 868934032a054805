import { expect, test } from 'vitest'
import { sampleMeans } from '../../test/sample-values.ts'
import { isRightAnswer } from './challenge.ts'
import type { PaymentMeans } from './payment.ts'

const card = { kind: 'creditCard', label: '**** **** **** 5678' } as const
const iban = 'FR7630006000011234567890189'

test.each<[Partial<PaymentMeans>, string, boolean]>([
  [card, '5678', true],
  [card, ' 5678 ', true],
  [card, '8765', false],
  [card, '', false],
  [{ ...card, details: { lastDigits: '4242' } }, '4242', true],
  [{ kind: 'bankAccount', details: { iban } }, 'fr76 3000 6000 0112 3456 7890 189', true],
  [{ kind: 'bankAccount', details: { iban } }, iban.slice(-4), false],
  [{ kind: 'paypal', label: 'ada@example.com' }, 'Ada@Example.com', true],
  [{ kind: 'paypal', label: 'ada@example.com' }, 'eva@example.com', false],
  [{ kind: 'deferredPaymentAccount' }, '', false],
])('of %j %j is right: %j', (means, answer, isRight) => {
  expect(isRightAnswer(sampleMeans(means), answer)).toBe(isRight)
})
