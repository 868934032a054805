import type { MePaymentTransaction } from '@odnowa/contract/models/me-payment.generated.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { PaymentTransaction } from '../../payments/transaction.ts'
import type { WireContext } from '../context.ts'
import { toWirePrice } from './price.ts'

/**
 * me.payment.transaction.StatusEnum: what nobody knows yet is `CONFIRMING`; money that a provider took back is `CANCELED`; a refund that
 * went to the balance, for the means would not have it, is `FAILED`.
 */
const statuses = {
  charging: 'READY',
  pending: 'CONFIRMING',
  unknown: 'CONFIRMING',
  parked: 'CONFIRMING',
  succeeded: 'SUCCESS',
  partial: 'SUCCESS',
  declined: 'FAILED',
  failed: 'ERROR',
  chargedBack: 'CANCELED',
  open: 'CONFIRMING',
  toMeans: 'SUCCESS',
  toBalance: 'FAILED',
} as const satisfies Record<PaymentTransaction['state'], MePaymentTransaction['status']>

/** me.payment.Transaction */
export function toWireTransaction(context: WireContext, transaction: PaymentTransaction): MePaymentTransaction {
  const { number, type, meansId, amount, createdAt, updatedAt } = transaction
  return {
    amount: toWirePrice(amount),
    creationDate: toWireDateTime(createdAt, context.zone),
    lastUpdate: toWireDateTime(updatedAt, context.zone),
    paymentMethodId: meansId,
    status: toWireTransactionStatus(transaction),
    transactionId: number,
    type: type === 'debit' ? 'DEBIT' : 'CREDIT',
  }
}

/** One word for each state of an attempt or payout, as `/me/payment/transaction` has them. */
export function toWireTransactionStatus({ state }: PaymentTransaction): MePaymentTransaction['status'] {
  return statuses[state]
}
