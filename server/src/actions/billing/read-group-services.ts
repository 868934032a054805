import type { ServiceId } from '../../identity/identity.ts'
import { listGroupedServices } from '../../services/billing-group.store.ts'
import type { Parts } from '../parts.ts'
import { type GroupName, groupNamed } from './billing-group-facts.ts'

/** The live services that were put into a billing group, ascending; their options are billed with them. @throws NOT_FOUND */
export async function readGroupServices(
  parts: Pick<Parts, 'transaction'>,
  name: GroupName,
): Promise<readonly ServiceId[]> {
  return parts.transaction(async (transaction) => {
    await groupNamed(transaction, name)
    const services = await listGroupedServices(transaction, name.accountId)
    return services.filter(({ groupId }) => groupId === name.groupId).map(({ id }) => id)
  }, 'reads')
}
