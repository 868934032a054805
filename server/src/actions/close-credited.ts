import { closeDebts } from '../bills/debt.store.ts'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Happening } from '../events/event.ts'
import { type SealedOrder, setOrderStatus } from '../orders/order.store.ts'
import { isFinal, moveOrder } from '../orders/order-life.ts'

/** Closes the debt of an order whose bill is credited as a whole; answers what is to be told. */
export async function closeCreditedDebt(
  transaction: Transaction,
  order: SealedOrder,
  at: Instant,
): Promise<readonly Happening[]> {
  const { accountId, id: orderId } = order
  const closed = await closeDebts(transaction, [order], at)
  return closed.map(({ billId }) => ({ accountId, at, type: 'debt.closed', orderId, documentId: billId }))
}

/** Cancels an order whose bill is credited as a whole; answers what is to be told. */
export async function cancelCreditedOrder(
  transaction: Transaction,
  order: SealedOrder,
  at: Instant,
): Promise<readonly Happening[]> {
  const { accountId, id: orderId, status: from } = order
  if (isFinal(from)) return []
  const to = moveOrder(from, 'cancelled')
  const moved = await setOrderStatus(transaction, [{ accountId, orderId, from, to, endedAt: at }])
  if (moved.length === 0) throw new Error(`order ${orderId} is no longer ${from}`)
  return [{ accountId, at, type: 'order.cancelled', orderId, data: { reason: 'credited' } }]
}
