import type { MePaymentMeanPaypal } from '@odnowa/contract/models/me-payment-mean.generated.ts'
import type { RegisteredMeans } from '../../payments/registered-means.ts'

/** me.paymentMean.IconData: a name to choose a picture by; pictures are not served. */
export function meansIcon(means: RegisteredMeans): NonNullable<MePaymentMeanPaypal['icon']> {
  return { data: null, name: means.kind, url: null }
}
