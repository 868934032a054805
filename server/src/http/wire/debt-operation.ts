import type {
  DebtEntryAssociatedObject,
  DebtEntryOperationEnum,
  DebtEntryStatusEnum,
  DebtOperation as WireDebtOperation,
} from '@odnowa/contract/models/debt.generated.ts'
import type { DebtOperation } from '../../actions/billing/read-debt-operations.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { AttemptState, MeansKind } from '../../payments/payment.ts'
import type { WireContext } from '../context.ts'
import { paymentTypes } from './payment.ts'
import { toWirePrice } from './price.ts'

/** The stem of debt.entry.OperationEnum, which ends in who asked for the payment. */
const stems = {
  paypal: 'PAYPAL',
  creditCard: 'CREDIT_CARD',
  bankAccount: 'SEPA_DIRECT_DEBIT',
  deferredPaymentAccount: 'ENTERPRISE',
  ovhAccount: 'INTERNAL_TRUSTED_ACCOUNT',
  fidelityAccount: 'INTERNAL_TRUSTED_ACCOUNT',
} as const satisfies Record<MeansKind, string>

const attemptStatuses: Readonly<Record<AttemptState, DebtEntryStatusEnum>> = {
  ...{ charging: 'PENDING', pending: 'PENDING', unknown: 'PENDING', parked: 'PENDING' },
  ...{ succeeded: 'PAID', partial: 'FAILED', declined: 'FAILED', failed: 'FAILED', chargedBack: 'FAILED' },
}

/** debt.Operation. What the holder pays is manual, what the engine collects automatic. */
export function toWireDebtOperation(context: WireContext, operation: DebtOperation): WireDebtOperation {
  return {
    amount: toWirePrice(operation.amount),
    date: toWireDateTime(operation.at, context.zone),
    depositOrderId: operation.orderId,
    operationId: operation.id,
    status: operation.of.kind === 'attempt' ? attemptStatuses[operation.of.attempt.state] : 'DONE',
    type: typeOf(operation.of),
  }
}

function typeOf(of: DebtOperation['of']): DebtEntryOperationEnum {
  switch (of.kind) {
    case 'bill':
      return 'ORDER'
    case 'refund':
      return 'REFUND'
    case 'attempt':
      return `${stems[of.attempt.meansKind]}_${of.attempt.byHolder ? 'MANUAL' : 'AUTOMATIC'}`
  }
}

/** debt.entry.AssociatedObject: the bill, the refund, or the order that was to be paid and with what. */
export function toWireDebtAssociatedObject({ of, orderId }: DebtOperation): DebtEntryAssociatedObject {
  const none = { paymentInfo: null, subId: null }
  switch (of.kind) {
    case 'bill':
      return { ...none, id: of.billId, type: 'Bill' }
    case 'refund':
      return { ...none, id: of.refundId, type: 'Refund' }
    case 'attempt': {
      const paymentType = paymentTypes[of.attempt.meansKind]
      return {
        ...none,
        id: String(orderId),
        paymentInfo: { description: null, paymentType, publicLabel: of.label },
        type: 'Order',
      }
    }
  }
}
