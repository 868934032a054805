import { localDate } from '../calendar/calendar.ts'
import { readBundleRules, readPricedPlans } from '../catalog/plan.store.ts'
import { priceListOf } from '../catalog/price-list.ts'
import type { Account } from '../customers/account.ts'
import type { Transaction } from '../database/transaction.ts'
import type { ServiceId } from '../identity/identity.ts'
import { readOpenBills } from '../orders/order.store.ts'
import { problem } from '../problem/problem.ts'
import { readFamilies, readServices } from '../services/service.store.ts'
import type { Service } from '../services/service.ts'
import type { Family } from '../strategies/strategy.ts'
import type { Parts } from './parts.ts'

/**
 * All that a renewal of the service depends on, as of now (rule S9): its family, today's prices in the account's currency, open
 * bills. For the list, the dry run and the order alike.
 * @param chosen ids that a caller wants renewed together with it
 * @throws NOT_FOUND when the service, or a chosen one outside its family, is not a live service of the account
 */
export async function loadFamily(
  transaction: Transaction,
  parts: Pick<Parts, 'clock' | 'zone'>,
  account: Account,
  serviceId: ServiceId,
  chosen: readonly ServiceId[] = [],
): Promise<Family> {
  const services = await readFamilies(transaction, account.id, [serviceId])
  if (services.length === 0) throw problem('NOT_FOUND', `service ${serviceId} does not exist`)
  await requireOwn(transaction, account, services, chosen)
  const today = localDate(parts.clock.now(), parts.zone)
  const ids = services.map((service) => service.id)
  const codes = [...new Set(services.map((service) => service.planCode))]
  const [rows, bundles, blocked] = await Promise.all([
    readPricedPlans(transaction, codes, account.currency, today),
    readBundleRules(transaction, codes, account.currency, today),
    readOpenBills(transaction, account.id, ids),
  ])
  return { services, priceList: priceListOf(account.currency, rows, bundles), blocked, today }
}

/** Another account's service is a 404, one of the caller's own that is not linked a 400 (rule O1): the rules say the latter. */
async function requireOwn(
  transaction: Transaction,
  account: Account,
  family: readonly Service[],
  chosen: readonly ServiceId[],
): Promise<void> {
  const known = new Set(family.map((service) => service.id))
  const others = [...new Set(chosen)].filter((id) => !known.has(id))
  if (others.length === 0) return
  const own = new Set((await readServices(transaction, account.id, others)).map((service) => service.id))
  const foreign = others.find((id) => !own.has(id))
  if (foreign !== undefined) throw problem('NOT_FOUND', `service ${foreign} does not exist`)
}
