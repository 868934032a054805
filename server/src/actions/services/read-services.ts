import type { AccountId, ServiceId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'
import { type ServiceView, viewServices } from './view-services.ts'

/** Live services of an account by their ids; an id that is none is not in the answer. */
export async function readServices(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>,
  { accountId, serviceIds }: { readonly accountId: AccountId; readonly serviceIds: readonly ServiceId[] },
): Promise<ReadonlyMap<ServiceId, ServiceView>> {
  return parts.transaction((transaction) => viewServices(transaction, parts, accountId, serviceIds), 'reads')
}
