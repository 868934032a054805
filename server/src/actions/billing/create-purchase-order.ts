import { lockAccounts } from '../../customers/account.store.ts'
import { insertPurchaseOrders } from '../../customers/purchase-order.store.ts'
import type { PurchaseOrder, PurchaseWords } from '../../customers/purchase-order.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'
import { demandPurchaseWords } from './purchase-order-facts.ts'

/**
 * Notes what is to stand on the bills of a time. Bills that are issued already stay as they are (rule B1).
 * @throws INVALID_PARAMETER, NOT_FOUND naming the field
 */
export async function createPurchaseOrder(
  parts: Pick<Parts, 'transaction' | 'clock'>,
  { accountId, words }: { readonly accountId: AccountId; readonly words: PurchaseWords },
): Promise<PurchaseOrder> {
  const now = parts.clock.now()
  return parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    await demandPurchaseWords(transaction, accountId, words)
    const wanted = { accountId, ...words, createdAt: now, updatedAt: now }
    const [order] = await insertPurchaseOrders(transaction, [wanted])
    if (!order) throw new Error('the purchase order was not stored')
    return order
  })
}
