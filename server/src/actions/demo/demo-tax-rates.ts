import type { TaxRate } from '../../policy/policy.ts'

/** Standard rates of the European Union in percent, with the date from which each counts. */
const table: readonly (readonly [country: string, percent: number, validFrom: string])[] = [
  ['AT', 20, '2014-01-01'],
  ['BE', 21, '2014-01-01'],
  ['BG', 20, '2014-01-01'],
  ['CY', 19, '2014-01-13'],
  ['CZ', 21, '2014-01-01'],
  ['DE', 19, '2014-01-01'],
  ['DK', 25, '2014-01-01'],
  ['EE', 22, '2024-01-01'],
  ['EE', 24, '2025-07-01'],
  ['ES', 21, '2014-01-01'],
  ['FI', 24, '2014-01-01'],
  ['FI', 25.5, '2024-09-01'],
  ['FR', 20, '2014-01-01'],
  ['GR', 24, '2016-06-01'],
  ['HR', 25, '2014-01-01'],
  ['HU', 27, '2014-01-01'],
  ['IE', 23, '2014-01-01'],
  ['IT', 22, '2014-01-01'],
  ['LT', 21, '2014-01-01'],
  ['LU', 17, '2024-01-01'],
  ['LV', 21, '2014-01-01'],
  ['MT', 18, '2014-01-01'],
  ['NL', 21, '2014-01-01'],
  ['PL', 23, '2014-01-01'],
  ['PT', 23, '2014-01-01'],
  ['RO', 19, '2017-01-01'],
  ['RO', 21, '2025-08-01'],
  ['SE', 25, '2014-01-01'],
  ['SI', 22, '2014-01-01'],
  ['SK', 20, '2014-01-01'],
  ['SK', 23, '2025-01-01'],
]

export const demoTaxRates: readonly TaxRate[] = table.map(([country, percent, validFrom]) => ({
  country,
  ratePpm: percent * 10_000,
  validFrom: Temporal.PlainDate.from(validFrom),
}))
