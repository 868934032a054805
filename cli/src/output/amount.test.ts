import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountText, decimalText, monthly, sumText } from './amount.ts'

const price = (ucents: number, currencyCode = 'EUR') => ({
  ...{ priceInUcents: ucents, currencyCode },
  ...{ value: ucents / 100_000_000, text: 'a text' },
})

describe('amounts', () => {
  test.each([
    [4_544_000_000, '45.44 EUR'],
    [-199_000_000, '-1.99 EUR'],
    [0, '0.00 EUR'],
    [5, '0.00000005 EUR'],
    [100_000_000_000, '1000.00 EUR'],
  ])('%i ucents are %s', (ucents, text) => expect(amountText(price(ucents))).toBe(text))

  test('without the integer the text of the wire stands', () => {
    expect(amountText({ value: 37.87, currencyCode: 'EUR', text: '37.87 €' })).toBe('37.87 €')
    expect(decimalText({ value: 37.87, currencyCode: 'EUR', text: '37.87 €' })).toBe('37.87')
  })

  test('sums stay exact, and currencies apart', () => {
    expect(sumText([price(10_000_000), price(20_000_000), price(1_000_000_000, 'PLN')])).toBe('0.30 EUR and 10.00 PLN')
    expect(
      sumText([
        { value: 0.1, currencyCode: 'EUR', text: '' },
        { value: 0.2, currencyCode: 'EUR', text: '' },
      ]),
    ).toBe('0.30 EUR')
  })

  test('a month of a year', () => {
    expect(amountText(monthly(price(3_900_000_000), 12))).toBe('3.25 EUR')
    expect(amountText(monthly(price(199_000_000), 12))).toBe('0.17 EUR')
    expect(amountText(monthly(price(-199_000_000), 12))).toBe('-0.17 EUR')
  })

  test('a double of cents and its integer are one amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (cents) => {
        const { priceInUcents, ...double } = price(cents * 1_000_000)
        expect(sumText([double])).toBe(amountText(price(priceInUcents)))
      }),
    )
  })
})
