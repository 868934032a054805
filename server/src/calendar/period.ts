import { problem } from '../problem/problem.ts'

/** A normalised ISO-8601 period with one unit (rule T3): `P30D`, `P2W`, `P3M`, `P1Y`; never `P12M`. */
export type Period = string & { readonly brand: 'Period' }

export type PeriodUnit = 'days' | 'weeks' | 'months' | 'years'

const unitOf = { D: 'days', W: 'weeks', M: 'months', Y: 'years' } as const satisfies Record<string, PeriodUnit>
const daysOf: Record<PeriodUnit, number> = { days: 1, weeks: 7, months: 30, years: 365 }

/**
 * Reads and normalises a period (rule T3): `P12M` becomes `P1Y`.
 * @param field that the text came in, for the error to name
 * @throws INVALID_PERIOD for anything but one positive unit of at most 9,999.
 */
export function parsePeriod(text: string, field?: string): Period {
  const match = /^P([1-9]\d{0,3})([DWMY])$/.exec(text)
  if (!match) {
    throw problem(
      'INVALID_PERIOD',
      `${field ? `${field}: ` : ''}"${text}" is no period: write one unit of days, weeks, months or years, such as P1M or P1Y`,
      field ? { field } : {},
    )
  }
  const count = Number(match[1])
  return (match[2] === 'M' && count % 12 === 0 ? `P${count / 12}Y` : text) as Period
}

/** How many of which unit: `P3M` is 3 months (rule T3). */
export function periodParts(period: Period): { readonly count: number; readonly unit: PeriodUnit } {
  const unit = period.at(-1) as keyof typeof unitOf
  return { count: Number(period.slice(1, -1)), unit: unitOf[unit] }
}

/** Months of a period, null for days and weeks: what `serviceInfos.renew.period` can say (rule T3). */
export function periodInMonths(period: Period): number | null {
  const { count, unit } = periodParts(period)
  return unit === 'months' ? count : unit === 'years' ? count * 12 : null
}

/** A length in days that only orders periods (rule S7): year 365, month 30, week 7. */
export function approximateDays(period: Period): number {
  const { count, unit } = periodParts(period)
  return count * daysOf[unit]
}

/** Sorts from short to long (rule S7): by approximate days, then the finer unit first, so that P30D stands before P1M. */
export function comparePeriods(left: Period, right: Period): number {
  const difference = approximateDays(left) - approximateDays(right)
  return difference === 0 ? daysOf[periodParts(left).unit] - daysOf[periodParts(right).unit] : difference
}

/**
 * The date one period after `date` (rule T4). Months and years go to the target month and take
 * `min(anchorDay, its last day)`; days and weeks are added as days.
 * @param anchorDay 1-31, the day of the month on which the service began
 */
export function addPeriod(date: Temporal.PlainDate, period: Period, anchorDay: number): Temporal.PlainDate {
  const { count, unit } = periodParts(period)
  if (unit === 'days' || unit === 'weeks') return date.add({ [unit]: count })
  const months = date.year * 12 + date.month - 1 + (unit === 'years' ? count * 12 : count)
  // a day that the month does not have becomes its last; adding to a PlainYearMonth takes five times as long
  return Temporal.PlainDate.from({ year: Math.floor(months / 12), month: (months % 12) + 1, day: anchorDay })
}
