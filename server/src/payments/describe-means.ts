import { electronicFormatIBAN, isValidIBAN } from 'ibantools'
import { problem } from '../problem/problem.ts'
import type { RegisteredMeansKind } from './payment.ts'

/** What shows a means to its holder, and what a provider must know of it. */
export interface MeansDescription {
  /** Safe to show: `**** **** **** 5678`. */
  readonly label: string
  readonly details: Readonly<Record<string, string>>
}

/** What is known of a means when it is registered; `iban` for bank accounts. */
export interface MeansFacts {
  readonly kind: RegisteredMeansKind
  readonly id: number
  readonly email: string
  readonly holder: string
  readonly iban: string | null
}

const described: Readonly<Record<RegisteredMeansKind, (facts: MeansFacts) => MeansDescription>> = {
  paypal: ({ email, id }) => ({ label: email, details: { email, agreementId: `B-${id}` } }),
  creditCard: ({ id }) => ({ label: `**** **** **** ${lastDigits(id)}`, details: { brand: 'VISA' } }),
  bankAccount: ({ iban, holder, id }) => ({
    label: maskIban(iban ?? ''),
    details: { iban: iban ?? '', ownerName: holder, mandate: `ODNOWA-${id}` },
  }),
  deferredPaymentAccount: ({ holder }) => ({ label: `Deferred payment of ${holder}`, details: {} }),
}

export function describeMeans(facts: MeansFacts): MeansDescription {
  return described[facts.kind](facts)
}

/**
 * An IBAN without spaces, in capitals (rule P7).
 * @throws INVALID_PARAMETER when its length, form or check digits are wrong
 */
export function parseIban(text: string): string {
  const iban = electronicFormatIBAN(text)
  if (iban !== null && isValidIBAN(iban)) return iban
  throw problem('INVALID_PARAMETER', 'iban: this is no valid IBAN: its length, form or check digits are wrong', {
    field: 'iban',
  })
}

/** `FR76 **** 1234`: country, check digits and the end. */
function maskIban(iban: string): string {
  return `${iban.slice(0, 4)} **** ${iban.slice(-4)}`
}

function lastDigits(id: number): string {
  return String(id % 10_000).padStart(4, '0')
}
