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

/** The rate of a country at a date: the latest that is valid by then; null when the country has none. */
export function taxRateOf(rates: readonly TaxRate[], country: string, date: LocalDate): number | null {
  const valid = rates.filter(
    (rate) => rate.country === country && Temporal.PlainDate.compare(rate.validFrom, date) <= 0,
  )
  valid.sort((left, right) => Temporal.PlainDate.compare(right.validFrom, left.validFrom))
  return valid[0]?.ratePpm ?? null
}
