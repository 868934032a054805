import { dateOf } from './dates.ts'
import { refusal } from './refusal.ts'

/** `--from` and `--to`: days, both included, as the provider counts them. */
export interface Days {
  readonly from?: string
  readonly to?: string
}

const dayMilliseconds = 86_400_000

/**
 * The API's filter for days. It takes moments, and the provider's zone is not known beforehand, so it asks for a day more on
 * either side; `isWithin` cuts to the day. @throws usage
 */
export function roughRange({ from, to }: Days): { 'date.from'?: string; 'date.to'?: string } {
  return {
    ...(from === undefined ? {} : { 'date.from': moment('--from', from, -dayMilliseconds) }),
    ...(to === undefined ? {} : { 'date.to': moment('--to', to, 2 * dayMilliseconds) }),
  }
}

/** Whether a datetime of the wire falls on one of the days. */
export function isWithin(datetime: string | null, { from, to }: Days): boolean {
  if (datetime === null) return from === undefined && to === undefined
  const date = dateOf(datetime)
  return (from === undefined || date >= from) && (to === undefined || date <= to)
}

/** @throws usage */
export function parseLimit(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY
  if (!/^[1-9]\d{0,6}$/.test(text)) throw refusal('usage', `--limit ${text}: write a number above 0`)
  return Number(text)
}

function moment(flag: string, date: string, margin: number): string {
  const start = Date.parse(`${date}T00:00:00Z`)
  const isDay = /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(start)
  if (!isDay || dateOf(new Date(start).toISOString()) !== date) {
    throw refusal('usage', `${flag} ${date}: write a day as YYYY-MM-DD`)
  }
  return new Date(start + margin).toISOString().replace('.000Z', '+00:00')
}
