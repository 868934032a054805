import type { MeBillingTasksTask, MeBillingTasksTaskStatusEnum } from '@odnowa/contract/models/me-billing.generated.ts'
import type { ContactChange, ContactChangeState } from '../../services/contact-change.ts'
import { toWireTaskState } from './contact-change.ts'

/** me.billing.tasks.Task: a change of the billing contact, under its number of `/me/task/contactChange`. */
export function toWireBillingTask({ id, from, to, serviceName, state }: ContactChange): MeBillingTasksTask {
  const metadata = { fromAccount: from, toAccount: to, serviceDomain: serviceName }
  return {
    id,
    metadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    name: 'contact/change',
    status: taskStatuses[state],
    step: toWireTaskState(state),
  }
}

/** It waits for answers of both sides and is then done at once, so it is never only begun. */
export const taskStatuses = {
  waiting: 'DOING',
  done: 'DONE',
  refused: 'CANCELLED',
  expired: 'CANCELLED',
  aborted: 'CANCELLED',
} as const satisfies Readonly<Record<ContactChangeState, MeBillingTasksTaskStatusEnum>>
