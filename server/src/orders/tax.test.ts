import { countries } from 'jsvat'
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
    expect(() => decide('DE', 'individual', false)).toThrow(
      expect.objectContaining({ code: 'TAX_RATE_MISSING', details: { country: 'DE', date: '2026-11-22' } }),
    )
    expect(() => decide('DE', 'individual', false)).toThrow('PUT /admin/tax-rates')
    expect(() => decide('PL', 'individual', false, Temporal.PlainDate.from('2010-12-31'))).toThrow('no tax rate')
  })
})

describe('B4 the form of a VAT number: its country’s pattern and check digits', () => {
  test.each([
    ['FR', 'FR40303265045'],
    ['FR', 'fr 40 303.265-045'],
    ['FR', 'FR83404833048'],
    ['PL', 'PL8567346215'],
    ['PL', 'PL 526-000-12-46'],
    ['DE', 'DE136695976'],
    ['DE', 'DE123456788'],
    ['GR', 'EL094259216'],
    ['GR', 'EL 094 014 201'],
    ['IE', 'IE6433435F'],
  ])('%s: %s is one', (country, vat) => {
    expect(isPlausibleVat(vat, country)).toBe(true)
  })

  test.each([
    ['FR', null, 'nothing'],
    ['FR', '', 'nothing'],
    ['FR', 'FR', 'the prefix alone'],
    ['FR', 'FR41303265045', 'a wrong key'],
    ['FR', 'FR40303265046', 'a wrong last digit'],
    ['FR', 'FR403032650451', 'too long'],
    ['FR', '40303265045', 'no prefix'],
    ['FR', 'FR40303_265045', 'a sign that nobody writes between digits'],
    ['FR', 'DE136695976', 'another country’s'],
    ['PL', 'PL8567346216', 'a wrong last digit'],
    ['PL', 'PL8576346215', 'two digits swapped'],
    ['PL', 'PL856734621', 'too short'],
    ['DE', 'DE136695978', 'a wrong last digit'],
    ['DE', 'DE123456789', 'digits in a row'],
    ['DE', 'DE036695976', 'a zero in front'],
    ['GR', 'EL123456789', 'digits in a row'],
    ['GR', 'GR094259216', 'the prefix that Greece does not use'],
    ['CH', 'CHE116281710', 'outside the EU'],
    ['GB', 'GB980780684', 'outside the EU'],
  ])('%s: %s is none (%s)', (country, vat, _why) => {
    expect(isPlausibleVat(vat, country)).toBe(false)
  })

  test('every country of the EU has its pattern', () => {
    const codes = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')
    expect(codes.filter((code) => !countries.some((one) => one.codes.includes(code)))).toEqual([])
  })
})
