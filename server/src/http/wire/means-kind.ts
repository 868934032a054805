import type { BillingReusablePaymentMeanEnum } from '@odnowa/contract/models/billing.generated.ts'
import type { MeansKind, RegisteredMeansKind } from '../../payments/payment.ts'

/** The `paymentType` of a payment method: the new API's name of a kind of means (ovh-api.md 2.5). */
export const paymentTypes = {
  paypal: 'PAYPAL',
  creditCard: 'CREDIT_CARD',
  bankAccount: 'SEPA_DIRECT_DEBIT',
  deferredPaymentAccount: 'DEFERRED_PAYMENT_ACCOUNT',
} as const satisfies Record<RegisteredMeansKind, string>

/**
 * The kinds that `billing.ReusablePaymentMeanEnum` names: old camel case and new upper case mean the same. Those that are left
 * out are not offered.
 */
const kinds: Partial<Record<BillingReusablePaymentMeanEnum, MeansKind>> = {
  paypal: 'paypal',
  PAYPAL: 'paypal',
  creditCard: 'creditCard',
  CREDIT_CARD: 'creditCard',
  bankAccount: 'bankAccount',
  SEPA_DIRECT_DEBIT: 'bankAccount',
  deferredPaymentAccount: 'deferredPaymentAccount',
  DEFERRED_PAYMENT_ACCOUNT: 'deferredPaymentAccount',
  ovhAccount: 'ovhAccount',
  fidelityAccount: 'fidelityAccount',
}

/** The kind of means that a name of either generation stands for; undefined for one that is not offered. */
export function fromWireMeansKind(name: BillingReusablePaymentMeanEnum): MeansKind | undefined {
  return kinds[name]
}

/** The names that pay here, of both generations. */
export const offeredKinds: readonly string[] = Object.keys(kinds)
