import { realClock } from '../../calendar/calendar.ts'
import { refuseRemoval } from '../../payments/change-means.ts'
import { writeMeansStates } from '../../payments/means-change.store.ts'
import { asOf, type RegisteredMeans } from '../../payments/registered-means.ts'
import { endRegistrations } from '../../payments/registration.store.ts'
import type { Parts } from '../parts.ts'
import { lockMeans, type MeansName } from './means-facts.ts'

/**
 * Removes a means: it pays nothing any more and is listed no more; its number stays its own, for past payments name it. A payment
 * that is under way goes on. One that is being registered is given up.
 * @returns the means as it was
 * @throws NOT_FOUND; LAST_PAYMENT_MEANS, DEFAULT_PAYMENT_MEANS while services renew automatically
 */
export async function removePaymentMeans(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>,
  name: MeansName,
): Promise<RegisteredMeans> {
  return parts.transaction(async (transaction) => {
    const facts = await lockMeans(transaction, parts, name)
    const { means, today } = facts
    refuseRemoval(means, facts)
    const now = parts.clock.now()
    const removed = { ...means, state: 'removed', isDefault: false, updatedAt: now } as const
    await writeMeansStates(transaction, [removed], now)
    const registration = { accountId: means.accountId, meansId: means.id, outcome: 'cancelled' } as const
    await endRegistrations(transaction, [registration], realClock.now())
    return asOf(removed, today)
  })
}
