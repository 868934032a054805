import type { Instant } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Happening } from '../../events/event.ts'
import type { Order } from '../../orders/order.ts'
import { beginEngagements } from '../../services/engagement-request.store.ts'

/**
 * Begins and ends the engagements that waited for orders to be delivered.
 * @returns what happened, to be told once the order's own news is told
 */
export async function startEngagements(
  transaction: Transaction,
  orders: readonly Pick<Order, 'accountId' | 'id' | 'lines'>[],
  at: Instant,
): Promise<readonly Happening[]> {
  const periods = orders.flatMap(({ accountId, id: orderId, lines }) =>
    lines.map(({ serviceId: id, startsOn, endsOn }) => ({ accountId, id, orderId, startsOn, endsOn })),
  )
  if (periods.length === 0) return []
  const begun = await beginEngagements(transaction, periods)
  return begun.map(({ accountId, id: serviceId, orderId, engagedUntil }) => {
    const data = { to: { engagedUntil: engagedUntil?.toString() ?? null } }
    return { accountId, at, type: 'service.modeChanged', serviceId, orderId, data }
  })
}
