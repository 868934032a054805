import type { ServiceId } from '../identity/identity.ts'
import { compare, type Money, subtract, sum } from '../money/money.ts'
import { Problem } from '../problem/problem.ts'
import { chooseRefund, type RefundableBill, refundedLines } from './choose-refund.ts'
import type { OpenDebt } from './debt.store.ts'
import type { RefundPart } from './issue-document.ts'

/** A bill with what corrects it and the debts of it that are open. */
export interface UnpaidBill extends RefundableBill {
  readonly debts: readonly Pick<OpenDebt, 'owed' | 'isChargedBack'>[]
}

export interface Credit {
  readonly part: RefundPart
  /** What of it was owed, and what had stayed paid after a chargeback. */
  readonly off: Money
  readonly surplus: Money
  /** Nothing of the bill is left to be paid. */
  readonly isWhole: boolean
  /** Live services that were billed beside them, and are to be billed anew. */
  readonly rebilled: readonly ServiceId[]
}

/**
 * What is credited of an unpaid bill once some of its services are terminated (rule A6): all of it when it has nothing else; of a bill that
 * has other services their lines alone, so that the rest is still owed. Lines that cannot be credited alone, a discount or more than the
 * bill asks, take the whole bill with them, and so do those that were all that it asked: what lives is ordered anew.
 * @param live those of its services that live
 * @returns null when nothing of it is credited
 */
export function chooseCredit(unpaid: UnpaidBill, live: ReadonlySet<ServiceId>): Credit | null {
  const { bill, debts } = unpaid
  const refunded = new Set(refundedLines(unpaid))
  const left = bill.lines.filter((line) => !refunded.has(line.orderLineId))
  const gone = left.filter((line) => !live.has(line.serviceId))
  if (gone.length === 0) return null
  const ids = gone.map((line) => line.orderLineId)
  const alone = creditable(() => chooseRefund(unpaid, ids))
  // what was charged back is renewed already, and stays with its discount
  if (!alone && debts.some((debt) => debt.isChargedBack)) return null
  const part = alone ?? creditable(() => chooseRefund(unpaid, null))
  if (!part) return null
  const { owed, off, surplus } = splitCredit(debts, part.amounts.gross)
  const isWhole = !alone || gone.length === left.length || compare(off, owed) === 0
  const rebilled = isWhole ? left.filter((line) => live.has(line.serviceId)).map((line) => line.serviceId) : []
  return { part, off, surplus, isWhole, rebilled }
}

/**
 * What is owed, what a credit takes off it, and what of the credit was paid and is the customer's: after a chargeback a part of a bill
 * can have stayed paid, by the balance or by another refund (rule B6).
 */
export function splitCredit(
  debts: UnpaidBill['debts'],
  gross: Money,
): { readonly owed: Money; readonly off: Money; readonly surplus: Money } {
  const owed = sum(
    debts.map((debt) => debt.owed),
    gross.currency,
  )
  const off = compare(gross, owed) < 0 ? gross : owed
  return { owed, off, surplus: subtract(gross, off) }
}

/** null for lines that no refund can take back by themselves. */
function creditable(choose: () => RefundPart): RefundPart | null {
  try {
    return choose()
  } catch (error) {
    if (error instanceof Problem && error.code === 'NOTHING_TO_REFUND') return null
    throw error
  }
}
