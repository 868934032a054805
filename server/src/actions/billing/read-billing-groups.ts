import { listBillingGroups } from '../../customers/billing-group.store.ts'
import type { BillingGroup } from '../../customers/billing-group.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { readBillingGroups as readGroupsOf } from '../../services/billing-group.store.ts'
import type { Parts } from '../parts.ts'

export interface GroupFilter {
  readonly accountId: AccountId
  /** Only groups of exactly this name. */
  readonly name?: string | undefined
  /** Only the group that this service is billed in; of an option its parent's. */
  readonly serviceId?: ServiceId | undefined
}

/** An account's billing groups, oldest first. */
export async function readBillingGroups(
  parts: Pick<Parts, 'transaction'>,
  { accountId, name, serviceId }: GroupFilter,
): Promise<readonly BillingGroup[]> {
  return parts.transaction(async (transaction) => {
    const groups = await listBillingGroups(transaction, accountId)
    const named = groups.filter((group) => name === undefined || group.name === name)
    if (serviceId === undefined) return named
    const groupId = (await readGroupsOf(transaction, [{ accountId, id: serviceId }])).get(serviceId)
    return named.filter(({ id }) => id === groupId)
  }, 'reads')
}
