import type { OrderStatus } from './order.ts'

/**
 * The life of an order (rule O4). `checking`: an attempt on it is open. `expired` is what `cancelled` is called when nobody
 * paid in time; both read `cancelled` on the wire.
 */
const transitions: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  notPaid: ['checking', 'delivering', 'cancelled', 'expired'],
  checking: ['delivering', 'notPaid', 'cancelled', 'expired'],
  delivering: ['delivered'],
  delivered: [],
  cancelled: [],
  expired: [],
}

/** True when nothing follows: the order needs no next action (invariant 6). */
export function isFinal(status: OrderStatus): boolean {
  return transitions[status].length === 0
}

/**
 * Walks an order through statuses that follow each other and answers the last one.
 * @throws Error when one cannot follow the one before: a programming error, never a caller's.
 */
export function moveOrder(from: OrderStatus, ...path: readonly OrderStatus[]): OrderStatus {
  return path.reduce((status, next) => {
    if (!transitions[status].includes(next)) throw new Error(`an order that is ${status} cannot become ${next}`)
    return next
  }, from)
}
