import type { LocalDate } from '../calendar/calendar.ts'
import { whyNotUsable } from './choose-means.ts'
import type { PaymentMeans } from './payment.ts'

/** A registered means as of a date: only `usable` ones are charged, the others are refused by name (rule P7). */
export interface RegisteredMeans extends PaymentMeans {
  readonly expired: boolean
  readonly usable: boolean
}

/** Tells what a means can be used for on a date: it is good until the end of its own last date. */
export function asOf(means: PaymentMeans, today: LocalDate): RegisteredMeans {
  const expired = means.expiresOn !== null && Temporal.PlainDate.compare(means.expiresOn, today) < 0
  return { ...means, expired, usable: whyNotUsable(means, today) === null }
}
