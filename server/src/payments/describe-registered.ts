import type { LocalDate } from '../calendar/calendar.ts'
import { maskIban } from './bank-account.ts'
import type { MeansDescription } from './describe-means.ts'
import type { BankAccount, RegisteredFacts } from './registrar.ts'

/** What shows a means that its holder registered, and what is kept of it. */
export function describeRegistered(
  facts: RegisteredFacts,
  meansId: number,
): MeansDescription & { readonly expiresOn: LocalDate | null } {
  switch (facts.kind) {
    case 'creditCard': {
      const { token, brand, lastDigits, expiresOn } = facts
      return { label: `**** **** **** ${lastDigits}`, details: { brand, lastDigits, token }, expiresOn }
    }
    case 'paypal':
      return { label: facts.email, details: { email: facts.email, agreementId: facts.token }, expiresOn: null }
    case 'bankAccount': {
      const { details, label } = describeBankAccount(facts, meansId)
      return {
        label,
        details: { ...details, token: facts.token, mandateSignedOn: String(facts.signedOn) },
        expiresOn: null,
      }
    }
  }
}

/** A bank account whose mandate is not signed yet. */
export function describeBankAccount(
  { iban, bic, ownerName, ownerAddress }: BankAccount,
  meansId: number,
): MeansDescription {
  return { label: maskIban(iban), details: { iban, bic, ownerName, ownerAddress, mandate: mandateOf(meansId) } }
}

/** The unique reference of a mandate, as banks know it: 35 characters at most. */
export function mandateOf(meansId: number): string {
  return `ODNOWA-${meansId}`
}
