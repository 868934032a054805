import { closeDebts, type OpenDebt } from '../bills/debt.store.ts'
import type { IssuedDocument } from '../bills/issue-document.ts'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Happening } from '../events/event.ts'
import type { Movement } from '../ledger/ledger.ts'
import { payoutMovement } from '../ledger/money-movements.ts'
import { compare, type Money, subtract, sum } from '../money/money.ts'
import { type SealedOrder, setOrderStatus } from '../orders/order.store.ts'
import { isFinal, moveOrder } from '../orders/order-life.ts'

/**
 * What a credit takes off open debts, and what of it was paid and is the customer's: after a chargeback a part of a bill can have stayed
 * paid, by the balance or by another refund (rule B6).
 */
export function splitCredit(
  debts: readonly OpenDebt[],
  gross: Money,
): { readonly off: Money; readonly surplus: Money } {
  const owed = sum(
    debts.map((debt) => debt.owed),
    gross.currency,
  )
  const off = compare(gross, owed) < 0 ? gross : owed
  return { off, surplus: subtract(gross, off) }
}

/** The movements that give a customer what a credit took back of money that had stayed paid. */
export function surplusMovements(refund: IssuedDocument, surplus: Money): readonly Movement[] {
  const { accountId, issuedAt: at, orderId, id: documentId } = refund
  return [payoutMovement({ accountId, at, orderId, documentId }, surplus, 'balance')]
}

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
