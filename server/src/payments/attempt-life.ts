import type { AttemptState } from './payment.ts'

/**
 * The life of an attempt (rules P1, P2). `succeeded`: its money settled the order. `partial`: it brought money that could not
 * settle the order (less than was asked, or the order could no longer be delivered) and that is on the balance instead.
 * `chargedBack`: it had succeeded, and the provider took the money back (rule B6).
 * `failed` and `declined` can still become `partial`: a provider that first denied a charge and then reports its money.
 */
export const attemptTransitions: Readonly<Record<AttemptState, readonly AttemptState[]>> = {
  charging: ['pending', 'unknown', 'parked', 'succeeded', 'partial', 'declined', 'failed'],
  pending: ['pending', 'parked', 'succeeded', 'partial', 'declined', 'failed'],
  unknown: ['unknown', 'pending', 'parked', 'succeeded', 'partial', 'declined', 'failed'],
  parked: ['pending', 'succeeded', 'partial', 'declined', 'failed'],
  succeeded: ['chargedBack'],
  partial: [],
  declined: ['partial'],
  failed: ['partial'],
  chargedBack: [],
}

/** States in which an attempt reserves its order's services and debts (rule O5). */
export const openStates: readonly AttemptState[] = ['charging', 'pending', 'unknown', 'parked']

/** Whether money may still come of an attempt, so that it reserves its services (rule O5). */
export function isOpen(state: AttemptState): boolean {
  return openStates.includes(state)
}

/** @throws Error when the one cannot follow the other: a programming error, never a caller's. */
export function moveAttempt(from: AttemptState, to: AttemptState): AttemptState {
  if (!attemptTransitions[from].includes(to)) throw new Error(`an attempt that is ${from} cannot become ${to}`)
  return to
}
