import type { Service, ServiceState, SuspensionCause } from './service.ts'
import { moveService } from './service-life.ts'

/** What paying undoes; what the customer or the operator suspended stays so (rule A7). */
const undone: readonly SuspensionCause[] = ['unpaid', 'expired']

export interface Reopening {
  readonly state: ServiceState
  readonly suspensionCauses: readonly SuspensionCause[]
  /** True when the service runs again that did not. */
  readonly reopened: boolean
}

/** A live service once it is paid for: what was suspended for non-payment or expiry runs again (rules A7, T5). */
export function reopen(service: Pick<Service, 'state' | 'suspensionCauses'>): Reopening {
  const suspensionCauses = service.suspensionCauses.filter((cause) => !undone.includes(cause))
  const reopened = service.state === 'suspended' && suspensionCauses.length === 0
  return { state: reopened ? moveService(service.state, 'active') : service.state, suspensionCauses, reopened }
}
