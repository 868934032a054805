import { readAccounts } from '../customers/account.store.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import { problem } from '../problem/problem.ts'
import { describeRenewals } from '../strategies/describe-renewals.ts'
import type { Renewals } from '../strategies/strategy.ts'
import { loadFamily } from './load-family.ts'
import type { Parts } from './parts.ts'

export interface ListRenewalsRequest {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  readonly includeOptions: boolean
}

/**
 * The possible renewals of a service (rules S1-S9).
 * @throws NOT_FOUND, SERVICE_ENDING, SERVICE_ONE_SHOT, SERVICE_HAS_OPEN_BILL
 */
export async function listRenewals(
  parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>,
  request: ListRenewalsRequest,
): Promise<Renewals> {
  const { accountId, serviceId, includeOptions } = request
  const family = await parts.transaction(async (transaction) => {
    const [account] = await readAccounts(transaction, [accountId])
    if (!account) throw problem('NOT_FOUND', 'there is no such account')
    return loadFamily(transaction, parts, account, serviceId)
  })
  return describeRenewals(family, serviceId, includeOptions)
}
