import { maskIban } from './bank-account.ts'
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

/** A means as an operator registers it. One from a provider's form is `describe-registered.ts`. */
export function describeMeans(facts: MeansFacts): MeansDescription {
  return described[facts.kind](facts)
}

function lastDigits(id: number): string {
  return String(id % 10_000).padStart(4, '0')
}
