import { describe, expect, test } from 'vitest'
import type { AccountId, MeansId } from '../identity/identity.ts'
import { parseAmount } from '../money/money.ts'
import { Problem } from '../problem/problem.ts'
import { chooseMeans, type MeansChoice, whyNotUsable } from './choose-means.ts'
import type { MeansKind, PaymentMeans } from './payment.ts'

const today = Temporal.PlainDate.from('2026-11-22')
const eur = (value: string) => parseAmount(value, 'EUR')
const long = Temporal.Instant.from('2026-01-01T00:00:00Z')

function meansLike(id: number, kind: PaymentMeans['kind'], changes: Partial<PaymentMeans> = {}): PaymentMeans {
  return {
    ...{ accountId: 1 as AccountId, id: id as MeansId, kind, isDefault: false, state: 'valid', label: `means ${id}` },
    ...{ description: null, details: {}, termsDays: kind === 'deferredPaymentAccount' ? 30 : null, expiresOn: null },
    ...{ createdAt: long, updatedAt: long, ...changes },
  }
}

const expired = { expiresOn: Temporal.PlainDate.from('2026-11-21') }
const registered = [
  meansLike(10, 'creditCard', expired),
  meansLike(11, 'creditCard'),
  meansLike(12, 'creditCard', { isDefault: true }),
  meansLike(20, 'paypal', { state: 'blocked' }),
  meansLike(30, 'bankAccount', { expiresOn: today }),
]

const named = (kind: MeansKind, id: number | null = null): MeansChoice => ({ kind, id: id as MeansId | null })
const numbered = (id: number): MeansChoice => ({ id: id as MeansId })

function chosen(choice: MeansChoice, amount = '12', balance = '0', means = registered) {
  const facts = { choice, registered: means, amount: eur(amount), balance: eur(balance), today }
  const { kind, means: one } = chooseMeans(facts)
  return [kind, one?.id ?? null]
}

function refused(...words: Parameters<typeof chosen>) {
  try {
    return chosen(...words)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { status: error.status, code: error.code, message: error.message }
  }
}

describe('P7 what is chosen', () => {
  test.each([
    ['a number alone', numbered(11), ['creditCard', 11]],
    ['a kind and its number', named('creditCard', 11), ['creditCard', 11]],
    ['a kind alone: the default among them', named('creditCard'), ['creditCard', 12]],
    ['a means on its last day', numbered(30), ['bankAccount', 30]],
    ['the prepaid balance', named('ovhAccount'), ['ovhAccount', null]],
  ] as const)('%s', (_what, choice, expected) => {
    expect(chosen(choice, '12', '12')).toEqual(expected)
  })

  test('a kind alone without a default: the first that can be charged', () => {
    expect(chosen(named('creditCard'), '12', '0', registered.slice(0, 2))).toEqual(['creditCard', 11])
  })

  test.each([
    [['2027-11-30', '2028-11-30'], 2],
    [['2028-11-30', '2027-11-30'], 1],
    [['2028-11-30', null, null], 2],
    [['2027-11-30', '2027-11-30'], 1],
  ])('of several without a default, ending on %j: the one that is good the longest', (ends, expected) => {
    const cards = ends.map((end, index) =>
      meansLike(index + 1, 'creditCard', { expiresOn: end === null ? null : Temporal.PlainDate.from(end) }),
    )
    expect(chosen(named('creditCard'), '12', '0', cards)).toEqual(['creditCard', expected])
  })
})

describe('P7 refused by name', () => {
  test.each([
    ['a number that is not the account’s', numbered(99), 404, 'NOT_FOUND', '99'],
    ['such a number with a kind', named('paypal', 99), 404, 'NOT_FOUND', '99'],
    ['an expired one', numbered(10), 400, 'PAYMENT_MEANS_NOT_VALID', 'expired on 2026-11-21'],
    ['a blocked one', numbered(20), 400, 'PAYMENT_MEANS_NOT_VALID', 'is blocked'],
    ['a kind whose only means is blocked', named('paypal'), 400, 'PAYMENT_MEANS_NOT_VALID', 'is blocked'],
    ['a kind of which there is none', named('deferredPaymentAccount'), 400, 'PAYMENT_MEANS_NOT_VALID', 'register one'],
    ['a number of another kind', named('paypal', 11), 400, 'PAYMENT_MEANS_REFUSED', '11 is a creditCard'],
    ['a balance that is a cent too small', named('ovhAccount'), 402, 'BALANCE_TOO_SMALL', '11.99 €'],
    ['the balance with a number', named('ovhAccount', 1), 400, 'PAYMENT_MEANS_REFUSED', 'has no number'],
    ['fidelityAccount above 0', named('fidelityAccount'), 400, 'PAYMENT_MEANS_REFUSED', 'pays only what is free'],
    ['fidelityAccount with a number', named('fidelityAccount', 1), 400, 'PAYMENT_MEANS_REFUSED', 'has no number'],
  ] as const)('%s', (_what, choice, status, code, words) => {
    expect(refused(choice, '12', '11.99')).toEqual({ status, code, message: expect.stringContaining(words) })
  })
})

describe('P6 what is free is settled by any means', () => {
  const free = [named('fidelityAccount'), named('ovhAccount'), numbered(10), numbered(20), named('bankAccount')]
  test.each(['0', '-1.99'])('of %s', (amount) => {
    for (const choice of free) expect(() => chosen(choice, amount, '-5')).not.toThrow()
    expect(chosen(named('deferredPaymentAccount'), amount)).toEqual(['deferredPaymentAccount', null])
  })

  test('but one that is not the account’s is not found even so', () => {
    expect(refused(numbered(99), '0')).toMatchObject({ status: 404 })
  })
})

test('P7 a means is good until the end of its last day', () => {
  const card = meansLike(1, 'creditCard', { expiresOn: today })
  expect(whyNotUsable(card, today)).toBeNull()
  expect(whyNotUsable(card, today.add({ days: 1 }))).toBe('expired on 2026-11-22')
})
