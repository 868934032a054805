import type { Instant } from '../../calendar/calendar.ts'
import type { AccountId, OrderId } from '../../identity/identity.ts'
import { listOrderIds } from '../../orders/order-list.store.ts'
import type { Parts } from '../parts.ts'

export interface OrderListRequest {
  readonly accountId: AccountId
  /** The order was made at this moment or later; null: whenever. */
  readonly from: Instant | null
  /** The order was made within this second or before; null: whenever. */
  readonly to: Instant | null
}

/** The numbers of an account's orders, oldest first, with those that ended. */
export async function listOrders(parts: Parts, request: OrderListRequest): Promise<readonly OrderId[]> {
  const { accountId, from, to } = request
  return parts.transaction((transaction) => listOrderIds(transaction, accountId, from, to), 'reads')
}
