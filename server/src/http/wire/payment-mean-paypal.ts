import type { MePaymentMeanPaypal } from '@odnowa/contract/models/me-payment-mean.generated.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { RegisteredMeans } from '../../payments/registered-means.ts'
import type { WireContext } from '../context.ts'
import { meansIcon } from './payment-mean-icon.ts'

/** me.paymentMean.Paypal. `details` may hold `agreementId` and `email`; the label stands in for the address. */
export function toWirePaypal(context: WireContext, means: RegisteredMeans): MePaymentMeanPaypal {
  return {
    agreementId: means.details.agreementId ?? '',
    creationDate: toWireDateTime(means.createdAt, context.zone),
    defaultPaymentMean: means.isDefault,
    description: means.description,
    email: means.details.email ?? means.label,
    icon: meansIcon(means),
    id: means.id,
    state: means.usable ? 'valid' : 'failing',
  }
}
