import { lockAccounts } from '../../customers/account.store.ts'
import { insertBillingGroups } from '../../customers/billing-group.store.ts'
import type { BillingGroup } from '../../customers/billing-group.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'
import { demandGroupMeans, type GroupWords } from './billing-group-facts.ts'

/** Makes a billing group that no service is in yet. @throws NOT_FOUND, PAYMENT_MEANS_NOT_VALID naming its means */
export async function createBillingGroup(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>,
  { accountId, ...words }: GroupWords & { readonly accountId: AccountId },
): Promise<BillingGroup> {
  const now = parts.clock.now()
  return parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    await demandGroupMeans(transaction, parts, accountId, words.meansId)
    const wanted = { accountId, ...words, createdAt: now, updatedAt: now }
    const [group] = await insertBillingGroups(transaction, [wanted])
    if (!group) throw new Error('the billing group was not stored')
    return group
  })
}
