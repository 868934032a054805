import { localDate } from '../../calendar/calendar.ts'
import { listBillingGroups } from '../../customers/billing-group.store.ts'
import type { BillingGroup } from '../../customers/billing-group.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, BillingGroupId, MeansId } from '../../identity/identity.ts'
import { whyNotUsable } from '../../payments/choose-means.ts'
import { findMeans } from '../../payments/means-change.store.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/** What names a billing group. */
export interface GroupName {
  readonly accountId: AccountId
  readonly groupId: BillingGroupId
}

/** What its holder says of a billing group. */
export interface GroupWords {
  readonly name: string
  /** null: its bills are charged to the account's default means. */
  readonly meansId: MeansId | null
}

/** @throws NOT_FOUND */
export async function groupNamed(transaction: Transaction, { accountId, groupId }: GroupName): Promise<BillingGroup> {
  const group = (await listBillingGroups(transaction, accountId)).find(({ id }) => id === groupId)
  if (!group) throw problem('NOT_FOUND', `there is no billing group ${groupId}`)
  return group
}

/** @throws NOT_FOUND for a means that is not the account's, PAYMENT_MEANS_NOT_VALID for one that cannot be charged today */
export async function demandGroupMeans(
  transaction: Transaction,
  { clock, zone }: Pick<Parts, 'clock' | 'zone'>,
  accountId: AccountId,
  meansId: MeansId | null,
): Promise<void> {
  if (meansId === null) return
  const means = await findMeans(transaction, accountId, meansId)
  if (!means) throw problem('NOT_FOUND', `there is no payment means ${meansId}`, { field: 'paymentMethodId' })
  const why = whyNotUsable(means, localDate(clock.now(), zone))
  if (why === null) return
  const message = `payment means ${meansId} ${why}: choose another, or none for the account's default`
  throw problem('PAYMENT_MEANS_NOT_VALID', message, { field: 'paymentMethodId' })
}
