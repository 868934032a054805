import { listPurchaseOrders } from '../../customers/purchase-order.store.ts'
import type { PurchaseOrder } from '../../customers/purchase-order.ts'
import type { AccountId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'

/** An account's purchase orders, oldest first; deleted ones too. */
export function readPurchaseOrders(
  parts: Pick<Parts, 'transaction'>,
  { accountId }: { readonly accountId: AccountId },
): Promise<readonly PurchaseOrder[]> {
  return parts.transaction((transaction) => listPurchaseOrders(transaction, accountId), 'reads')
}
