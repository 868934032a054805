import { listOrders } from '../../actions/ordering/list-orders.ts'
import { readOrderDocument } from '../../actions/ordering/read-order-document.ts'
import { readOrderHistory } from '../../actions/ordering/read-order-history.ts'
import { readOrderPayments } from '../../actions/ordering/read-order-payments.ts'
import { readOrders } from '../../actions/ordering/read-orders.ts'
import type { OrderId } from '../../identity/identity.ts'
import type { Order } from '../../orders/order.ts'
import { type Problem, problem } from '../../problem/problem.ts'
import { wireContext } from '../context.ts'
import { dateRange } from '../date-range.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { manyIds } from '../parameters.ts'
import { toWireAssociatedObject } from '../wire/associated-object.ts'
import { toWireFollowUp } from '../wire/follow-up.ts'
import { toWireOrder } from '../wire/order.ts'
import { toWireOrderStatus } from '../wire/order-status.ts'
import { toWirePayment } from '../wire/payment.ts'
import { orderNamed, orderOf } from './me-order-named.ts'

/** Orders, and what became of them. */
export const orderOperations: readonly Operation[] = [
  operation('GET /me/order', async ({ parts, caller, query }) => [
    ...(await listOrders(parts, { accountId: caller.accountId, ...dateRange(query) })),
  ]),

  operation('GET /me/order/{orderId}', async (call) => toWireOrder(wireContext(call.parts), await orderOf(call)), {
    many: (call, ids) => manyOrders(call, ids, (order) => toWireOrder(wireContext(call.parts), order)),
  }),

  operation('GET /me/order/{orderId}/status', async (call) => toWireOrderStatus((await orderOf(call)).status), {
    many: (call, ids) => manyOrders(call, ids, (order) => toWireOrderStatus(order.status)),
  }),

  operation('GET /me/order/{orderId}/payment', async (call) => {
    const { accountId, orderId } = orderNamed(call)
    const payment = (await readOrderPayments(call.parts, { accountId, orderIds: [orderId] })).get(orderId)
    if (payment === undefined) throw problem('NOT_FOUND', `there is no payment of an order ${orderId}`)
    return toWirePayment(wireContext(call.parts), payment)
  }),

  operation('GET /me/order/{orderId}/associatedObject', async (call) =>
    toWireAssociatedObject(await readOrderDocument(call.parts, orderNamed(call))),
  ),

  operation('GET /me/order/{orderId}/followUp', async (call) =>
    toWireFollowUp(wireContext(call.parts), await readOrderHistory(call.parts, orderNamed(call))),
  ),
]

/** Answers an operation on several orders from one query. */
async function manyOrders<Value>(
  { parts, caller }: Pick<Call<'GET /me/order'>, 'parts' | 'caller'>,
  texts: readonly string[],
  toWire: (order: Order) => Value,
): Promise<ReadonlyMap<string, Value | Problem>> {
  return manyIds(texts, 'orderId', async (orderIds: readonly OrderId[]) => {
    const orders = await readOrders(parts, { accountId: caller.accountId, orderIds })
    return new Map([...orders].map(([id, order]) => [id, toWire(order)]))
  })
}
