import { listDocumentsOfOrders, type OrderDocument } from '../../bills/document-list.store.ts'
import { readPayableDebts } from '../../bills/payable-debt.store.ts'
import type { AccountId, OrderId } from '../../identity/identity.ts'
import { readOrders } from '../../orders/order.store.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/**
 * The document that stands for an order: its bill, or the refund of an order with a negative total (rule P6), of a debt order the
 * oldest bill that it is for (rule B5); null before.
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
    const [document] = await listDocumentsOfOrders(transaction, [order])
    if (document || order.kind !== 'debt') return document ?? null
    const [oldest] = await readPayableDebts(transaction, [order])
    return oldest ? { orderId, id: oldest.billId, kind: 'bill' } : null
  })
}
