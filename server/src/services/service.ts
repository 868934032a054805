import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { Period } from '../calendar/period.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'

export type RenewalMode = 'automatic' | 'manual'
export type ServiceState = 'active' | 'suspended' | 'terminated'
export type SuspensionCause = 'unpaid' | 'expired' | 'customer' | 'operator'
/** When a service that is set to end does so (rule A8). */
export type Ending = 'expiration' | 'engagement'

/** A running service: paid for `[startsOn, expiresOn)` in local dates (rule T2). */
export interface Service {
  readonly accountId: AccountId
  readonly id: ServiceId
  readonly planCode: string
  readonly family: string
  readonly name: string
  readonly displayName: string | null
  readonly parentId: ServiceId | null
  /** Services with the same group are linked (rule S1). */
  readonly linkGroup: number | null
  readonly quantity: number
  readonly startsOn: LocalDate
  readonly expiresOn: LocalDate
  /** 1-31, rule T4. */
  readonly anchorDay: number
  readonly period: Period
  readonly mode: RenewalMode
  readonly ends: Ending | null
  readonly engagedUntil: LocalDate | null
  readonly engagementEndRule: string | null
  readonly state: ServiceState
  readonly suspensionCauses: readonly SuspensionCause[]
  readonly createdAt: Instant
}

/** What names a service. */
export type ServiceKey = Pick<Service, 'accountId' | 'id'>
