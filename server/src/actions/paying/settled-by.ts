import type { Instant } from '../../calendar/calendar.ts'
import type { Money } from '../../money/money.ts'
import type { Attempt, MeansKind } from '../../payments/payment.ts'

/** How an order was paid. */
export interface OrderPayment {
  readonly meansKind: MeansKind
  readonly amount: Money
  readonly paidAt: Instant
  /** The provider's own name of the charge; null where there was none. */
  readonly gatewayReference: string | null
}

/** The payment that settled an order, among its attempts (rule P3: one at most); null while it is not paid. */
export function settledBy(attempts: readonly Attempt[]): OrderPayment | null {
  for (const { state, endedAt, meansKind, amount, gatewayReference } of attempts) {
    if (state === 'succeeded' && endedAt) return { meansKind, amount, paidAt: endedAt, gatewayReference }
  }
  return null
}
