import { listDocumentsOfOrders, type OrderDocument } from '../bills/document-list.store.ts'
import type { AccountId, OrderId } from '../identity/identity.ts'
import { readOrders } from '../orders/order.store.ts'
import { problem } from '../problem/problem.ts'
import type { Parts } from './parts.ts'

/**
 * The document that stands for an order: its bill, or the refund of an order with a negative total (rule P6); null before.
 * @throws NOT_FOUND
 */
export async function readOrderDocument(
  parts: Parts,
  request: { readonly accountId: AccountId; readonly orderId: OrderId },
): Promise<OrderDocument | null> {
  const { accountId, orderId } = request
  return parts.transaction(async (transaction) => {
    const [order] = await readOrders(transaction, accountId, [orderId])
    if (!order) throw problem('NOT_FOUND', `there is no order ${orderId}`)
    const [document] = await listDocumentsOfOrders(transaction, [{ accountId, id: orderId }])
    return document ?? null
  })
}
