import { electronicFormatIBAN } from 'ibantools'
import type { PaymentMeans } from './payment.ts'

/**
 * What only its holder knows of a means, and we may know too: the last four digits of a card, the whole IBAN of a bank account, the
 * address of a PayPal account. Deferred payment has no secret.
 */
export function isRightAnswer({ kind, label, details }: PaymentMeans, answer: string): boolean {
  switch (kind) {
    case 'creditCard':
      return answer.trim() === (details.lastDigits ?? label.slice(-4))
    case 'bankAccount':
      return electronicFormatIBAN(answer) === details.iban
    case 'paypal':
      return answer.trim().toLowerCase() === (details.email ?? label).toLowerCase()
    case 'deferredPaymentAccount':
      return false
  }
}

/** What a challenge asks for, in words. */
export const challengeOf = {
  creditCard: 'the last four digits of the card',
  bankAccount: 'the whole IBAN',
  paypal: 'the address of the PayPal account',
} as const
