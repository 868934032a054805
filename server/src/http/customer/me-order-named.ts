import { readOrders } from '../../actions/ordering/read-orders.ts'
import type { AccountId, OrderId } from '../../identity/identity.ts'
import type { Order } from '../../orders/order.ts'
import { problem } from '../../problem/problem.ts'
import type { Call } from '../operation.ts'
import { idParameter } from '../parameters.ts'

/** What every call on one order tells of it. */
type OrderCall = Pick<Call<'GET /me/order/{orderId}'>, 'parts' | 'caller' | 'params'>

/**
 * Whose order a call names, and which.
 * @throws INVALID_PARAMETER when the number is none
 */
export function orderNamed(call: OrderCall): { readonly accountId: AccountId; readonly orderId: OrderId } {
  return { accountId: call.caller.accountId, orderId: idParameter(call.params.orderId, 'orderId') as OrderId }
}

/**
 * The order that a call names.
 * @throws INVALID_PARAMETER, NOT_FOUND
 */
export async function orderOf(call: OrderCall): Promise<Order> {
  const { accountId, orderId } = orderNamed(call)
  const order = (await readOrders(call.parts, { accountId, orderIds: [orderId] })).get(orderId)
  if (order) return order
  throw problem('NOT_FOUND', `there is no order ${orderId}`)
}
