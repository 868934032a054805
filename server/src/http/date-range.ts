import { type Instant, parseInstant } from '../calendar/calendar.ts'
import { problem } from '../problem/problem.ts'

export interface DateRange {
  readonly from: Instant | null
  readonly to: Instant | null
}

/**
 * The `date.from` and `date.to` of a list; null for one that was not given.
 * @throws INVALID_PARAMETER naming the parameter that is no moment
 */
export function dateRange(query: { readonly 'date.from'?: string; readonly 'date.to'?: string }): DateRange {
  return { from: moment(query['date.from'], 'date.from'), to: moment(query['date.to'], 'date.to') }
}

function moment(text: string | undefined, field: string): Instant | null {
  if (text === undefined) return null
  const instant = parseInstant(text)
  if (instant !== null) return instant
  throw problem('INVALID_PARAMETER', `${field}: "${text}" is no moment: write one such as 2027-01-31T00:00:00+01:00`, {
    field,
  })
}
