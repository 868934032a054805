import type { Instant } from '../../calendar/calendar.ts'
import { insertEvents } from '../../events/event.store.ts'
import { claimExpiredOrders } from '../../orders/order.store.ts'
import type { Parts } from '../parts.ts'

const batch = 500

/**
 * The sweep that lets unpaid orders expire (rule O4). An order that is being paid is passed over: what becomes of it is up to
 * the payment. Runs beside itself without doing anything twice.
 * @param request.until orders that were to be paid by this moment are due
 * @returns how many expired
 */
export async function expireOrders(parts: Parts, { until }: { readonly until: Instant }): Promise<number> {
  let total = 0
  while (!parts.stopping?.aborted) {
    const expired = await expireBatch(parts, until)
    total += expired
    if (expired < batch) return total
  }
  return total
}

async function expireBatch(parts: Parts, until: Instant): Promise<number> {
  return parts.transaction(async (transaction) => {
    const at = parts.clock.now()
    const expired = await claimExpiredOrders(transaction, until, at, batch)
    if (expired.length === 0) return 0
    await insertEvents(
      transaction,
      expired.map(({ accountId, id }) => ({ accountId, at, type: 'order.expired', orderId: id })),
    )
    return expired.length
  })
}
