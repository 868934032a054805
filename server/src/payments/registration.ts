import type { Instant } from '../calendar/calendar.ts'
import type { AccountId, MeansId } from '../identity/identity.ts'
import type { Currency } from '../money/money.ts'
import type { RegisterableKind, Registrar } from './registrar.ts'

/** Where its holder is sent when a registration is over; null: he stays on the provider's page. */
export interface ReturnAddresses {
  readonly success: string | null
  readonly cancel: string | null
  readonly failure: string | null
}

export type RegistrationOutcome = 'registered' | 'cancelled' | 'refused' | 'expired'

/** How a means comes to be: begun by the API, finished by its holder at the provider. */
export interface Registration {
  readonly accountId: AccountId
  readonly meansId: MeansId
  /** Given to whoever began it: `formSessionId`. */
  readonly formSession: string
  readonly makesDefault: boolean
  readonly returns: ReturnAddresses
  readonly createdAt: Instant
  /** Real time (rule T7). */
  readonly expiresAt: Instant
  readonly outcome: RegistrationOutcome | null
}

/** How long its holder has, in real time. */
export const registrationMinutes = 60

/** The kinds that an account can add: SEPA debits are in euro. None without a registrar. */
export function registerableKinds(
  registrar: Pick<Registrar, 'kinds'> | null | undefined,
  currency: Currency,
): readonly RegisterableKind[] {
  return (registrar?.kinds ?? []).filter((kind) => kind !== 'bankAccount' || currency === 'EUR')
}
