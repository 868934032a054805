import { expect, test } from 'vitest'
import { money, parseAmount, toDecimal } from '../money/money.ts'
import { splitRefund } from './split-refund.ts'

const euro = (value: string) => money(parseAmount(value, 'EUR').ucents, 'EUR')

test.each([
  ['10.00', '10.00', '0.00', '10.00', '0.00'],
  ['10.00', '6.00', '0.00', '6.00', '4.00'],
  ['4.00', '6.00', '0.00', '4.00', '0.00'],
  ['4.00', '6.00', '4.00', '2.00', '2.00'],
  ['4.00', '6.00', '6.00', '0.00', '4.00'],
  ['4.00', '0.00', '0.00', '0.00', '4.00'],
])('B6, P8 a refund of %s of a charge of %s of which %s went back: %s to the means, %s to the balance', (...row) => {
  const [refunded, charged, back, toMeans, toBalance] = row
  const split = splitRefund({ refunded: euro(refunded), charged: euro(charged), back: euro(back) })
  expect([toDecimal(split.toMeans), toDecimal(split.toBalance)]).toEqual([toMeans, toBalance])
})
