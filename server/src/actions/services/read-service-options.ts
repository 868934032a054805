import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { readServicesWithOptions } from '../../services/service.store.ts'
import type { Parts } from '../parts.ts'
import { type ServiceView, viewServices } from './view-services.ts'

/** The live options of a service itself, not theirs, ascending by id. @throws NOT_FOUND */
export async function readServiceOptions(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>,
  { accountId, serviceId }: { readonly accountId: AccountId; readonly serviceId: ServiceId },
): Promise<readonly ServiceView[]> {
  return parts.transaction(async (transaction) => {
    const services = await readServicesWithOptions(transaction, accountId, [serviceId])
    if (services.length === 0) throw problem('NOT_FOUND', `service ${serviceId} does not exist`)
    const options = services.filter((service) => service.parentId === serviceId).map((service) => service.id)
    return [...(await viewServices(transaction, parts, accountId, options)).values()]
  })
}
