import type { Instant } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, DocumentId, OrderId } from '../../identity/identity.ts'
import type { Money } from '../../money/money.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import type { NewNotice } from '../../notices/notice.ts'
import type { BookedAnswer } from '../paying/book-answers.ts'

/** Money that is on a prepaid balance from now on. */
export interface BalanceCredit {
  readonly accountId: AccountId
  /** The order that it was paid for; null: an operator gave it. */
  readonly orderId: OrderId | null
  /** The refund whose money it is. */
  readonly documentId?: DocumentId
  readonly amount: Money
  /** An operator's words, or why it could not be booked to its order; null: it was paid for the balance. */
  readonly reason: string | null
}

/** Tells accounts of credits to their balances: by an operator, by a top-up, by a refund, by money that no order could take (rule P4). */
export async function tellCredited(
  transaction: Transaction,
  credits: readonly BalanceCredit[],
  at: Instant,
): Promise<void> {
  await insertNotices(transaction, creditNotices(credits, at))
}

/** Tells accounts what was credited to their balances, and why. */
export function creditNotices(credits: readonly BalanceCredit[], at: Instant): readonly NewNotice[] {
  return credits.map(({ accountId, orderId, documentId = null, amount, reason }) => ({
    ...{ accountId, kind: 'balance.credited', deadline: null, services: [], orderId, documentId, at },
    data: {
      amount: { ucents: String(amount.ucents), currency: amount.currency },
      ...(reason === null ? {} : { reason }),
    },
  }))
}

/** Why money went to the balance instead of its order: too little of it is told to the payer at once (rule P5). */
const toldReasons: readonly (string | null)[] = ['undeliverable', 'late']

/** What of booked answers went to balances: paid top-ups, and money for orders that could not be delivered. */
export function creditsOf(booked: readonly BookedAnswer[]): readonly BalanceCredit[] {
  return booked.flatMap(({ attempt, payable: { order }, booking }): BalanceCredit[] => {
    const { accountId, orderId, state, reason, received } = booking.attempt
    if (booking.attempt === attempt) return []
    if (order.kind === 'credit' && state === 'succeeded') {
      return [{ accountId, orderId, amount: order.amounts.gross, reason: null }]
    }
    return state === 'partial' && toldReasons.includes(reason) ? [{ accountId, orderId, amount: received, reason }] : []
  })
}
