import { lockAccounts } from '../../customers/account.store.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'
import { terminateNow } from './terminate-now.ts'

/**
 * Terminates a service at once and for good, without asking again: what `POST /service/{serviceId}/terminate` is for
 * (ovh-api.md 2.1). The way with a mailed token is request-termination and confirm-termination.
 * @throws NOT_FOUND; SERVICE_RESERVED while a payment on it is pending or unknown
 */
export async function terminateOwnService(
  parts: Parts,
  { accountId, serviceId }: { readonly accountId: AccountId; readonly serviceId: ServiceId },
): Promise<void> {
  await parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    await terminateNow(transaction, parts, { accountId, id: serviceId })
  })
}
