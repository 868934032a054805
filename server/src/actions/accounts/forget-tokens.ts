import { realClock } from '../../calendar/calendar.ts'
import { deleteExpiredTokens } from '../../customers/expired-token.store.ts'
import { deleteExpiredTerminationTokens } from '../../services/termination-token.store.ts'
import type { Parts } from '../parts.ts'

/** Deletes the bearer tokens and mailed tokens that are over, in real time; answers how many. */
export async function forgetTokens(parts: Parts): Promise<number> {
  const now = realClock.now()
  return parts.transaction(async (transaction) => {
    const bearers = await deleteExpiredTokens(transaction, now)
    return bearers + (await deleteExpiredTerminationTokens(transaction, now))
  })
}
