import type { BillingPayment } from '@odnowa/contract/models/billing.generated.ts'
import type { RefundPayment } from '../../actions/refunding/read-refund-payment.ts'
import type { BillingDocument } from '../../bills/document.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { Book } from '../../ledger/ledger.ts'
import type { MeansKind } from '../../payments/payment.ts'
import type { WireContext } from '../context.ts'
import { paymentTypes } from './payment.ts'

/**
 * billing.Payment of a refund: what its money went to. A provider knows it by the refund's own number. `none`: the bill was not paid,
 * and the refund lowered what was owed.
 */
export function toWireRefundPayment(
  context: WireContext,
  refund: BillingDocument,
  { to, at }: RefundPayment,
): BillingPayment {
  const means = to === 'balance' ? 'ovhAccount' : meansOf(to)
  return {
    paymentDate: toWireDateTime(at, context.zone),
    paymentIdentifier: means === null || means === 'ovhAccount' ? null : refund.id,
    paymentType: means === null ? 'none' : paymentTypes[means],
  }
}

function meansOf(book: Book | null): MeansKind | null {
  return book === null ? null : (book.replace(/^gateway:/, '') as MeansKind)
}
