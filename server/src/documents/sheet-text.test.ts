import { expect, test } from 'vitest'
import { parseAmount } from '../money/money.ts'
import { readerOf } from './reader.ts'
import { countryText, dateText, fill, momentText, moneyText, rateText } from './sheet-text.ts'

const [english, french, polish] = ['en_GB', 'fr_FR', 'pl_PL'].map(readerOf) as [never, never, never]

test.each([
  ['45.44', 'EUR', '€45.44', '45,44\u00a0€', '45,44\u00a0€'],
  ['12345.6', 'PLN', 'PLN\u00a012,345.60', '12\u202f345,60\u00a0PLN', '12\u00a0345,60\u00a0zł'],
  [
    '9007199254.99999999',
    'EUR',
    '€9,007,199,254.99999999',
    '9\u202f007\u202f199\u202f254,99999999\u00a0€',
    '9\u00a0007\u00a0199\u00a0254,99999999\u00a0€',
  ],
  ['-1.99', 'EUR', '-€1.99', '-1,99\u00a0€', '-1,99\u00a0€'],
] as const)('%s %s is exact, as each reader writes it', (value, currency, ...expected) => {
  const amount = parseAmount(value, currency)
  expect([english, french, polish].map((reader) => moneyText(amount, reader))).toEqual(expected)
})

test('dates, moments of the zone, rates and countries', () => {
  const date = Temporal.PlainDate.from('2026-12-01')
  expect([english, french, polish].map((reader) => dateText(date, reader))).toEqual([
    '1 Dec 2026',
    '1 déc. 2026',
    '1 gru 2026',
  ])
  const moment = Temporal.Instant.from('2026-07-15T22:30:00Z')
  expect(momentText(moment, 'Europe/Paris', polish)).toBe('16 lipca 2026 00:30')
  expect(rateText(55_000, french)).toMatch(/^5,5[\u00a0\u202f]+%$/)
  expect(rateText(255_000, polish)).toBe('25,5%')
  expect([countryText('PL', french), countryText('??', french)]).toEqual(['Pologne', '??'])
})

test('values are put in as they are, what has none stays', () => {
  expect(fill('{a} {b}', { a: '$& {b}' })).toBe('$& {b} {b}')
})
