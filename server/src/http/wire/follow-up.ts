import type { BillingOrderFollowUp } from '@odnowa/contract/models/billing.generated.ts'
import type { OrderHistory } from '../../actions/ordering/read-order-history.ts'
import { toWireDateTime } from '../../calendar/calendar.ts'
import type { OrderStatus } from '../../orders/order.ts'
import type { OrderStep } from '../../orders/order-list.store.ts'
import type { WireContext } from '../context.ts'

type Progress = BillingOrderFollowUp['status']

/** The four steps of an order: how far an order in a state is with it, and which entries of the history belong to it. */
const steps: readonly {
  readonly step: BillingOrderFollowUp['step']
  readonly labels: readonly OrderStep['label'][]
  readonly progress: Readonly<Record<OrderStatus, Progress>>
}[] = [
  {
    step: 'VALIDATING',
    labels: ['ORDER_STARTED', 'PAYMENT_INITIATED', 'REGISTERED_PAYMENT_INITIATED', 'PAYMENT_RECEIVED'],
    progress: everyStatus('DOING', 'DONE', 'DONE', 'ERROR'),
  },
  {
    step: 'VALIDATED',
    labels: ['PAYMENT_CONFIRMED', 'ORDER_ACCEPTED'],
    progress: everyStatus('TODO', 'DONE', 'DONE', 'TODO'),
  },
  { step: 'DELIVERING', labels: ['DELIVERY'], progress: everyStatus('TODO', 'DOING', 'DONE', 'TODO') },
  {
    step: 'AVAILABLE',
    labels: ['INVOICE_SENT'],
    progress: everyStatus('TODO', 'TODO', 'DONE', 'TODO'),
  },
]

/** billing.order.FollowUp[]: the four steps in order, with what happened in each. */
export function toWireFollowUp(context: WireContext, history: OrderHistory): BillingOrderFollowUp[] {
  return steps.map(({ step, labels, progress }) => ({
    history: history.steps
      .filter((entry) => labels.includes(entry.label))
      .map(({ at, description, label }) => ({ date: toWireDateTime(at, context.zone), description, label })),
    status: progress[history.status],
    step,
  }))
}

function everyStatus(unpaid: Progress, delivering: Progress, delivered: Progress, ended: Progress) {
  return { notPaid: unpaid, checking: unpaid, delivering, delivered, cancelled: ended, expired: ended }
}
