import type { LocalDate } from '../calendar/calendar.ts'

/** The numbers of the rules that an operator can change (`/admin/policy`). Hours and days as their names say. */
export interface Policy {
  readonly leadHours: number
  readonly retryDays: readonly number[]
  readonly graceDays: number
  readonly warningHours: number
  readonly terminationWarningDays: number
  readonly endingNoticeDays: readonly number[]
  readonly cutOffHours: number
  readonly reminderDays: {
    readonly automatic: readonly number[]
    readonly manual: readonly number[]
    readonly card: readonly number[]
  }
  /** How long an order made by a person can be paid (rule O4). */
  readonly orderHours: number
}

export const defaultPolicy: Policy = {
  leadHours: 24,
  retryDays: [2, 4, 6],
  graceDays: 7,
  warningHours: 24,
  terminationWarningDays: 3,
  endingNoticeDays: [30, 3],
  cutOffHours: 24,
  reminderDays: { automatic: [30], manual: [30, 15, 7, 3, 1], card: [30] },
  orderHours: 24,
}

/** The seller (`/admin/company`). `legalEntity` names its document series (rule B1). */
export interface Company {
  readonly legalEntity: string
  readonly name: string
  readonly address: string
  /** ISO 3166-1 alpha-2: the seller's country of rule B4. */
  readonly country: string
  readonly vat: string | null
}

export const defaultCompany: Company = {
  legalEntity: 'odnowa',
  name: 'Odnowa SAS',
  address: '2 rue du Renouveau, 59100 Roubaix, France',
  country: 'FR',
  vat: 'FR00123456789',
}

export interface TaxRate {
  readonly country: string
  /** Millionths: 200,000 is 20 %. */
  readonly ratePpm: number
  readonly validFrom: LocalDate
}

const standardPercent: Readonly<Record<string, number>> = {
  ...{
    AT: 20,
    BE: 21,
    BG: 20,
    CY: 19,
    CZ: 21,
    DE: 19,
    DK: 25,
    EE: 24,
    ES: 21,
    FI: 25.5,
    FR: 20,
    GR: 24,
    HR: 25,
    HU: 27,
  },
  ...{ IE: 23, IT: 22, LT: 21, LU: 17, LV: 21, MT: 18, NL: 21, PL: 23, PT: 23, RO: 21, SE: 25, SI: 22, SK: 23 },
}
const sinceLongAgo = Temporal.PlainDate.from('2020-01-01')

/** The standard rates of the European Union as of 2026: what an operator who enters none gets; each later one counts instead. */
export const defaultTaxRates: readonly TaxRate[] = Object.entries(standardPercent).map(([country, percent]) => {
  return { country, ratePpm: percent * 10_000, validFrom: sinceLongAgo }
})

/** The defaults with the operator's rates laid over, by country and date. */
export function withDefaultRates(entered: readonly TaxRate[]): readonly TaxRate[] {
  const rates = new Map([...defaultTaxRates, ...entered].map((rate) => [`${rate.country} ${rate.validFrom}`, rate]))
  return [...rates.keys()].sort().flatMap((key) => rates.get(key) ?? [])
}

/** The rate of a country at a date: the latest that is valid by then; null when the country has none. */
export function taxRateOf(rates: readonly TaxRate[], country: string, date: LocalDate): number | null {
  const valid = rates.filter(
    (rate) => rate.country === country && Temporal.PlainDate.compare(rate.validFrom, date) <= 0,
  )
  valid.sort((left, right) => Temporal.PlainDate.compare(right.validFrom, left.validFrom))
  return valid[0]?.ratePpm ?? null
}
