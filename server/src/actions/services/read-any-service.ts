import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { describeServices, type ListedService } from '../../services/service-overview.store.ts'
import { findServicesById } from '../../services/service-register.store.ts'
import type { Parts } from '../parts.ts'

/** A service of whichever account, as the operator sees it. @throws NOT_FOUND */
export async function readAnyService(
  parts: Pick<Parts, 'transaction'>,
  request: { readonly serviceId: ServiceId },
): Promise<ListedService> {
  return parts.transaction((transaction) => overviewOf(transaction, request.serviceId))
}

/** The same within a transaction that goes on. @throws NOT_FOUND */
export async function overviewOf(transaction: Transaction, serviceId: ServiceId): Promise<ListedService> {
  const [service] = await describeServices(transaction, [serviceId])
  if (!service) throw problem('NOT_FOUND', `there is no service ${serviceId}`)
  return service
}

/** Locks the account of a service that an operator names. @throws NOT_FOUND; CONFLICT for a terminated one */
export async function lockOwner(transaction: Transaction, serviceId: ServiceId): Promise<AccountId> {
  const [found] = await findServicesById(transaction, [serviceId])
  if (!found) throw problem('NOT_FOUND', `there is no service ${serviceId}`)
  await lockAccounts(transaction, [found.accountId])
  const [service] = await findServicesById(transaction, [serviceId])
  if (service?.state === 'terminated') throw problem('CONFLICT', `service ${serviceId} is terminated`)
  return found.accountId
}
