import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { listGroupedServices, writeBillingGroup } from '../../services/billing-group.store.ts'
import { readServices } from '../../services/service.store.ts'
import type { Service } from '../../services/service.ts'
import type { Parts } from '../parts.ts'
import { type GroupName, groupNamed } from './billing-group-facts.ts'

export type GroupedName = GroupName & { readonly serviceId: ServiceId }

/**
 * Puts a service into a billing group, out of the one that it was in. What was ordered before stays in the group that it was ordered in.
 * @throws NOT_FOUND; ALREADY_EXISTS when it is in there; SERVICE_IS_OPTION, since options are billed with their parent
 */
export async function moveIntoGroup(parts: Pick<Parts, 'transaction'>, name: GroupedName): Promise<void> {
  const { accountId, groupId, serviceId } = name
  await parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    await groupNamed(transaction, name)
    const service = await serviceNamed(transaction, name)
    if (service.parentId !== null) throw isOption(service)
    if (await isInGroup(transaction, name)) {
      throw problem('ALREADY_EXISTS', `service ${serviceId} is in billing group ${groupId} already`)
    }
    await writeBillingGroup(transaction, [service], groupId)
  })
}

/** Takes a service out of a billing group: it is billed with the account's others again. @throws NOT_FOUND */
export async function leaveGroup(parts: Pick<Parts, 'transaction'>, name: GroupedName): Promise<void> {
  const { accountId, groupId, serviceId: id } = name
  await parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    await groupNamed(transaction, name)
    if (!(await isInGroup(transaction, name))) {
      throw problem('NOT_FOUND', `there is no service ${id} in billing group ${groupId}`)
    }
    await writeBillingGroup(transaction, [{ accountId, id }], null)
  })
}

async function serviceNamed(transaction: Transaction, { accountId, serviceId }: GroupedName): Promise<Service> {
  const [service] = await readServices(transaction, accountId, [serviceId])
  if (!service) throw problem('NOT_FOUND', `there is no service ${serviceId}`)
  return service
}

async function isInGroup(transaction: Transaction, { accountId, groupId, serviceId }: GroupedName): Promise<boolean> {
  const services = await listGroupedServices(transaction, accountId)
  return services.some((one) => one.id === serviceId && one.groupId === groupId)
}

function isOption({ id, parentId }: Service) {
  const message = `service ${id} is an option and is billed with service ${parentId}: put that one into the group`
  return problem('SERVICE_IS_OPTION', message, { service: String(id), parent: String(parentId) })
}
