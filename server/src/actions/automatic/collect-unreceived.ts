import { scheduleDebts } from '../../bills/due-debt.store.ts'
import type { Instant } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import { readAttemptsOfOrders } from '../../payments/attempt.store.ts'
import type { Attempt } from '../../payments/payment.ts'
import { neverReceived } from '../../payments/resolve-plan.ts'
import type { BookedAnswer } from '../paying/book-answers.ts'

/**
 * A collection that its gateway never received was none: the process that began it was killed before it called. Its bill is collected
 * anew at once, where it would have waited days for the next try (rule A3); once only, since a gateway that hears nothing twice is not
 * to be called without end.
 * @returns the answers after which it is tried again at once: nothing is told of those
 */
export async function collectUnreceived(
  transaction: Transaction,
  booked: readonly BookedAnswer[],
  now: Instant,
): Promise<ReadonlySet<BookedAnswer>> {
  const unheard = booked.filter(isUnheard)
  if (unheard.length === 0) return new Set()
  const made = await readAttemptsOfOrders(
    transaction,
    unheard.map(({ payable: { order } }) => order),
  )
  const again = unheard.filter((one) => isFirst(one, made))
  await scheduleDebts(
    transaction,
    again.flatMap(({ payable }) => payable.debts.map((debt) => ({ ...debt, collectAt: now }))),
  )
  return new Set(again)
}

function isUnheard({ payable: { order }, attempt: before, booking: { attempt, orderBecomes } }: BookedAnswer): boolean {
  return (
    order.kind === 'automatic' && orderBecomes === 'notPaid' && before !== attempt && attempt.reason === neverReceived
  )
}

/** Whether no other attempt on its order was unheard. */
function isFirst({ attempt: { accountId, orderId, id } }: BookedAnswer, made: readonly Attempt[]): boolean {
  const onOrder = made.filter((other) => other.accountId === accountId && other.orderId === orderId)
  return onOrder.every((other) => other.id === id || other.reason !== neverReceived)
}
