import type { MePaymentMethodValidation } from '@odnowa/contract/models/me-payment.generated.ts'
import type { MePaymentMeanPaypalValidation } from '@odnowa/contract/models/me-payment-mean.generated.ts'
import type { BegunRegistration } from '../../actions/means/begin-registration.ts'

/** me.payment.method.Validation: its holder is redirected to the provider's form. */
export function toWireMethodValidation({ meansId, formSession, url }: BegunRegistration): MePaymentMethodValidation {
  return {
    formSessionId: formSession,
    merchantId: null,
    organizationId: null,
    paymentMethodId: meansId,
    transactionId: null,
    url,
    validationType: 'REDIRECT',
  }
}

/** me.paymentMean.PaypalValidation and its kin: the address is that of the same form. There is no document to send anywhere. */
export function toWireMeanValidation({ meansId, url }: BegunRegistration): MePaymentMeanPaypalValidation {
  return { id: meansId, submitUrl: null, url, validationType: 'simpleValidation' }
}
