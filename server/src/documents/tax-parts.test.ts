import fc from 'fast-check'
import { expect, test } from 'vitest'
import { euro } from '../../test/sample-values.ts'
import { minorUnit, money, sum, toDecimal } from '../money/money.ts'
import { amountsOf } from '../orders/draft-order.ts'
import { taxParts } from './tax-parts.ts'

const line = (totalPrice: string, taxRatePpm: number) => ({ totalPrice: euro(totalPrice), taxRatePpm })
const told = (parts: ReturnType<typeof taxParts>) =>
  parts.map(({ ratePpm, net, tax }) => [ratePpm, toDecimal(net), toDecimal(tax)])

test('O3 one part for each rate, lowest first, tax once on the sum of its lines', () => {
  const lines = [line('35.88', 200_000), line('10.00', 0), line('1.99', 200_000), line('4.00', 55_000)]
  expect(told(taxParts(lines, amountsOf(lines, 'EUR')))).toEqual([
    [0, '10.00', '0.00'],
    [55_000, '4.00', '0.22'],
    [200_000, '37.87', '7.57'],
  ])
})

test('B6 a refund whose tax is a cent off its lines: the largest taxed rate has the cent', () => {
  const lines = [line('100.00', 0), line('1.99', 200_000), line('1.00', 55_000)]
  expect(told(taxParts(lines, { tax: euro('0.45') }))).toEqual([
    [0, '100.00', '0.00'],
    [55_000, '1.00', '0.06'],
    [200_000, '1.99', '0.39'],
  ])
})

test('the parts sum to net and tax, whatever the lines', () => {
  const some = fc.record({
    totalPrice: fc.integer({ min: -9_999, max: 99_999 }).map((cents) => money(BigInt(cents) * minorUnit('EUR'), 'EUR')),
    taxRatePpm: fc.constantFrom(0, 55_000, 200_000, 255_000),
  })
  fc.assert(
    fc.property(fc.array(some), (lines) => {
      const amounts = amountsOf(lines, 'EUR')
      const parts = taxParts(lines, amounts)
      const total = (of: 'net' | 'tax') =>
        sum(
          parts.map((part) => part[of]),
          'EUR',
        )
      expect([total('net'), total('tax')]).toEqual([amounts.net, amounts.tax])
    }),
  )
})
