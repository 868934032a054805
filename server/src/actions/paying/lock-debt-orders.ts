import type { DueDebt } from '../../bills/due-debt.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import { lockPayables, type Payable } from './lock-payables.ts'

/** The automatic orders of debts, locked, in the order of the debts. */
export async function lockDebtOrders(transaction: Transaction, debts: readonly DueDebt[]): Promise<readonly Payable[]> {
  const payables = await lockPayables(
    transaction,
    debts.map(({ accountId, orderId: id }) => ({ accountId, id })),
  )
  const known = new Map(payables.map((payable) => [payable.order.id, payable]))
  return debts.flatMap(({ orderId }) => known.get(orderId) ?? [])
}
