import { describe, expect, test } from 'vitest'
import type { LegalForm } from '../customers/account.ts'
import { decideTax, isPlausibleVat } from './tax.ts'

const date = Temporal.PlainDate.from('2026-11-22')
const rates = [
  ['FR', 196_000, '2000-04-01'],
  ['FR', 200_000, '2014-01-01'],
  ['FR', 210_000, '2026-11-23'],
  ['PL', 230_000, '2011-01-01'],
  ['CH', 81_000, '2024-01-01'],
] as const
const rateRows = rates.map(([country, ratePpm, from]) => ({
  country,
  ratePpm,
  validFrom: Temporal.PlainDate.from(from),
}))

function decide(country: string, legalform: LegalForm, vatValid: boolean, on = date, sellerCountry = 'FR') {
  return decideTax({ sellerCountry, customer: { country, legalform, vatValid }, rates: rateRows, date: on })
}

describe('B4 tax', () => {
  test.each([
    ['a person at home', 'FR', 'individual', false, 200_000, null],
    ['a business at home, with a number', 'FR', 'corporation', true, 200_000, null],
    ['a person elsewhere in the EU', 'PL', 'individual', false, 230_000, null],
    ['a person there who has a number', 'PL', 'individual', true, 230_000, null],
    ['a business there without a number', 'PL', 'corporation', false, 230_000, null],
    ['a business there with one', 'PL', 'corporation', true, 0, 'reverseCharge'],
    ['an association with one', 'PL', 'association', true, 0, 'reverseCharge'],
    ['a person outside the EU', 'CH', 'individual', false, 0, 'outsideUnion'],
    ['a business outside the EU', 'US', 'corporation', true, 0, 'outsideUnion'],
    ['a business of Great Britain', 'GB', 'corporation', true, 0, 'outsideUnion'],
  ] as const)('%s', (_who, country, legalform, vatValid, ratePpm, note) => {
    expect(decide(country, legalform, vatValid)).toEqual({ ratePpm, note })
  })

  test.each([
    ['2013-12-31', 196_000],
    ['2014-01-01', 200_000],
    ['2026-11-22', 200_000],
    ['2026-11-23', 210_000],
  ])('the rate of the day: %s', (on, ratePpm) => {
    expect(decide('FR', 'individual', false, Temporal.PlainDate.from(on)).ratePpm).toBe(ratePpm)
  })

  test('a seller outside the EU: its own rate at home, none anywhere else', () => {
    expect(decide('CH', 'individual', false, date, 'CH')).toEqual({ ratePpm: 81_000, note: null })
    expect(decide('FR', 'individual', false, date, 'CH')).toEqual({ ratePpm: 0, note: 'outsideUnion' })
  })

  test('a rate that is missing is an error of the operator, never a tax of nothing', () => {
    expect(() => decide('DE', 'individual', false)).toThrow('there is no tax rate for DE on 2026-11-22')
    expect(() => decide('PL', 'individual', false, Temporal.PlainDate.from('2010-12-31'))).toThrow('no tax rate')
  })
})

describe('B4 the form of a VAT number', () => {
  test.each([
    ['FR', 'FR00123456789'],
    ['FR', 'fr 00 123.456-789'],
    ['DE', 'DE123456789'],
    ['GR', 'EL123456789'],
    ['IE', 'IE1234567WA'],
  ])('%s: %s is one', (country, vat) => {
    expect(isPlausibleVat(vat, country)).toBe(true)
  })

  test.each([
    ['FR', null],
    ['FR', ''],
    ['FR', 'FR'],
    ['FR', 'FR1'],
    ['FR', 'DE123456789'],
    ['FR', '00123456789'],
    ['FR', 'FR00123456789012345'],
    ['FR', 'FR00123/456'],
    ['GR', 'GR123456789'],
    ['CH', 'CHE123456789'],
  ])('%s: %s is none', (country, vat) => {
    expect(isPlausibleVat(vat, country)).toBe(false)
  })
})
