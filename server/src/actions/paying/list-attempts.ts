import { type AttemptFilter, type ListedAttempt, listAttempts as readPage } from '../../payments/attempt-list.store.ts'
import type { Parts } from '../parts.ts'

/** Payment attempts of all accounts, oldest first: the parked ones wait for the operator (rule P2). */
export async function listAttempts(parts: Parts, filter: AttemptFilter): Promise<ListedAttempt[]> {
  return parts.transaction((transaction) => readPage(transaction, filter))
}
