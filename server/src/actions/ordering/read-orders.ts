import type { AccountId, OrderId } from '../../identity/identity.ts'
import { readOrders as readSealedOrders } from '../../orders/order.store.ts'
import type { Order } from '../../orders/order.ts'
import { statusAt } from '../../orders/status-at.ts'
import type { Parts } from '../parts.ts'
import { withPassword } from '../with-password.ts'

export interface OrdersRequest {
  readonly accountId: AccountId
  readonly orderIds: readonly OrderId[]
}

/** Orders by their numbers, in one statement; a number that is none of the account's orders is not in the answer. */
export async function readOrders(parts: Parts, request: OrdersRequest): Promise<ReadonlyMap<OrderId, Order>> {
  const { accountId, orderIds } = request
  const orders = await parts.transaction((transaction) => readSealedOrders(transaction, accountId, orderIds), 'reads')
  const now = parts.clock.now()
  return new Map(orders.map((order) => [order.id, { ...withPassword(parts, order), status: statusAt(order, now) }]))
}
