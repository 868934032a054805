import type { OrderStatus } from './order.ts'

/**
 * The life of an order (rule O4). What is delivered is to be paid again only when its provider takes the money back (rule B6); an order
 * without services of its own is cancelled then. `checking`: an attempt on it is open. `expired` is what `cancelled` is called when nobody
 * paid in time; both read `cancelled` on the wire.
 */
export const orderTransitions: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  notPaid: ['checking', 'delivering', 'cancelled', 'expired'],
  checking: ['delivering', 'notPaid', 'cancelled', 'expired'],
  delivering: ['delivered'],
  delivered: ['notPaid', 'cancelled'],
  cancelled: [],
  expired: [],
}

const ends: readonly OrderStatus[] = ['delivered', 'cancelled', 'expired']

/** True when nothing follows by itself: the order needs no next action (invariant 6). */
export function isFinal(status: OrderStatus): boolean {
  return ends.includes(status)
}

/**
 * Walks an order through statuses that follow each other and answers the last one.
 * @throws Error when one cannot follow the one before: a programming error, never a caller's.
 */
export function moveOrder(from: OrderStatus, ...path: readonly OrderStatus[]): OrderStatus {
  return path.reduce((status, next) => {
    if (!orderTransitions[status].includes(next)) throw new Error(`an order that is ${status} cannot become ${next}`)
    return next
  }, from)
}
