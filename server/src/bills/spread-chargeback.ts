import type { Instant } from '../calendar/calendar.ts'
import type { DocumentId, OrderId } from '../identity/identity.ts'
import { compare, type Money, subtract, zero } from '../money/money.ts'

/** A bill that a charge had paid. */
export interface ChargedBill {
  readonly orderId: OrderId
  readonly billId: DocumentId
  readonly gross: Money
  /** What refunds took back of it, before it was paid and since. */
  readonly refunded: Money
  /** What the charge paid of it. */
  readonly paid: Money
  /** When it was billed. */
  readonly openedAt: Instant
}

/** What is owed of a bill again. */
export interface ReopenedBill extends ChargedBill {
  readonly owed: Money
}

export interface SpreadChargeback {
  /** Oldest bill first; those of which nothing is owed again are left out. */
  readonly bills: readonly ReopenedBill[]
  /** What belongs to no bill: the customer has it on the balance, by a top-up, too large a payment, or a refund that went there. */
  readonly fromBalance: Money
}

/**
 * What a charge's money pays when it is taken back (rule B6): of each bill no more is owed again than the charge had paid of it, and
 * no more than refunds have left of it.
 * @param taken what the provider took back
 * @param bills oldest first
 */
export function spreadChargeback(taken: Money, bills: readonly ChargedBill[]): SpreadChargeback {
  let left = taken
  const reopened = bills.map((bill) => {
    const owed = [left, bill.paid, subtract(bill.gross, bill.refunded)].reduce(smaller)
    const positive = owed.ucents > 0n ? owed : zero(owed.currency)
    left = subtract(left, positive)
    return { ...bill, owed: positive }
  })
  return { bills: reopened.filter(({ owed }) => owed.ucents > 0n), fromBalance: left }
}

function smaller(one: Money, other: Money): Money {
  return compare(one, other) < 0 ? one : other
}
