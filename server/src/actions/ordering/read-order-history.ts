import type { AccountId, OrderId } from '../../identity/identity.ts'
import { readOrders } from '../../orders/order.store.ts'
import type { OrderStatus } from '../../orders/order.ts'
import { type OrderStep, readOrderSteps } from '../../orders/order-list.store.ts'
import { statusAt } from '../../orders/status-at.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

export interface OrderHistory {
  readonly status: OrderStatus
  /** From first to last. */
  readonly steps: readonly OrderStep[]
}

/**
 * How far an order is and what happened to it on its way.
 * @throws NOT_FOUND
 */
export async function readOrderHistory(
  parts: Parts,
  request: { readonly accountId: AccountId; readonly orderId: OrderId },
): Promise<OrderHistory> {
  const { accountId, orderId } = request
  return parts.transaction(async (transaction) => {
    const [order] = await readOrders(transaction, accountId, [orderId])
    if (!order) throw problem('NOT_FOUND', `there is no order ${orderId}`)
    const status = statusAt(order, parts.clock.now())
    return { status, steps: await readOrderSteps(transaction, accountId, [orderId]) }
  })
}
