import { compare, type Money, subtract, zero } from '../money/money.ts'

export interface RefundedMoney {
  readonly refunded: Money
  /** What the means was charged. */
  readonly charged: Money
  /** What of that went back, or is on its way back, by earlier refunds. */
  readonly back: Money
}

/** A refund goes to the means as far as its money came from there; what the balance paid beside it goes back to the balance (B6, P8). */
export function splitRefund({ refunded, charged, back }: RefundedMoney): {
  readonly toMeans: Money
  readonly toBalance: Money
} {
  const left = subtract(charged, back)
  const most = compare(left, zero(left.currency)) < 0 ? zero(left.currency) : left
  const toMeans = compare(refunded, most) < 0 ? refunded : most
  return { toMeans, toBalance: subtract(refunded, toMeans) }
}
