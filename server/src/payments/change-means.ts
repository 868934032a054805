import type { LocalDate } from '../calendar/calendar.ts'
import { problem } from '../problem/problem.ts'
import { whyNotUsable } from './choose-means.ts'
import type { PaymentMeans } from './payment.ts'

/** What a change of an account's means is judged by. */
export interface MeansFacts {
  /** All of the account, the changed one too; removed ones left out. */
  readonly registered: readonly PaymentMeans[]
  /** Something of the account renews by itself: it is to be charged one day. */
  readonly isRenewing: boolean
  readonly today: LocalDate
}

/** A default is what automatic bills are collected from, so it must be one that can be charged (rules P7, P8). @throws PAYMENT_MEANS_NOT_VALID */
export function refuseAsDefault(means: PaymentMeans, today: LocalDate): void {
  const why = whyNotUsable(means, today)
  if (why === null) return
  throw problem('PAYMENT_MEANS_NOT_VALID', `payment means ${means.id} ${why}: choose one that can be charged`)
}

/**
 * What services renew by is not taken away from them unnoticed: the last means that can be charged stays while something renews by
 * itself, and the default one until another takes its place. Means that cannot be charged protect nothing.
 * @throws LAST_PAYMENT_MEANS, DEFAULT_PAYMENT_MEANS
 */
export function refuseRemoval(means: PaymentMeans, { registered, isRenewing, today }: MeansFacts): void {
  if (!isRenewing || whyNotUsable(means, today) !== null) return
  const others = registered.filter((one) => one.id !== means.id && whyNotUsable(one, today) === null)
  const id = String(means.id)
  if (others.length === 0) {
    const message = `payment means ${id} is the last that can be charged, and services renew automatically: register another first, or make them manual`
    throw problem('LAST_PAYMENT_MEANS', message, { paymentMethodId: id })
  }
  if (means.isDefault) throw defaultStays(means)
}

/** A default is replaced, not taken away, while something renews by itself. @throws DEFAULT_PAYMENT_MEANS */
export function refuseNoDefault(means: PaymentMeans, { isRenewing }: Pick<MeansFacts, 'isRenewing'>): void {
  if (isRenewing && means.isDefault) throw defaultStays(means)
}

function defaultStays({ id }: PaymentMeans) {
  const message = `payment means ${id} is the default, and services renew automatically: choose another as the default first`
  return problem('DEFAULT_PAYMENT_MEANS', message, { paymentMethodId: String(id) })
}
