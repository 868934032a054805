import { realClock } from '../calendar/calendar.ts'
import { deleteExpiredTokens } from '../customers/expired-token.store.ts'
import type { Parts } from './parts.ts'

/** Deletes the bearer tokens that are over, in real time; answers how many. */
export async function forgetTokens(parts: Parts): Promise<number> {
  return parts.transaction((transaction) => deleteExpiredTokens(transaction, realClock.now()))
}
