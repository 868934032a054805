import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { readServices } from '../../services/service.store.ts'
import type { Service } from '../../services/service.ts'

/**
 * A customer's own live service, as it stays until the transaction ends: his account is locked.
 * @throws NOT_FOUND; another account's is not there either
 */
export async function lockService(
  transaction: Transaction,
  { accountId, serviceId }: { readonly accountId: AccountId; readonly serviceId: ServiceId },
): Promise<Service> {
  await lockAccounts(transaction, [accountId])
  const [service] = await readServices(transaction, accountId, [serviceId])
  if (!service) throw problem('NOT_FOUND', `service ${serviceId} does not exist`)
  return service
}
