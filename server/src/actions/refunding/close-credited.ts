import { closeDebts } from '../../bills/debt.store.ts'
import type { Instant } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Happening } from '../../events/event.ts'
import { type SealedOrder, setOrderStatus } from '../../orders/order.store.ts'
import { isFinal, moveOrder } from '../../orders/order-life.ts'

/**
 * Closes the debts of orders whose bills are credited as a whole, and cancels the orders, but for those that were delivered before a
 * chargeback. The caller holds their locks.
 * @returns what is to be told, order by order
 */
export async function closeCredited(
  transaction: Transaction,
  orders: readonly SealedOrder[],
  at: Instant,
): Promise<readonly Happening[]> {
  if (orders.length === 0) return []
  const [closed, cancelled] = await Promise.all([
    closeDebts(transaction, orders, at),
    cancelOrders(transaction, orders, at),
  ])
  const debtsOf = Map.groupBy(closed, (debt) => debt.orderId)
  return orders.flatMap(({ accountId, id: orderId }): Happening[] => [
    ...(debtsOf.get(orderId) ?? []).map(({ billId: documentId }) => {
      return { accountId, at, type: 'debt.closed', orderId, documentId } as const
    }),
    ...(cancelled.has(orderId)
      ? [{ accountId, at, type: 'order.cancelled', orderId, data: { reason: 'credited' } } as const]
      : []),
  ])
}

async function cancelOrders(transaction: Transaction, orders: readonly SealedOrder[], endedAt: Instant) {
  const moves = orders
    .filter(({ status }) => !isFinal(status))
    .map(({ accountId, id: orderId, status: from }) => {
      return { accountId, orderId, from, to: moveOrder(from, 'cancelled'), endedAt }
    })
  const moved = moves.length > 0 ? await setOrderStatus(transaction, moves) : []
  const cancelled = new Set(moved.map(({ id }) => id))
  const raced = moves.find(({ orderId }) => !cancelled.has(orderId))
  if (raced) throw new Error(`order ${raced.orderId} is no longer ${raced.from}`)
  return cancelled
}
