import { lockAccounts } from '../../customers/account.store.ts'
import { updatePurchaseOrder } from '../../customers/purchase-order.store.ts'
import type { PurchaseWords } from '../../customers/purchase-order.ts'
import type { Parts } from '../parts.ts'
import { demandPurchaseWords, livePurchaseOrder, type PurchaseName } from './purchase-order-facts.ts'

export type PurchaseChange = PurchaseName & { readonly change: Partial<PurchaseWords> }

/** Changes what stands on the bills to come. @throws NOT_FOUND, INVALID_PARAMETER; CONFLICT for one that was deleted */
export async function changePurchaseOrder(
  parts: Pick<Parts, 'transaction' | 'clock'>,
  request: PurchaseChange,
): Promise<void> {
  const { accountId, change } = request
  await parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const changed = { ...(await livePurchaseOrder(transaction, request)), ...change, updatedAt: parts.clock.now() }
    await demandPurchaseWords(transaction, accountId, changed)
    await updatePurchaseOrder(transaction, changed)
  })
}
