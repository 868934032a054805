import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { AccountId, MeansId } from '../identity/identity.ts'
import type { RegisteredMeansKind } from './payment.ts'

/** What a holder can add himself. Deferred payment is granted by the operator. */
export type RegisterableKind = Exclude<RegisteredMeansKind, 'deferredPaymentAccount'>

/** A bank account as its holder wrote it, checked (`bank-account.ts`). */
export interface BankAccount {
  readonly iban: string
  readonly bic: string
  readonly ownerName: string
  readonly ownerAddress: string
}

export interface RegistrationRequest {
  readonly accountId: AccountId
  /** Names the registration at the provider: begun again, it gets a new address, and the old one leads nowhere. */
  readonly meansId: MeansId
  readonly kind: RegisterableKind
  /** What is known already of a bank account; its holder has to sign the mandate only. */
  readonly bankAccount: BankAccount | null
  /** Real time (rule T7): nothing can be registered from then on. */
  readonly expiresAt: Instant
}

/** What the provider has registered. Of a card its number is not here: the provider keeps it, and gives the token that stands for it. */
export type RegisteredFacts =
  | {
      readonly kind: 'creditCard'
      readonly token: string
      /** As `me.payment.AvailableSubTypeEnum` has it: `VISA`. */
      readonly brand: string
      readonly lastDigits: string
      /** The last day on which it can be charged. */
      readonly expiresOn: LocalDate
    }
  | { readonly kind: 'paypal'; readonly token: string; readonly email: string }
  | ({ readonly kind: 'bankAccount'; readonly token: string; readonly signedOn: LocalDate } & BankAccount)

export type RegistrationAnswer =
  /** Its holder has not come back yet. */
  | { readonly state: 'open' }
  | { readonly state: 'cancelled' }
  /** The provider takes none of what its holder tried. */
  | { readonly state: 'refused' }
  | { readonly state: 'registered'; readonly facts: RegisteredFacts }

/**
 * The port through which holders add means of payment, beside `Gateway`, through which they are charged. A house without one
 * registers nothing. Never called inside a transaction.
 */
export interface Registrar {
  readonly kinds: readonly RegisterableKind[]
  /** Opens a registration at the provider; answers where the holder types what the house must not know. */
  begin(request: RegistrationRequest): Promise<{ readonly url: string }>
  /** What has become of it. Asking changes nothing. */
  ask(meansId: MeansId): Promise<RegistrationAnswer>
}
