import type { MePaymentMeanCreditCard } from '@odnowa/contract/models/me-payment-mean.generated.ts'
import type { RegisteredMeans } from '../../payments/registered-means.ts'
import { meansIcon } from './payment-mean-icon.ts'

/** The model knows no card without an end. */
const noEnd = '9999-12-31'

/** me.paymentMean.CreditCard: the number is masked. `details` may hold the `brand`. */
export function toWireCreditCard(means: RegisteredMeans): MePaymentMeanCreditCard {
  return {
    defaultPaymentMean: means.isDefault,
    description: means.description,
    expirationDate: means.expiresOn === null ? noEnd : String(means.expiresOn),
    icon: meansIcon(means),
    id: means.id,
    number: means.label,
    state: means.expired ? 'expired' : means.usable ? 'valid' : 'tooManyFailures',
    threeDsValidated: true,
    type: means.details.brand ?? 'CB',
  }
}
