import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { type ServiceView, viewServices } from './view-services.ts'

/** @throws NOT_FOUND for what is not a live service of the account */
export async function readService(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>,
  { accountId, serviceId }: { readonly accountId: AccountId; readonly serviceId: ServiceId },
): Promise<ServiceView> {
  const views = await parts.transaction(
    (transaction) => viewServices(transaction, parts, accountId, [serviceId]),
    'reads',
  )
  const view = views.get(serviceId)
  if (!view) throw problem('NOT_FOUND', `service ${serviceId} does not exist`)
  return view
}
