import { lockAccounts } from '../../customers/account.store.ts'
import { deleteBillingGroups } from '../../customers/billing-group.store.ts'
import { listPurchaseOrders } from '../../customers/purchase-order.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import { problem } from '../../problem/problem.ts'
import { listGroupedServices, releaseTerminated } from '../../services/billing-group.store.ts'
import type { Parts } from '../parts.ts'
import { type GroupName, groupNamed } from './billing-group-facts.ts'

/**
 * Deletes a billing group that nothing is in. Its bills that are still open are charged to the account's default from now on.
 * @throws NOT_FOUND; BILLING_GROUP_IN_USE naming the services or the purchase order that are in it
 */
export async function removeBillingGroup(parts: Pick<Parts, 'transaction'>, name: GroupName): Promise<void> {
  const { accountId, groupId } = name
  await parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    await groupNamed(transaction, name)
    await demandUnused(transaction, name)
    await releaseTerminated(transaction, accountId, [groupId])
    await deleteBillingGroups(transaction, accountId, [groupId])
  })
}

/** Names so many in a message. */
const namedMost = 10

async function demandUnused(transaction: Transaction, { accountId, groupId }: GroupName): Promise<void> {
  const services = (await listGroupedServices(transaction, accountId)).filter((one) => one.groupId === groupId)
  if (services.length === 0) return demandNoPurchaseOrder(transaction, { accountId, groupId })
  const ids = services.slice(0, namedMost).map(({ id }) => id)
  const named = `${ids.join(', ')}${services.length > namedMost ? ' and more' : ''}`
  const message = `billing group ${groupId} has services (${named}): take them out, or put them into another group, first`
  throw problem('BILLING_GROUP_IN_USE', message, { services: named })
}

/** What stood on the bills of a group would stand on all of them without it. */
async function demandNoPurchaseOrder(transaction: Transaction, { accountId, groupId }: GroupName): Promise<void> {
  const orders = await listPurchaseOrders(transaction, accountId)
  const [held] = orders.filter((order) => order.billingGroupId === groupId && order.deletedAt === null)
  if (!held) return
  const message = `billing group ${groupId} has purchase order ${held.id}: delete that, or give it another group, first`
  throw problem('BILLING_GROUP_IN_USE', message, { purchaseOrder: String(held.id) })
}
