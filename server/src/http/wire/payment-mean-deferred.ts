import type { MePaymentMeanDeferred } from '@odnowa/contract/models/me-payment-mean.generated.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { RegisteredMeans } from '../../payments/registered-means.ts'
import type { WireContext } from '../context.ts'
import { meansIcon } from './payment-mean-icon.ts'

/** me.paymentMean.Deferred: payment 30, 45 or 60 days after the bill. */
export function toWireDeferred(context: WireContext, means: RegisteredMeans): MePaymentMeanDeferred {
  return {
    creationDate: toWireDateTime(means.createdAt, context.zone),
    defaultPaymentMean: means.isDefault,
    description: means.description,
    icon: meansIcon(means),
    id: means.id,
    label: means.label,
    state: means.usable ? 'valid' : 'failed',
  }
}
