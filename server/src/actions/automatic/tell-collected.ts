import type { Instant } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { MeansId } from '../../identity/identity.ts'
import { isPositive } from '../../ledger/money-movements.ts'
import type { Money } from '../../money/money.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import type { NewNotice, NoticeData } from '../../notices/notice.ts'
import { isOpen } from '../../payments/attempt-life.ts'
import { readLabels } from '../../payments/means.store.ts'
import type { Attempt } from '../../payments/payment.ts'
import type { BookedAnswer } from '../paying/book-answers.ts'
import { type Payable, reservedBy } from '../paying/lock-payables.ts'

/** What became of the payments of automatic bills: renewed, or not and when it is tried again (rule A3). */
export function collectedNotices(
  booked: readonly BookedAnswer[],
  labels: ReadonlyMap<MeansId, string>,
  now: Instant,
): readonly NewNotice[] {
  const ended = booked.filter(({ attempt, payable, booking }) => {
    return isBilled(payable) && isOpen(attempt.state) && !isOpen(booking.attempt.state)
  })
  return ended.map(({ payable, booking }) => {
    const isPaid = booking.orderBecomes === 'delivered'
    const data = { ...amountOf(payable.owed), ...meansOf(booking.attempt, labels), ...partOf(booking.attempt) }
    if (isPaid) return noticeOf(payable, 'renewal.succeeded', data, now)
    const { reason } = booking.attempt
    return noticeOf(payable, 'renewal.failed', { ...data, ...(reason === null ? {} : { reason }) }, now)
  })
}

/** An order whose bill its payment closes: not one that is billed by being paid. */
export function isBilled({ order, debts }: Pick<Payable, 'order' | 'debts'>): boolean {
  return order.kind === 'automatic' || (order.kind === 'renewal' && debts.length > 0)
}

/** What the means of attempts are called. */
export async function readMeansLabels(
  transaction: Transaction,
  booked: readonly Pick<BookedAnswer, 'attempt'>[],
): Promise<ReadonlyMap<MeansId, string>> {
  const charged = booked.flatMap(({ attempt: { accountId, meansId: id } }) => (id === null ? [] : [{ accountId, id }]))
  return charged.length === 0 ? new Map() : readLabels(transaction, charged)
}

/** Tells accounts that nothing was there to pay automatic bills with: no means that can be charged, and too little on the balance. */
export async function tellUnfunded(transaction: Transaction, unpaid: readonly Payable[], now: Instant): Promise<void> {
  await insertNotices(
    transaction,
    unpaid.map((payable) => {
      return noticeOf(payable, 'renewal.failed', { ...amountOf(payable.owed), reason: 'no_usable_means' }, now)
    }),
  )
}

function noticeOf(
  payable: Payable,
  kind: 'renewal.succeeded' | 'renewal.failed',
  data: NoticeData,
  at: Instant,
): NewNotice {
  const { accountId, id: orderId } = payable.order
  const [debt] = payable.debts
  const retry = kind === 'renewal.failed' && debt?.collectAt ? { collectAt: debt.collectAt.toString() } : {}
  return {
    ...{ accountId, kind, deadline: null, orderId, documentId: debt?.billId ?? null, at },
    services: reservedBy(payable).map(({ id }) => id),
    data: { ...data, ...retry },
  }
}

function amountOf({ ucents, currency }: Money): NoticeData {
  return { amount: { ucents: String(ucents), currency } }
}

/** The means of an attempt as its customer knows it, in a notice; nothing where there was none. */
export function meansOf({ meansId }: Attempt, labels: ReadonlyMap<MeansId, string>): NoticeData {
  const label = meansId === null ? undefined : labels.get(meansId)
  return label === undefined ? {} : { means: label }
}

/** What the balance paid, or was to pay, beside the means (rule P8). */
export function partOf({ balance }: Attempt): NoticeData {
  if (!isPositive(balance)) return {}
  return { fromBalance: { ucents: String(balance.ucents), currency: balance.currency } }
}
