import type { LocalDate } from '../calendar/calendar.ts'
import type { Service } from './service.ts'

/**
 * The one state inside, of which the four vocabularies outside are made (renewal-rules.md, W), row by row of the table there.
 * `suspended`: by the customer or the operator alone.
 */
export type Standing =
  | 'active'
  | 'unpaid'
  | 'unpaidPastExpiration'
  | 'suspendedUnpaid'
  | 'suspendedExpired'
  | 'suspended'
  | 'terminated'

/** @param hasOpenBill whether an automatic bill for the service is unpaid */
export function standingOf(service: Service, hasOpenBill: boolean, today: LocalDate): Standing {
  const { state, suspensionCauses } = service
  if (state === 'terminated') return 'terminated'
  if (state === 'suspended') {
    if (hasOpenBill || suspensionCauses.includes('unpaid')) return 'suspendedUnpaid'
    return suspensionCauses.includes('expired') ? 'suspendedExpired' : 'suspended'
  }
  if (!hasOpenBill) return 'active'
  return isPast(service, today) ? 'unpaidPastExpiration' : 'unpaid'
}

/** Expired from 00:00 of the expiration on (rule T2). */
export function isPast(service: Service, today: LocalDate): boolean {
  return Temporal.PlainDate.compare(today, service.expiresOn) >= 0
}
