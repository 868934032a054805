import { type Instant, isBefore, type LocalDate, startOfDay } from '../calendar/calendar.ts'
import { approximateDays, type Period } from '../calendar/period.ts'
import { type Circumstances, hoursBefore } from './moments.ts'

/** Shorter periods keep their own date, whatever the account's day (rule A2). */
const shortestForRenewDay = 28

/**
 * When the automatic order of a service is due (rule A2): `leadHours` before 00:00 of its expiration, or at 00:00 of the last
 * `renewDay` of a month that is at least that long before.
 * @param renewDay 1-31, clamped in short months; 0: none
 */
export function orderMoment(
  service: { readonly expiresOn: LocalDate; readonly period: Period },
  renewDay: number,
  { policy, zone }: Pick<Circumstances, 'policy' | 'zone'>,
): Instant {
  const lead = hoursBefore(service.expiresOn, policy.leadHours, zone)
  if (renewDay === 0 || approximateDays(service.period) < shortestForRenewDay) return lead
  for (let month = service.expiresOn.toPlainYearMonth(); ; month = month.subtract({ months: 1 })) {
    const day = month.toPlainDate({ day: Math.min(renewDay, month.daysInMonth) })
    const moment = startOfDay(day, zone)
    if (!isBefore(lead, moment)) return moment
  }
}
