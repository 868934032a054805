import type { AccountId, OrderId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'
import { readAttemptsOn } from '../paying/read-attempts-on.ts'
import { type OrderPayment, settledBy } from '../paying/settled-by.ts'

export interface OrderPaymentsRequest {
  readonly accountId: AccountId
  readonly orderIds: readonly OrderId[]
}

/** The payments that settled orders (rule P3: one each), on debt orders too; an order that is not paid, or not the account's, has none. */
export async function readOrderPayments(
  parts: Parts,
  request: OrderPaymentsRequest,
): Promise<ReadonlyMap<OrderId, OrderPayment>> {
  const { accountId, orderIds } = request
  const attempts = await parts.transaction((transaction) => readAttemptsOn(transaction, accountId, orderIds), 'reads')
  return new Map(
    [...attempts].flatMap(([orderId, ofOrder]) => {
      const payment = settledBy(ofOrder)
      return payment === null ? [] : [[orderId, payment]]
    }),
  )
}
