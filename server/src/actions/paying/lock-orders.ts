import type { Transaction } from '../../database/transaction.ts'
import { lockOrderHeads, readOrderLines, type SealedOrder } from '../../orders/order.store.ts'
import type { OrderKey } from '../../orders/order.ts'

/** Orders of any accounts with their lines, locked until the transaction ends. */
export async function lockOrders(transaction: Transaction, keys: readonly OrderKey[]): Promise<readonly SealedOrder[]> {
  const [heads, lines] = await Promise.all([lockOrderHeads(transaction, keys), readOrderLines(transaction, keys)])
  return heads.map((head) => ({ ...head, lines: lines.get(head.id) ?? [] }))
}
