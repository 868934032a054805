import type { BillingAutomaticPaymentMean } from '@odnowa/contract/models/billing.generated.ts'
import type { MePaymentAvailablePaymentMethod } from '@odnowa/contract/models/me-payment.generated.ts'
import type { RegisterableMeans } from '../../actions/means/read-registerable-means.ts'
import { paymentTypes } from './means-kind.ts'

/** me.payment.AvailablePaymentMethod[]: what can be registered, each on a page of the provider. What is not registered pays nothing. */
export function toWireAvailableMethods({ kinds }: RegisterableMeans): MePaymentAvailablePaymentMethod[] {
  return kinds.map((kind) => ({
    formSessionId: null,
    icon: { data: null, name: kind, url: null },
    integration: 'REDIRECT',
    merchantId: null,
    oneshot: false,
    organizationId: null,
    paymentSubType: null,
    paymentType: paymentTypes[kind],
    registerable: true,
    registerableWithTransaction: false,
  }))
}

/** billing.AutomaticPaymentMean: which kinds automatic bills can be collected from. */
export function toWireAutomaticMeans({ automatic }: RegisterableMeans): BillingAutomaticPaymentMean {
  return {
    bankAccount: automatic.has('bankAccount'),
    creditCard: automatic.has('creditCard'),
    deferredPaymentAccount: automatic.has('deferredPaymentAccount'),
    paypal: automatic.has('paypal'),
  }
}
