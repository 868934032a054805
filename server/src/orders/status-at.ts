import { type Instant, isBefore } from '../calendar/calendar.ts'
import type { Order, OrderStatus } from './order.ts'

/**
 * The status that an order has at a moment: an unpaid one is `expired` from its expiration on (rule O4), also in the minute
 * before the sweep writes that down, so that nobody is shown an order to pay that can no longer be paid.
 */
export function statusAt(order: Pick<Order, 'status' | 'expiresAt'>, now: Instant): OrderStatus {
  const isOver = order.expiresAt !== null && !isBefore(now, order.expiresAt)
  return order.status === 'notPaid' && isOver ? 'expired' : order.status
}
