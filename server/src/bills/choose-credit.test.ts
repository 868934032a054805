import { describe, expect, test } from 'vitest'
import { sampleBill, sampleLine } from '../../test/sample-values.ts'
import type { OrderLineId, ServiceId } from '../identity/identity.ts'
import { minorUnit, money, toDecimal } from '../money/money.ts'
import { amountsOf } from '../orders/draft-order.ts'
import { chooseCredit } from './choose-credit.ts'
import { chooseRefund } from './choose-refund.ts'

const euro = (cents: number) => money(BigInt(cents) * minorUnit('EUR'), 'EUR')

/** A bill of services 1, 2 ... at these prices in cents, without tax, on lines 71, 72 ...; all of it is owed unless said otherwise. */
function unpaid(
  prices: readonly number[],
  { owed, isChargedBack = false }: { owed?: number; isChargedBack?: boolean } = {},
) {
  const lines = prices.map((cents, index) => ({
    ...sampleLine({ taxRatePpm: 0, totalPrice: euro(cents) }),
    ...{ id: index + 1, orderLineId: (index + 71) as OrderLineId, serviceId: (index + 1) as ServiceId },
  }))
  const amounts = amountsOf(lines, 'EUR')
  const debts = [{ owed: owed === undefined ? amounts.gross : euro(owed), isChargedBack }]
  return { bill: sampleBill({ lines, amounts }), refunds: [], debts }
}

const live = (...ids: number[]) => new Set(ids as readonly number[] as readonly ServiceId[])

describe('A6 what is credited of an unpaid bill', () => {
  test.each([
    ['all is terminated', unpaid([350, 100]), live(), ['4.50', '4.50', '0.00', true, []]],
    ['one is: the rest is still owed', unpaid([350, 100]), live(1), ['1.00', '1.00', '0.00', false, []]],
    ['a discount is, which cannot be credited alone', unpaid([350, -50]), live(1), ['3.00', '3.00', '0.00', true, [1]]],
    [
      'what is discounted is, and is more than the bill',
      unpaid([350, -50]),
      live(2),
      ['3.00', '3.00', '0.00', true, [2]],
    ],
    ['all that the bill asked, and what is free lives', unpaid([350, 0]), live(2), ['3.50', '3.50', '0.00', true, [2]]],
    [
      'one is, of a bill that was charged back in part',
      unpaid([350, 100], { owed: 200, isChargedBack: true }),
      live(2),
      ['3.50', '2.00', '1.50', true, [2]],
    ],
  ])('%s', (_what, bill, living, expected) => {
    const credit = chooseCredit(bill, living)
    if (!credit) throw new Error('nothing is credited')
    const { part, off, surplus, isWhole, rebilled } = credit
    expect([...[part.amounts.gross, off, surplus].map(toDecimal), isWhole, rebilled]).toEqual(expected)
  })

  test.each([
    ['all live', unpaid([350, 100]), live(1, 2)],
    [
      'a discount is terminated that was charged back with what it is for',
      unpaid([350, -50], { isChargedBack: true }),
      live(1),
    ],
    ['nothing was asked', unpaid([0, 0]), live(1)],
  ])('nothing when %s', (_what, bill, living) => {
    expect(chooseCredit(bill, living)).toBeNull()
  })

  test('what was credited before is not credited again, nor billed anew', () => {
    const bill = unpaid([350, 100, 50], { owed: 150 })
    const before = { ...chooseRefund(bill, [71 as OrderLineId]), corrects: bill.bill.id }
    const credit = chooseCredit({ ...bill, refunds: [before] }, live(1, 3))
    expect(credit && [toDecimal(credit.part.amounts.gross), credit.isWhole, credit.rebilled]).toEqual([
      '1.00',
      false,
      [],
    ])
  })
})
