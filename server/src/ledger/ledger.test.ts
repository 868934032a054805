import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AccountId, AttemptId, DocumentId, OrderId } from '../identity/identity.ts'
import { add, minorUnit, negate, parseAmount, sum, toDecimal } from '../money/money.ts'
import { type Movement, movement } from './ledger.ts'
import {
  adjustmentMovement,
  balancePaymentMovement,
  billMovement,
  chargeMovement,
  gatewayBook,
  moves,
  overpaymentMovement,
  payoutMovement,
  refundMovement,
  unsettledMovement,
} from './money-movements.ts'

const at = Temporal.Instant.from('2026-11-22T12:00:00Z')
const occasion = { accountId: 1 as AccountId, at, orderId: 100 as OrderId }
const ofBill = { ...occasion, documentId: 'B2026-000001' as DocumentId }
const ofAttempt = { ...occasion, attemptId: 'a1' as AttemptId }
const eur = (value: string) => parseAmount(value, 'EUR')
const card = gatewayBook('creditCard')

/** `customer 12.00, revenue -10.00`. */
function told({ postings }: Movement): string {
  return postings.map(({ book, amount }) => `${book} ${toDecimal(amount)}`).join(', ')
}

const amountsOf = (net: string, tax: string) => ({ net: eur(net), tax: eur(tax), gross: add(eur(net), eur(tax)) })

describe('B3 movements in postings', () => {
  test.each([
    ['a bill', billMovement(ofBill, amountsOf('10', '2')), 'customer 12.00, revenue -10.00, tax -2.00'],
    ['a bill without tax', billMovement(ofBill, amountsOf('10', '0')), 'customer 10.00, revenue -10.00'],
    ['a refund', refundMovement(ofBill, amountsOf('10', '2')), 'customer -12.00, revenue 10.00, tax 2.00'],
    ['money of a refund', payoutMovement(ofBill, eur('12'), 'balance'), 'customer 12.00, balance -12.00'],
    ['a charge', chargeMovement(ofAttempt, eur('12'), card), 'gateway:creditCard 12.00, customer -12.00'],
    ['the balance pays', balancePaymentMovement(ofAttempt, eur('12')), 'balance 12.00, customer -12.00'],
    ['more than was due', overpaymentMovement(ofAttempt, eur('3'), card), 'gateway:creditCard 3.00, balance -3.00'],
    ['less than was due', unsettledMovement(ofAttempt, eur('10'), card), 'gateway:creditCard 10.00, balance -10.00'],
    ['an operator gives', adjustmentMovement(occasion, 'x', eur('5'), 'gift'), 'adjustment 5.00, balance -5.00'],
    ['an operator takes', adjustmentMovement(occasion, 'x', eur('-5'), 'error'), 'adjustment -5.00, balance 5.00'],
  ])('%s', (_what, made, expected) => {
    expect(told(made)).toBe(expected)
  })

  test('nothing is no movement', () => {
    expect(moves(billMovement(ofBill, amountsOf('0', '0')))).toBe(false)
    expect(moves(overpaymentMovement(ofAttempt, eur('0'), card))).toBe(false)
    expect(moves(billMovement(ofBill, amountsOf('1', '0')))).toBe(true)
  })

  test('a charge and its rest are two movements, each posted once', () => {
    const { identity } = chargeMovement(ofAttempt, eur('12'), card)
    const rest = overpaymentMovement(ofAttempt, eur('1'), card)
    expect([identity, rest.identity]).toEqual(['attempt:a1', 'attempt:a1:rest'])
  })

  test('settled and unsettled are one identity: the money of an attempt is booked one way or the other', () => {
    const settled = [chargeMovement(ofAttempt, eur('12'), card), balancePaymentMovement(ofAttempt, eur('12'))]
    const unsettled = unsettledMovement(ofAttempt, eur('12'), card)
    expect(new Set([...settled, unsettled].map((one) => one.identity))).toEqual(new Set(['attempt:a1']))
  })
})

describe('I4 postings sum to zero', () => {
  const facts = { ...ofBill, attemptId: null, identity: 'x', kind: 'bill', description: '' }

  test('what does not is no movement', () => {
    const postings = [
      { book: 'customer', amount: eur('1') },
      { book: 'revenue', amount: eur('-0.99') },
    ] as const
    expect(() => movement({ ...facts, postings }, 'EUR')).toThrow('the postings of x sum to 1000000, not to zero')
  })

  test('neither is what mixes currencies', () => {
    const postings = [
      { book: 'customer', amount: eur('1') },
      { book: 'revenue', amount: parseAmount('-1', 'PLN') },
    ] as const
    expect(() => movement({ ...facts, postings }, 'EUR')).toThrow('PLN')
  })

  test('whatever the amounts', () => {
    const cents = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).map((units) => units * minorUnit('EUR'))
    fc.assert(
      fc.property(cents, cents, (net, tax) => {
        const money = (ucents: bigint) => ({ ucents, currency: 'EUR' }) as const
        const amounts = { net: money(net), tax: money(tax), gross: money(net + tax) }
        for (const made of [
          billMovement(ofBill, amounts),
          refundMovement(ofBill, amounts),
          payoutMovement(ofBill, amounts.net, card),
          chargeMovement(ofAttempt, amounts.net, card),
          unsettledMovement(ofAttempt, negate(amounts.tax), card),
        ]) {
          const total = sum(
            made.postings.map((posting) => posting.amount),
            'EUR',
          )
          expect(total.ucents).toBe(0n)
          expect(made.postings.every((posting) => posting.amount.ucents !== 0n)).toBe(true)
        }
      }),
    )
  })
})
