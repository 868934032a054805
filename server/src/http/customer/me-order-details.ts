import type { Order, OrderLine } from '../../orders/order.ts'
import { problem } from '../../problem/problem.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { idParameter, manyIds } from '../parameters.ts'
import { toWireItemDetail } from '../wire/item-detail.ts'
import { toWireOrderDetail } from '../wire/order-detail.ts'
import { orderOf } from './me-order-named.ts'

/** The lines of orders. */
export const orderDetailOperations: readonly Operation[] = [
  operation('GET /me/order/{orderId}/details', async (call) => (await orderOf(call)).lines.map((line) => line.id)),

  operation(
    'GET /me/order/{orderId}/details/{orderDetailId}',
    async (call) => {
      const { order, line } = await lineOf(call)
      return toWireOrderDetail(order, line)
    },
    {
      many: async (call, ids) => {
        const order = await orderOf(call)
        const details = order.lines.map((line) => [line.id, toWireOrderDetail(order, line)] as const)
        return manyIds(ids, 'orderDetailId', async () => new Map(details))
      },
    },
  ),

  operation('GET /me/order/{orderId}/details/{orderDetailId}/extension', async (call) =>
    toWireItemDetail((await lineOf(call)).line),
  ),
]

type LineCall = Pick<Call<'GET /me/order/{orderId}/details/{orderDetailId}'>, 'parts' | 'caller' | 'params'>

async function lineOf(call: LineCall): Promise<{ readonly order: Order; readonly line: OrderLine }> {
  const lineId = idParameter(call.params.orderDetailId, 'orderDetailId')
  const order = await orderOf(call)
  const line = order.lines.find((candidate) => candidate.id === lineId)
  if (line) return { order, line }
  throw problem('NOT_FOUND', `there is no detail ${lineId} of order ${order.id}`)
}
