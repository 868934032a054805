import type { ServiceState } from './service.ts'

/**
 * The life of a service (rules A6, A7). `suspended`: for one cause or several (unpaid, expired, by the customer, by the operator); it
 * runs again when the last is lifted. `terminated`: at its end, too long unpaid or expired, or by its customer.
 */
export const serviceTransitions: Readonly<Record<ServiceState, readonly ServiceState[]>> = {
  active: ['suspended', 'terminated'],
  suspended: ['suspended', 'active', 'terminated'],
  terminated: [],
}

/** @throws Error when the one cannot follow the other: a programming error, never a caller's. */
export function moveService(from: ServiceState, to: ServiceState): ServiceState {
  if (!serviceTransitions[from].includes(to)) throw new Error(`a service that is ${from} cannot become ${to}`)
  return to
}
