import type { Client } from '@odnowa/sdk/client.ts'
import type { BillingOrder } from '@odnowa/sdk/generated/models/billing.generated.ts'
import { callMany } from '@odnowa/sdk/many.ts'
import type { Progress } from '../output/progress.ts'
import type { OrderStatus } from './pay-order.ts'

/** An order and what became of it, which the API tells apart. */
export interface KnownOrder {
  readonly order: BillingOrder
  readonly status: OrderStatus
}

/** Orders by their ids, in that order, each with its status. */
export async function readOrders(
  client: Client,
  ids: readonly number[],
  progress: Progress,
): Promise<readonly KnownOrder[]> {
  const orders: BillingOrder[] = []
  for await (const answer of callMany(client, 'GET /me/order/{orderId}', { ids })) {
    if ('error' in answer) throw answer.error
    orders.push(answer.value)
  }
  const known: KnownOrder[] = []
  const read = async (order: BillingOrder) => ({
    order,
    status: await client.call('GET /me/order/{orderId}/status', { params: { orderId: order.orderId } }),
  })
  for (let first = 0; first < orders.length; first += client.concurrency) {
    known.push(...(await Promise.all(orders.slice(first, first + client.concurrency).map(read))))
    progress.report(known.length, orders.length)
  }
  return known
}
