import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import { insertEvents } from '../../events/event.store.ts'
import type { AccountId, OrderId } from '../../identity/identity.ts'
import { readOrders, setOrderStatus } from '../../orders/order.store.ts'
import { moveOrder } from '../../orders/order-life.ts'
import { problem } from '../../problem/problem.ts'
import { deleteEngagementRequests } from '../../services/engagement-request.store.ts'
import type { Parts } from '../parts.ts'
import { type EngagementKey, loadEngageable } from './engagement-offers.ts'

/**
 * Takes back the request for an engagement, and cancels its order.
 * @throws NOT_FOUND without one; ORDER_BEING_PAID when its order is
 */
export async function cancelEngagementRequest(parts: Parts, key: EngagementKey): Promise<void> {
  const { accountId, serviceId } = key
  await parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const { request } = await loadEngageable(transaction, parts, key)
    if (!request) throw problem('NOT_FOUND', `no engagement was asked for of service ${serviceId}`)
    if (request.orderId !== null) await cancelOrder(transaction, parts, accountId, request.orderId)
    await deleteEngagementRequests(transaction, accountId, [serviceId])
  })
}

async function cancelOrder(transaction: Transaction, parts: Parts, accountId: AccountId, orderId: OrderId) {
  const [order] = await readOrders(transaction, accountId, [orderId])
  const from = order?.status ?? 'cancelled'
  if (from !== 'notPaid') throw problem('ORDER_BEING_PAID', `order ${orderId} is being paid: wait until that has ended`)
  const at = parts.clock.now()
  await setOrderStatus(transaction, [{ accountId, orderId, from, to: moveOrder(from, 'cancelled'), endedAt: at }])
  await insertEvents(transaction, [{ accountId, at, type: 'order.cancelled', orderId, data: { reason: 'withdrawn' } }])
}
