import type { Instant } from '../calendar/calendar.ts'
import type { AccountId } from '../identity/identity.ts'

/** `trusted` is as good as `active`; a `blocked` or `inactive` application's key opens nothing. */
export type ApplicationStatus = 'active' | 'blocked' | 'inactive' | 'trusted'

/** A program that speaks to the API. It may hold credentials of many accounts; `accountId` is who made it. */
export interface Application {
  readonly id: number
  readonly accountId: AccountId
  readonly applicationKey: string
  readonly name: string
  readonly description: string
  readonly status: ApplicationStatus
  readonly createdAt: Instant
}

/** An application to be stored; its secret must be read again to check signatures, so it is sealed and not hashed. */
export interface NewApplication extends Omit<Application, 'id' | 'status'> {
  readonly secretSealed: Buffer
}

/** Whether the keys of an application of this status open anything. */
export function mayOpen(status: ApplicationStatus): boolean {
  return status === 'active' || status === 'trusted'
}
