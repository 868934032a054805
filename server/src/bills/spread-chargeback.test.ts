import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DocumentId, OrderId } from '../identity/identity.ts'
import { type Currency, money, parseAmount, toDecimal } from '../money/money.ts'
import { type ChargedBill, spreadChargeback } from './spread-chargeback.ts'

const euro = (text: string) => parseAmount(text, 'EUR' as Currency)

function bill(orderId: number, gross: string, refunded: string, paid: string): ChargedBill {
  const openedAt = Temporal.Instant.from('2026-11-20T12:00:00Z')
  const amounts = { gross: euro(gross), refunded: euro(refunded), paid: euro(paid) }
  return { orderId: orderId as OrderId, billId: `B2026-00000${orderId}` as DocumentId, openedAt, ...amounts }
}

describe('B6 what a chargeback opens again', () => {
  test.each<[string, string, readonly ChargedBill[], readonly (readonly [number, string])[], string]>([
    ['the whole bill', '45.44', [bill(1, '45.44', '0', '45.44')], [[1, '45.44']], '0.00'],
    [
      'a bill of which a line went back to the means',
      '43.05',
      [bill(1, '45.44', '2.39', '45.44')],
      [[1, '43.05']],
      '0.00',
    ],
    [
      'a bill of which a line went to the balance',
      '45.44',
      [bill(1, '45.44', '2.39', '45.44')],
      [[1, '43.05']],
      '2.39',
    ],
    ['a bill that the balance had paid a part of', '40.00', [bill(1, '45.44', '0', '40.00')], [[1, '40.00']], '0.00'],
    ['more than was due', '50.00', [bill(1, '45.44', '0', '45.44')], [[1, '45.44']], '4.56'],
    ['a top-up', '20.00', [], [], '20.00'],
    [
      'several bills',
      '15.00',
      [bill(1, '10.00', '0', '10.00'), bill(2, '5.00', '0', '5.00')],
      [
        [1, '10.00'],
        [2, '5.00'],
      ],
      '0.00',
    ],
    [
      'several bills, one of them refunded',
      '5.00',
      [bill(1, '10.00', '10.00', '10.00'), bill(2, '5.00', '0', '5.00')],
      [[2, '5.00']],
      '0.00',
    ],
  ])('%s', (_name, taken, bills, owed, fromBalance) => {
    const spread = spreadChargeback(euro(taken), bills)
    expect(spread.bills.map((one) => [one.orderId, toDecimal(one.owed)])).toEqual(owed)
    expect(toDecimal(spread.fromBalance)).toBe(fromBalance)
  })

  test('nothing is lost, and no bill is owed more than it is', () => {
    const amount = fc.bigInt({ min: 0n, max: 10_000_000_000n })
    const facts = fc.record({ gross: amount, refunded: amount, paid: amount })
    fc.assert(
      fc.property(amount, fc.array(facts, { maxLength: 4 }), (taken, bills) => {
        const charged = bills.map((one, index) => ({
          ...bill(index, '0', '0', '0'),
          ...{ gross: money(one.gross, 'EUR' as Currency), refunded: money(one.refunded, 'EUR' as Currency) },
          paid: money(one.paid, 'EUR' as Currency),
        }))
        const spread = spreadChargeback(money(taken, 'EUR' as Currency), charged)
        const owed = spread.bills.reduce((sum, one) => sum + one.owed.ucents, 0n)
        expect(owed + spread.fromBalance.ucents).toBe(taken)
        for (const one of spread.bills) {
          expect(one.owed.ucents <= one.paid.ucents).toBe(true)
          expect(one.owed.ucents <= one.gross.ucents - one.refunded.ucents).toBe(true)
        }
      }),
    )
  })
})
