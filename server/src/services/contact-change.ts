import type { Instant } from '../calendar/calendar.ts'
import type { AccountId, Nichandle, ServiceId } from '../identity/identity.ts'
import type { ContactMove } from './contact.ts'

/** `waiting`: for answers; `aborted`: its service was terminated meanwhile. */
export type ContactChangeState = 'waiting' | 'done' | 'refused' | 'expired' | 'aborted'

/** What names a change: the account that the service is of, and a number. */
export interface ContactChangeKey {
  readonly accountId: AccountId
  readonly id: number
}

/** A change of contacts that both sides must accept, each by a token that is mailed to it. */
export interface ContactChange extends ContactChangeKey, ContactMove {
  readonly serviceId: ServiceId
  readonly serviceName: string
  /** The account that the service is of. */
  readonly askedBy: Nichandle
  readonly state: ContactChangeState
  /** Business time, as the end. */
  readonly requestedAt: Instant
  readonly endedAt: Instant | null
}

/** One side of a change, as it has answered. */
export interface ContactAnswer {
  /** Who must answer. */
  readonly accountId: AccountId
  readonly change: ContactChangeKey
  readonly hasAccepted: boolean
}
