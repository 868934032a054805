import type { Transaction } from '../database/transaction.ts'
import type { Parts } from './parts.ts'

/**
 * The same parts, whose transaction is the one that is open already: an action becomes a step of a larger one, done with it or
 * not at all. Not for actions that call a gateway.
 */
export function joinTransaction<Some extends Pick<Parts, 'transaction'>>(parts: Some, transaction: Transaction): Some {
  return { ...parts, transaction: (work) => work(transaction) }
}
