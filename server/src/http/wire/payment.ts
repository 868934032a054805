import type { BillingPayment } from '@odnowa/contract/models/billing.generated.ts'
import type { OrderPayment } from '../../actions/paying/settled-by.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { MeansKind } from '../../payments/payment.ts'
import type { WireContext } from '../context.ts'

/** billing.PaymentMeanEnum: a debit of a bank account is a withdrawal, deferred payment stands on the debt account. */
export const paymentTypes = {
  paypal: 'paypal',
  creditCard: 'creditCard',
  bankAccount: 'withdrawal',
  deferredPaymentAccount: 'debtAccount',
  ovhAccount: 'ovhAccount',
  fidelityAccount: 'free',
} as const satisfies Record<MeansKind, string>

/** billing.Payment: how an order, and so its bill, was paid. An order of 0 or less is `free`, whatever it was paid with. */
export function toWirePayment(context: WireContext, payment: OrderPayment): BillingPayment {
  return {
    paymentDate: toWireDateTime(payment.paidAt, context.zone),
    paymentIdentifier: payment.gatewayReference,
    paymentType: payment.amount.ucents > 0n ? paymentTypes[payment.meansKind] : 'free',
  }
}
