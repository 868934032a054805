import { type Problem, problem } from '../../problem/problem.ts'
import { type Call, type Operation, operation } from '../operation.ts'
import { orderOf } from './me-order-named.ts'

/**
 * The right of withdrawal (ovh-api.md 3.6) is one of new orders: renewals, bills and top-ups have none (rule O4: `retractionDate` is null).
 * Both calls say so, and what can be done instead.
 */
export const orderRetractionOperations: readonly Operation[] = [
  operation('POST /me/order/{orderId}/retraction', async (call) => {
    throw await noRight(call)
  }),
  operation('POST /me/order/{orderId}/waiveRetraction', async (call) => {
    throw await noRight(call)
  }),
]

async function noRight(call: Pick<Call<'GET /me/order/{orderId}'>, 'parts' | 'caller' | 'params'>): Promise<Problem> {
  const { id, status } = await orderOf(call)
  const instead = status === 'notPaid' ? 'leave it unpaid' : 'set its services to end at their expiration'
  const message = `order ${id} has no right of withdrawal, since it renews what runs already: ${instead} instead`
  return problem('NO_RIGHT_OF_WITHDRAWAL', message, { orderId: String(id) })
}
