import { readDebtOrders } from '../../bills/debt-view.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, OrderId } from '../../identity/identity.ts'
import { readAttemptsOfOrders } from '../../payments/attempt.store.ts'
import type { Attempt } from '../../payments/payment.ts'

/** The attempts to pay orders, on themselves and on debt orders that are for their bills (rule B5), oldest first. */
export async function readAttemptsOn(
  transaction: Transaction,
  accountId: AccountId,
  orderIds: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, readonly Attempt[]>> {
  const covering = await readDebtOrders(transaction, accountId, orderIds)
  const all = [...new Set([...orderIds, ...covering.map(({ paidBy }) => paidBy)])]
  const made = await readAttemptsOfOrders(
    transaction,
    all.map((id) => ({ accountId, id })),
  )
  const attempts = Map.groupBy(made, ({ orderId }) => orderId)
  return new Map(
    orderIds.map((id) => {
      const others = covering.filter(({ orderId }) => orderId === id).map(({ paidBy }) => paidBy)
      const own = [id, ...others].flatMap((one) => attempts.get(one) ?? [])
      return [id, own.toSorted((one, other) => Temporal.Instant.compare(one.createdAt, other.createdAt))]
    }),
  )
}
