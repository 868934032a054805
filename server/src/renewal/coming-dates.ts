import { type Instant, type LocalDate, localDate } from '../calendar/calendar.ts'
import type { Period } from '../calendar/period.ts'
import type { Ending, RenewalMode } from '../services/service.ts'
import { type Circumstances, plusDays } from './moments.ts'
import { orderMoment } from './order-moment.ts'
import type { OpenDebt } from './renewal.ts'
import { suspensionMoment } from './suspension-moment.ts'

/** What lies before a service, as a calendar shows it. */
export interface ComingDate {
  readonly kind: 'renewal' | 'expiry' | 'end' | 'suspension' | 'termination'
  readonly on: LocalDate
}

/** What its dates follow from. */
export interface DatedService {
  readonly period: Period
  readonly expiresOn: LocalDate
  readonly mode: RenewalMode
  readonly ends: Ending | null
  readonly engagedUntil: LocalDate | null
  readonly holdUntil: LocalDate | null
  readonly lapsedAt: Instant | null
  readonly deletionDays: number
  /** The account renews automatically, or this service may not be manual (rule A2). */
  readonly isRenewing: boolean
  readonly renewDay: number
  readonly oldestDebt: OpenDebt | null
}

/**
 * The dates that will come if nobody does anything (rules A2, A4-A6, A8): when it is renewed, expires, ends, is suspended or terminated.
 * Warnings and payments under way can move a suspension or termination to a later day, never to an earlier one.
 */
export function comingDates(
  service: DatedService,
  circumstances: Pick<Circumstances, 'policy' | 'zone'>,
): ComingDate[] {
  const { expiresOn, ends, engagedUntil, lapsedAt, deletionDays, oldestDebt, mode, isRenewing, renewDay } = service
  const { zone } = circumstances
  const end: ComingDate[] =
    ends === null ? [] : [{ kind: 'end', on: ends === 'engagement' ? (engagedUntil ?? expiresOn) : expiresOn }]
  if (lapsedAt !== null) {
    return [...end, { kind: 'termination', on: localDate(plusDays(lapsedAt, deletionDays, zone), zone) }]
  }
  if (ends === 'expiration') return end
  if (oldestDebt)
    return [
      ...end,
      { kind: 'suspension', on: localDate(suspensionMoment(oldestDebt, service.holdUntil, circumstances), zone) },
    ]
  if (mode === 'manual' || !isRenewing) return [...end, { kind: 'expiry', on: expiresOn }]
  return [...end, { kind: 'renewal', on: localDate(orderMoment(service, renewDay, circumstances), zone) }]
}
