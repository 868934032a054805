import type { Instant } from '../calendar/calendar.ts'
import type { AccountId, OrderId } from '../identity/identity.ts'
import type { Money } from '../money/money.ts'
import { readAttemptsOfOrders } from '../payments/attempt.store.ts'
import type { MeansKind } from '../payments/payment.ts'
import type { Parts } from './parts.ts'

/** How an order was paid. */
export interface OrderPayment {
  readonly meansKind: MeansKind
  readonly amount: Money
  readonly paidAt: Instant
  /** The provider's own name of the charge; null where there was none. */
  readonly gatewayReference: string | null
}

export interface OrderPaymentsRequest {
  readonly accountId: AccountId
  readonly orderIds: readonly OrderId[]
}

/** The payments that settled orders (rule P3: one each); an order that is not paid, or not the account's, has none. */
export async function readOrderPayments(
  parts: Parts,
  request: OrderPaymentsRequest,
): Promise<ReadonlyMap<OrderId, OrderPayment>> {
  const { accountId, orderIds } = request
  const attempts = await parts.transaction((transaction) => readAttemptsOfOrders(transaction, accountId, orderIds))
  return new Map(
    attempts.flatMap(({ orderId, state, endedAt, meansKind, amount, gatewayReference }) =>
      state === 'succeeded' && endedAt ? [[orderId, { meansKind, amount, paidAt: endedAt, gatewayReference }]] : [],
    ),
  )
}
