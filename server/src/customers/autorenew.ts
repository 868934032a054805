import { problem } from '../problem/problem.ts'

/** How an account renews (rule A2). */
export interface AccountRenewal {
  /** 1-31, clamped in short months: the day on which automatic orders are made. 0: each by its service's own date. */
  readonly renewDay: number
  /** False: paused. Services behave as manual where their plans allow manual. */
  readonly active: boolean
}

const lastRenewDay = 31

/**
 * How an account renews after a change, or null when the change changes nothing (rule A2). What is left out stays.
 * @throws INVALID_PARAMETER for a day that no month has
 */
export function changeAccountRenewal(
  before: AccountRenewal,
  change: { readonly renewDay?: number | undefined; readonly active?: boolean | undefined },
): AccountRenewal | null {
  const { renewDay = before.renewDay, active = before.active } = change
  if (!Number.isInteger(renewDay) || renewDay < 0 || renewDay > lastRenewDay) {
    const message = `renewDay is ${renewDay}: it must be a day of the month, 1 to ${lastRenewDay}, or 0 for none`
    throw problem('INVALID_PARAMETER', message, { field: 'renewDay' })
  }
  return renewDay === before.renewDay && active === before.active ? null : { renewDay, active }
}
