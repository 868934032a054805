import { listPurchaseOrders } from '../../customers/purchase-order.store.ts'
import type { PurchaseOrder, PurchaseWords } from '../../customers/purchase-order.ts'
import { demandRange } from '../../customers/purchase-order.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, PurchaseOrderId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { groupNamed } from './billing-group-facts.ts'

/** What names a purchase order. */
export interface PurchaseName {
  readonly accountId: AccountId
  readonly purchaseOrderId: PurchaseOrderId
}

/** @throws NOT_FOUND; CONFLICT for one that was deleted */
export async function livePurchaseOrder(
  transaction: Transaction,
  { accountId, purchaseOrderId }: PurchaseName,
): Promise<PurchaseOrder> {
  const order = (await listPurchaseOrders(transaction, accountId)).find(({ id }) => id === purchaseOrderId)
  if (!order) throw problem('NOT_FOUND', `there is no purchase order ${purchaseOrderId}`)
  if (order.deletedAt === null) return order
  throw problem('CONFLICT', `purchase order ${purchaseOrderId} was deleted: make a new one`)
}

/** @throws INVALID_PARAMETER for an end before its beginning; NOT_FOUND for a group that is not the account's */
export async function demandPurchaseWords(
  transaction: Transaction,
  accountId: AccountId,
  words: PurchaseWords,
): Promise<void> {
  demandRange(words)
  if (words.billingGroupId !== null) await groupNamed(transaction, { accountId, groupId: words.billingGroupId })
}
