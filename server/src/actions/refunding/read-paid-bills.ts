import { readDocuments } from '../../bills/document.store.ts'
import { readPayableDebts } from '../../bills/payable-debt.store.ts'
import type { ChargedBill } from '../../bills/spread-chargeback.ts'
import type { Transaction } from '../../database/transaction.ts'
import { sum } from '../../money/money.ts'
import type { SealedOrder } from '../../orders/order.store.ts'
import type { Attempt } from '../../payments/payment.ts'

/** The bills that a charge had paid, oldest first: its order's, those of a debt order (rule B5), none of a top-up. */
export async function readPaidBills(
  transaction: Transaction,
  order: SealedOrder,
  { accountId, amount }: Attempt,
): Promise<readonly ChargedBill[]> {
  const covered = order.kind === 'debt' ? await readPayableDebts(transaction, [order]) : []
  const asked = new Map(covered.map((debt) => [debt.orderId, debt.asked]))
  const orderIds = order.kind === 'debt' ? [...asked.keys()] : [order.id]
  const documents = await readDocuments(transaction, { orders: orderIds.map((id) => ({ accountId, id })) })
  return orderIds.flatMap((orderId): ChargedBill[] => {
    const bill = documents.find((document) => document.orderId === orderId && document.kind === 'bill')
    if (!bill) return []
    const refunded = sum(
      documents.filter(({ corrects }) => corrects === bill.id).map(({ amounts }) => amounts.gross),
      bill.currency,
    )
    const { id: billId, issuedAt: openedAt } = bill
    return [{ orderId, billId, gross: bill.amounts.gross, refunded, paid: asked.get(orderId) ?? amount, openedAt }]
  })
}
