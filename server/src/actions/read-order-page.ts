import { readAccounts } from '../customers/account.store.ts'
import { sameSecret } from '../customers/secret.ts'
import type { OrderId } from '../identity/identity.ts'
import { readOrders } from '../orders/order.store.ts'
import type { Order, OrderStatus } from '../orders/order.ts'
import { findOrderAccounts } from '../orders/order-list.store.ts'
import { statusAt } from '../orders/status-at.ts'
import type { Parts } from './parts.ts'
import { withPassword } from './with-password.ts'

export interface OrderPage {
  readonly order: Order
  /** Of now: an order whose time to be paid is over is `expired`, also where that was not written down yet. */
  readonly status: OrderStatus
  /** Of its customer: `fr_FR`. */
  readonly language: string
}

/**
 * An order for who knows its password (rule O6). The same null for a number that is no order's and for a wrong password, which
 * is compared in constant time.
 */
export async function readOrderPage(
  parts: Parts,
  request: { readonly orderId: OrderId; readonly password: string },
): Promise<OrderPage | null> {
  const { orderId, password } = request
  return parts.transaction(async (transaction) => {
    const [owner] = await findOrderAccounts(transaction, [orderId])
    if (!owner) return null
    const [sealed] = await readOrders(transaction, owner.accountId, [orderId])
    const [account] = await readAccounts(transaction, [owner.accountId])
    if (!sealed || !account) return null
    const order = withPassword(parts, sealed)
    if (!sameSecret(order.password, password)) return null
    return { order, status: statusAt(order, parts.clock.now()), language: account.language }
  })
}
