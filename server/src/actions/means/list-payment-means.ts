import { localDate } from '../../calendar/calendar.ts'
import type { AccountId } from '../../identity/identity.ts'
import { listMeans } from '../../payments/means-list.store.ts'
import { asOf, type RegisteredMeans } from '../../payments/registered-means.ts'
import type { Parts } from '../parts.ts'

/** An account's registered means as of today, oldest number first: expired and blocked ones too, removed ones not. */
export async function listPaymentMeans(
  parts: Parts,
  request: { readonly accountId: AccountId },
): Promise<readonly RegisteredMeans[]> {
  const today = localDate(parts.clock.now(), parts.zone)
  const means = await parts.transaction((transaction) => listMeans(transaction, request.accountId), 'reads')
  return means.map((one) => asOf(one, today))
}
