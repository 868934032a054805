import { type Instant, type LocalDate, localDate, type Zone } from '../../../calendar/calendar.ts'
import type { MeansId, Nichandle } from '../../../identity/identity.ts'
import type { RegisteredMeansKind } from '../../../payments/payment.ts'
import type { MeansRequest } from '../../means/add-payment-means.ts'
import { demoAccount, germanAccount, polishAccount } from './demo-accounts.ts'

interface Row {
  readonly isDefault?: true
  readonly iban?: string
  /** Cards end at the end of a month so many years from now. */
  readonly years?: number
  readonly outcomes?: readonly string[]
}

const table: readonly (readonly [Nichandle, RegisteredMeansKind, number, Row])[] = [
  [demoAccount, 'paypal', 1234, { isDefault: true }],
  [demoAccount, 'creditCard', 5678, { years: 3 }],
  [demoAccount, 'bankAccount', 9012, { iban: 'FR7630006000011234567890189' }],
  [demoAccount, 'creditCard', 4002, { years: 2, outcomes: ['decline:insufficient_funds'] }],
  [polishAccount, 'creditCard', 21234, { isDefault: true, years: 2 }],
  [germanAccount, 'deferredPaymentAccount', 31234, { isDefault: true }],
  [germanAccount, 'bankAccount', 39012, { iban: 'DE89370400440532013000' }],
]

/** Means of payment of the demo accounts; card 4002 always declines. */
export function demoMeans(now: Instant, zone: Zone): readonly Omit<MeansRequest, 'operator'>[] {
  const today = localDate(now, zone)
  return table.map(([nichandle, kind, id, { isDefault = false, iban = null, years, outcomes = null }]) => ({
    ...{ nichandle, kind, id: id as MeansId, isDefault, iban, outcomes, termsDays: null },
    expiresOn: years === undefined ? null : endOfMonth(today.add({ years })),
  }))
}

function endOfMonth(date: LocalDate): LocalDate {
  return date.with({ day: date.daysInMonth })
}
