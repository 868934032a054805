import type { Instant } from '../../calendar/calendar.ts'
import type { Happening } from '../../events/event.ts'
import type { DocumentId, MeansId, OrderId } from '../../identity/identity.ts'
import { isPositive } from '../../ledger/money-movements.ts'
import { add } from '../../money/money.ts'
import type { NewNotice } from '../../notices/notice.ts'
import { isBilled, meansOf, partOf } from '../automatic/tell-collected.ts'
import { serviceNotice } from '../telling/service-notice.ts'
import type { BookedAnswer } from './book-answers.ts'
import { servicesOf } from './lock-payables.ts'

/** What is known once orders are delivered. */
export interface PaidFacts {
  readonly labels: ReadonlyMap<MeansId, string>
  /** What happened to the orders and services of what was booked. */
  readonly happened: readonly Happening[]
  readonly at: Instant
}

/**
 * Orders which people made are paid, with the bill, and services run again by it. Automatic bills tell `renewal.succeeded` instead,
 * top-ups `balance.credited`.
 */
export function paidNotices(
  booked: readonly BookedAnswer[],
  { labels, happened, at }: PaidFacts,
): readonly NewNotice[] {
  const bills = new Map(happened.flatMap(billOf))
  const paid = booked.filter(({ booking, payable }) => {
    return booking.orderBecomes === 'delivered' && payable.order.kind !== 'credit' && !isBilled(payable)
  })
  const notices = paid.map(({ payable, booking: { attempt } }): NewNotice => {
    const { accountId, id: orderId } = payable.order
    const { ucents, currency } = add(attempt.amount, attempt.balance)
    const data = { amount: { ucents: String(ucents), currency }, ...meansOf(attempt, labels), ...partOf(attempt) }
    const free = isPositive(attempt.amount) ? {} : { cause: 'free' }
    return {
      ...{ accountId, kind: 'order.paid', deadline: null, orderId, documentId: bills.get(orderId) ?? null, at },
      services: servicesOf(payable).map(({ id }) => id),
      data: { ...data, ...free },
    }
  })
  return [...notices, ...reopenedOf(happened, at)]
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
