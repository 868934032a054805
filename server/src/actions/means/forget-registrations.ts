import { realClock } from '../../calendar/calendar.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import { findMeans, writeMeansStates } from '../../payments/means-change.store.ts'
import { endRegistrations, listExpiredRegistrations } from '../../payments/registration.store.ts'
import type { Registration } from '../../payments/registration.ts'
import { Problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { bookRegistration } from './book-registration.ts'

const batch = 100

/**
 * Ends the registrations whose time is over, in real time: the provider is asked a last time, so that what its holder finished and a
 * dead process did not book is not lost; a means that is still not registered is gone. Answers how many.
 */
export async function forgetRegistrations(parts: Parts): Promise<number> {
  const now = realClock.now()
  const over = await parts.transaction((transaction) => listExpiredRegistrations(transaction, now, batch), 'reads')
  for (const { accountId, meansId } of over) {
    const booked = await bookRegistration(parts, { accountId, meansId }).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'NOT_FOUND') return null
      throw error
    })
    if (booked === null || booked.registration?.outcome === null) await expire(parts, { accountId, meansId })
  }
  return over.length
}

async function expire(
  parts: Pick<Parts, 'transaction' | 'clock'>,
  { accountId, meansId }: Pick<Registration, 'accountId' | 'meansId'>,
): Promise<void> {
  await parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const means = await findMeans(transaction, accountId, meansId)
    if (means?.state === 'registering') {
      await writeMeansStates(transaction, [{ ...means, state: 'removed' }], parts.clock.now())
    }
    await endRegistrations(transaction, [{ accountId, meansId, outcome: 'expired' }], realClock.now())
  })
}
