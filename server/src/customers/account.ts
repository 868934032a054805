import type { Instant } from '../calendar/calendar.ts'
import type { AccountId, Nichandle } from '../identity/identity.ts'
import type { Currency } from '../money/money.ts'

export type LegalForm =
  | 'administration'
  | 'association'
  | 'corporation'
  | 'individual'
  | 'other'
  | 'personalcorporation'

export interface Account {
  readonly id: AccountId
  readonly nichandle: Nichandle
  readonly email: string
  readonly firstname: string
  readonly name: string
  readonly organisation: string | null
  readonly legalform: LegalForm
  readonly address: string | null
  readonly city: string | null
  readonly zip: string | null
  readonly phone: string | null
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string
  readonly currency: Currency
  /** `fr_FR`. */
  readonly language: string
  readonly vat: string | null
  readonly createdAt: Instant
}

/** An account to be stored. */
export interface NewAccount extends Omit<Account, 'id'> {
  /** As `hashPassword` wrote it; null: nobody can log in. */
  readonly passwordHash: string | null
}
