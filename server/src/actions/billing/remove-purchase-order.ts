import { lockAccounts } from '../../customers/account.store.ts'
import { updatePurchaseOrder } from '../../customers/purchase-order.store.ts'
import type { Parts } from '../parts.ts'
import { livePurchaseOrder, type PurchaseName } from './purchase-order-facts.ts'

/** Takes a purchase order off the bills to come; it can still be read, as deleted. @throws NOT_FOUND; CONFLICT when it was deleted before */
export async function removePurchaseOrder(
  parts: Pick<Parts, 'transaction' | 'clock'>,
  name: PurchaseName,
): Promise<void> {
  const now = parts.clock.now()
  await parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [name.accountId])
    const order = await livePurchaseOrder(transaction, name)
    await updatePurchaseOrder(transaction, { ...order, updatedAt: now, deletedAt: now })
  })
}
