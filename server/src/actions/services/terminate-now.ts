import type { Transaction } from '../../database/transaction.ts'
import { readHoldings } from '../../payments/holding.store.ts'
import { problem } from '../../problem/problem.ts'
import { readServicesWithOptions } from '../../services/service.store.ts'
import type { ServiceKey } from '../../services/service.ts'
import type { Parts } from '../parts.ts'
import { terminateAll } from './terminate-all.ts'

/**
 * Terminates a service with its options because its customer says so, whatever is still paid for it: nothing is refunded, what is
 * unpaid is credited (ovh-api.md 3.6, rule A6). The caller holds the account's lock.
 * @param said why, in the customer's words
 * @throws NOT_FOUND; SERVICE_RESERVED while a payment on it or on one of its options is pending or unknown
 */
export async function terminateNow(
  transaction: Transaction,
  parts: Parts,
  { accountId, id }: ServiceKey,
  said: Readonly<Record<string, string>> = {},
): Promise<readonly ServiceKey[]> {
  const services = await readServicesWithOptions(transaction, accountId, [id])
  if (services.length === 0) throw problem('NOT_FOUND', `service ${id} does not exist`)
  const holdings = await readHoldings(transaction, services)
  const reserved = holdings.find(({ isReserved }) => isReserved)
  if (reserved) {
    const message = `service ${id} cannot be terminated while a payment on service ${reserved.serviceId} is pending: wait until it has ended`
    throw problem('SERVICE_RESERVED', message, { serviceId: String(reserved.serviceId) })
  }
  const keys = [{ accountId, id }]
  return terminateAll(transaction, parts, { keys, cause: 'customer', at: parts.clock.now(), said })
}
