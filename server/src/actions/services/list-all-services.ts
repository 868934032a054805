import { findAccounts } from '../../customers/account.store.ts'
import type { Nichandle } from '../../identity/identity.ts'
import {
  describeServices,
  type ListedService,
  pageAccountServices,
  pageServices,
  type ServiceFilter,
} from '../../services/service-overview.store.ts'
import type { Parts } from '../parts.ts'

/** Services of all accounts or of one, in the order in which they were made. */
export async function listAllServices(
  parts: Parts,
  request: ServiceFilter & { readonly account: Nichandle | null },
): Promise<ListedService[]> {
  const { account, ...filter } = request
  return parts.transaction(async (transaction) => {
    if (account === null) return describeServices(transaction, await pageServices(transaction, filter))
    const [owner] = await findAccounts(transaction, [account])
    if (!owner) return []
    return describeServices(transaction, await pageAccountServices(transaction, owner.id, filter))
  })
}
