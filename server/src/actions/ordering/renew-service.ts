import { parsePeriod } from '../../calendar/period.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import type { Order, OrderDraft } from '../../orders/order.ts'
import { chooseStrategy } from '../../strategies/choose-strategy.ts'
import type { Parts } from '../parts.ts'
import { loadFamily } from './load-family.ts'
import { draftRenewal, placeOrder, requireAccount } from './place-renewal.ts'

export interface RenewRequest {
  readonly accountId: AccountId
  /** The service that is asked for: it must be in `services`. */
  readonly serviceId: ServiceId
  /** ISO-8601, as it came (rule T3). */
  readonly duration: string
  readonly services: readonly ServiceId[]
  readonly dryRun: boolean
}

/**
 * Orders the renewal of a set of services for a period (rules O1, O2). A dry run is the same path and answers the draft.
 * @throws INVALID_PERIOD, PERIOD_NOT_SOLD, SERVICES_NOT_RENEWABLE_TOGETHER, NOT_FOUND, SERVICE_ENDING, SERVICE_ONE_SHOT,
 * SERVICE_HAS_OPEN_BILL; nothing is stored then
 */
export async function renewService(parts: Parts, request: RenewRequest): Promise<Order | OrderDraft> {
  const period = parsePeriod(request.duration, 'duration')
  return parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [request.accountId])
    const account = await requireAccount(transaction, request.accountId)
    const family = await loadFamily(transaction, parts, account, request.serviceId, request.services)
    const strategy = chooseStrategy(family, request.serviceId, period, request.services)
    const draft = await draftRenewal(transaction, parts, account, strategy)
    return request.dryRun ? draft : placeOrder(transaction, parts, account, draft)
  })
}
