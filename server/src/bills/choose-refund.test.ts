import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleBill, sampleLine } from '../../test/sample-values.ts'
import type { DocumentId, OrderLineId } from '../identity/identity.ts'
import { add, type Money, minorUnit, money, sum, toDecimal, zero } from '../money/money.ts'
import { amountsOf } from '../orders/draft-order.ts'
import { chooseRefund, linesNamed } from './choose-refund.ts'
import type { BillingDocument } from './document.ts'
import type { RefundPart } from './issue-document.ts'

const bill = sampleBill()
const ids = (...values: number[]) => values as readonly number[] as readonly OrderLineId[]
const refundOf = (part: RefundPart, corrects: DocumentId = bill.id) => ({ ...part, corrects })

/** A bill whose lines cost that many minor units, at these rates. */
function billOf(lines: readonly (readonly [cents: number, taxRatePpm: number])[]): BillingDocument {
  const made = lines.map(([cents, taxRatePpm], index) => {
    const totalPrice = money(BigInt(cents) * minorUnit('EUR'), 'EUR')
    return { ...sampleLine({ taxRatePpm, totalPrice }), id: index + 1, orderLineId: (index + 70) as OrderLineId }
  })
  return sampleBill({ lines: made, amounts: amountsOf(made, 'EUR') })
}

describe('B6 in whole or by line', () => {
  test.each([
    [null, '37.87', '7.57', '45.44'],
    [[70], '35.88', '7.18', '43.06'],
    [[71], '1.99', '0.40', '2.39'],
    [[71, 70], '37.87', '7.57', '45.44'],
  ])('lines %j of the guide’s bill give %s + %s = %s', (lines, net, tax, gross) => {
    const { amounts } = chooseRefund({ bill, refunds: [] }, lines && ids(...lines))
    expect([amounts.net, amounts.tax, amounts.gross].map(toDecimal)).toEqual([net, tax, gross])
  })

  test('what is left after one line is the rest, to the cent', () => {
    const first = chooseRefund({ bill, refunds: [] }, ids(71))
    const rest = chooseRefund({ bill, refunds: [refundOf(first)] }, null)
    expect(rest.lines.map((line) => line.orderLineId)).toEqual([70])
    expect(toDecimal(rest.amounts.gross)).toBe('43.05')
    expect(add(first.amounts.gross, rest.amounts.gross)).toEqual(bill.amounts.gross)
  })

  test('each line alone, in any order, sums to the bill exactly: net, tax and gross, whatever the prices and rates', () => {
    const rates = fc.constantFrom(0, 55_000, 190_000, 200_000, 230_000)
    const line = fc.tuple(fc.integer({ min: 1, max: 100_000 }), rates)
    const shuffled = fc
      .array(line, { minLength: 1, maxLength: 8 })
      .chain((lines) =>
        fc.tuple(fc.constant(lines), fc.shuffledSubarray([...lines.keys()], { minLength: lines.length })),
      )
    fc.assert(
      fc.property(shuffled, ([lines, order]) => {
        const made = billOf(lines)
        const refunds: ReturnType<typeof refundOf>[] = []
        for (const index of order) {
          const part = chooseRefund({ bill: made, refunds }, ids(index + 70))
          expect(part.amounts.tax.ucents).toBeGreaterThanOrEqual(0n)
          refunds.push(refundOf(part))
        }
        const total = (of: (part: RefundPart) => Money) => sum(refunds.map(of), 'EUR')
        expect(total(({ amounts }) => amounts.net)).toEqual(made.amounts.net)
        expect(total(({ amounts }) => amounts.tax)).toEqual(made.amounts.tax)
        expect(total(({ amounts }) => amounts.gross)).toEqual(made.amounts.gross)
      }),
    )
  })
})

describe('B6 never more than was paid, never nothing, never twice', () => {
  const whole = refundOf(chooseRefund({ bill, refunds: [] }, null))
  const refused = expect.objectContaining({ code: 'NOTHING_TO_REFUND' })

  test.each([
    ['all of it is refunded', { bill, refunds: [whole] }, null, /all of it is refunded/],
    ['the line is refunded', { bill, refunds: [whole] }, ids(71), /line 2 \(example.ovh\) is refunded already/],
    ['it was free', { bill: billOf([[0, 0]]), refunds: [] }, null, /0\.00/],
    [
      'its discount stays behind',
      {
        bill: billOf([
          [1200, 0],
          [-200, 0],
        ]),
        refunds: [],
      },
      ids(70),
      /10\.00.* were paid/,
    ],
    [
      'it is the discount itself',
      {
        bill: billOf([
          [1200, 0],
          [-200, 0],
        ]),
        refunds: [],
      },
      ids(71),
      /-2\.00/,
    ],
    [
      'its tax outweighs a discount that has none',
      {
        bill: billOf([
          [100, 200_000],
          [-110, 0],
          [500, 0],
        ]),
        refunds: [],
      },
      ids(70, 71),
      /-0\.10 € without tax/,
    ],
  ])('%s', (_why, refundable, chosen, message) => {
    const choosing = () => chooseRefund(refundable, chosen)
    expect(choosing).toThrow(refused)
    expect(choosing).toThrow(message)
  })

  test('a refund of another document takes nothing from this bill', () => {
    const other = refundOf(chooseRefund({ bill, refunds: [] }, null), 'B2026-000002' as DocumentId)
    expect(chooseRefund({ bill, refunds: [other] }, null).amounts.gross).toEqual(bill.amounts.gross)
  })

  test('refunds together never pass what was paid, whatever is asked in whatever order', () => {
    const lines = fc.array(fc.tuple(fc.integer({ min: -500, max: 1_000 }), fc.constantFrom(0, 200_000)), {
      minLength: 1,
      maxLength: 6,
    })
    const asked = fc.array(fc.uniqueArray(fc.integer({ min: 70, max: 75 }), { minLength: 1 }), { maxLength: 6 })
    fc.assert(
      fc.property(lines, asked, (given, requests) => {
        const made = billOf(given)
        const known = new Set<number>(made.lines.map((line) => line.orderLineId))
        let refunds: readonly ReturnType<typeof refundOf>[] = []
        for (const request of requests) {
          try {
            const chosen = ids(...request.filter((id) => known.has(id)))
            refunds = [...refunds, refundOf(chooseRefund({ bill: made, refunds }, chosen))]
          } catch (error) {
            expect(error).toMatchObject({ code: 'NOTHING_TO_REFUND' })
          }
        }
        const back = sum(
          refunds.map(({ amounts }) => amounts.gross),
          'EUR',
        )
        const paid = made.amounts.gross.ucents > 0n ? made.amounts.gross : zero('EUR')
        expect(back.ucents).toBeLessThanOrEqual(paid.ucents)
        const taken = refunds.flatMap((refund) => refund.lines.map((line) => line.orderLineId))
        expect(new Set(taken).size).toBe(taken.length)
        expect(refunds.every(({ amounts }) => amounts.gross.ucents > 0n && amounts.net.ucents >= 0n)).toBe(true)
      }),
    )
  })
})

describe('lines by name', () => {
  test('of the order, or of the bill', () => {
    expect(linesNamed(bill, [71], 'orderLineId')).toEqual([71])
    expect(linesNamed(bill, [2], 'id')).toEqual([71])
  })

  test('of the order, the bill’s own number names none', () => {
    expect(() => linesNamed(bill, [1], 'orderLineId')).toThrow(/the order of bill B\S+ has no line 1: it has 70 \(/)
  })

  test.each([
    [[], /at least one/],
    [[3], /bill B\S+ has no line 3: it has 1 \(.+\), 2 \(.+\)/],
    [[1, 1], /line 1 is named twice/],
  ])('%j is refused', (names, message) => {
    const naming = () => linesNamed(bill, names, 'id')
    expect(naming).toThrow(message)
    expect(naming).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER', details: { field: 'lines' } }))
  })
})
