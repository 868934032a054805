import { refusal } from './refusal.ts'

/** Local dates are `YYYY-MM-DD`, as the API writes them; a datetime's first ten characters are its local date. */
const dayMilliseconds = 86_400_000

/** The local date of a datetime of the wire (`2027-02-25T00:00:00+01:00`), in the zone that it was written in. */
export function dateOf(datetime: string): string {
  return datetime.slice(0, 10)
}

/** Whole days from one local date to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return (noon(to) - noon(from)) / dayMilliseconds
}

/**
 * The local date at a moment, with the offset that a datetime of the wire carries: the provider's own "today", to an hour around
 * the change to summer time.
 */
export function localDate(milliseconds: number, datetime: string): string {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(datetime) ?? []
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
  return new Date(milliseconds + (sign === '-' ? -offset : offset)).toISOString().slice(0, 10)
}

const units = { D: 'days', W: 'weeks', M: 'months', Y: 'years' } as const

/** A period of one unit. @throws usage when the text is no such period */
export function parsePeriod(text: string): {
  readonly count: number
  readonly unit: 'days' | 'weeks' | 'months' | 'years'
} {
  const [, count, unit] = /^P(\d{1,4})([DWMY])$/.exec(text) ?? []
  if (!count || !unit || Number(count) === 0) {
    throw refusal('usage', `"${text}" is no period: write one unit, such as P30D, P1M, P3M or P1Y`)
  }
  return { count: Number(count), unit: units[unit as keyof typeof units] }
}

/** A local date and a period; the day is kept, or is the last of a shorter month. */
export function addPeriod(date: string, period: string): string {
  const { count, unit } = parsePeriod(period)
  if (unit === 'days' || unit === 'weeks') {
    return isoDate(noon(date) + count * (unit === 'weeks' ? 7 : 1) * dayMilliseconds)
  }
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const target = month - 1 + count * (unit === 'years' ? 12 : 1)
  const lastDay = new Date(Date.UTC(year, target + 1, 0)).getUTCDate()
  return isoDate(Date.UTC(year, target, Math.min(day, lastDay), 12))
}

/** Months of a period that is a number of months; null for days and weeks. */
export function monthsOf(period: string): number | null {
  const { count, unit } = parsePeriod(period)
  if (unit === 'months') return count
  return unit === 'years' ? count * 12 : null
}

/** `in 12 days`, `today`, `5 days ago`. */
export function daysText(days: number): string {
  if (days === 0) return 'today'
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`
  return days > 0 ? `in ${count}` : `${count} ago`
}

/** Noon UTC, so that no rounding can touch the day. */
function noon(date: string): number {
  return Date.parse(`${date}T12:00:00Z`)
}

function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}
