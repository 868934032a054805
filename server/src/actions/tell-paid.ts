import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Happening } from '../events/event.ts'
import type { DocumentId, OrderId } from '../identity/identity.ts'
import { isPositive } from '../ledger/money-movements.ts'
import { add } from '../money/money.ts'
import { insertNotices } from '../notices/notice.store.ts'
import type { NewNotice } from '../notices/notice.ts'
import type { BookedAnswer } from './book-answers.ts'
import { servicesOf } from './lock-payables.ts'
import { serviceNotice } from './service-notice.ts'
import { isBilled, labelsOf, meansOf, partOf } from './tell-collected.ts'

/**
 * Tells accounts that orders which people made are paid, with the bill, and that services run again by it. Automatic bills tell
 * `renewal.succeeded` instead, top-ups `balance.credited`.
 * @param delivered what happened to the orders and services of what was booked
 */
export async function tellPaid(
  transaction: Transaction,
  booked: readonly BookedAnswer[],
  delivered: readonly Happening[],
  at: Instant,
): Promise<void> {
  const paid = booked.filter(({ booking, payable }) => {
    return booking.orderBecomes === 'delivered' && payable.order.kind !== 'credit' && !isBilled(payable)
  })
  const labels = await labelsOf(transaction, paid)
  const bills = new Map(delivered.flatMap(billOf))
  const notices = paid.map(({ payable, booking: { attempt } }): NewNotice => {
    const { accountId, id: orderId } = payable.order
    const { ucents, currency } = add(attempt.amount, attempt.balance)
    const data = { amount: { ucents: String(ucents), currency }, ...meansOf(attempt, labels), ...partOf(attempt) }
    const documentId = bills.get(orderId) ?? null
    const services = servicesOf(payable).map(({ id }) => id)
    const free = isPositive(attempt.amount) ? {} : { cause: 'free' }
    return {
      accountId,
      kind: 'order.paid',
      deadline: null,
      services,
      orderId,
      documentId,
      data: { ...data, ...free },
      at,
    }
  })
  await insertNotices(transaction, [...notices, ...reopenedOf(delivered, at)])
}

/** One mail for each account, whatever was paid. */
export function reopenedOf(happenings: readonly Happening[], at: Instant): readonly NewNotice[] {
  const reopened = happenings.filter(({ type }) => type === 'service.reopened')
  return [...Map.groupBy(reopened, ({ accountId }) => accountId)].map(([accountId, own]) => {
    const services = own.flatMap(({ serviceId }) => serviceId ?? [])
    return serviceNotice({ accountId, kind: 'service.reopened', services, data: {}, at })
  })
}

function billOf({ type, orderId, documentId }: Happening): readonly (readonly [OrderId, DocumentId])[] {
  return type === 'order.paid' && orderId && documentId ? [[orderId, documentId]] : []
}
