import { type OpenDebt, readOpenDebts } from '../bills/debt.store.ts'
import { readDocuments, type SealedDocument } from '../bills/document.store.ts'
import { lockAccounts } from '../customers/account.store.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, OrderId } from '../identity/identity.ts'
import type { SealedOrder } from '../orders/order.store.ts'
import { readReserved } from '../payments/attempt.store.ts'
import { problem } from '../problem/problem.ts'
import { lockOrders } from './lock-orders.ts'

/** An order with its bill and what corrects it, locked until the transaction ends. */
export interface BilledOrder {
  readonly order: SealedOrder
  /** null: not billed, or its total is negative. */
  readonly bill: SealedDocument | null
  readonly refunds: readonly SealedDocument[]
  /** The debts of its bill that are open. */
  readonly debts: readonly OpenDebt[]
}

/**
 * Locks an order with its account, so that no payment and no other refund runs beside, for what changes its services.
 * @throws NOT_FOUND; ORDER_BEING_PAID while a payment on it or on one of its services is pending or unknown (rules B6, A6)
 */
export async function lockFreeOrder(
  transaction: Transaction,
  accountId: AccountId,
  orderId: OrderId,
): Promise<BilledOrder> {
  const billed = await lockBilledOrder(transaction, accountId, orderId)
  if (billed.debts.length === 0) return billed
  const services = billed.order.lines.map((line) => ({ accountId, id: line.serviceId }))
  const [held] = await readReserved(transaction, services)
  if (!held) return billed
  const message = `the bill of order ${orderId} is being paid by order ${held.orderId}: wait until that payment has ended`
  throw problem('ORDER_BEING_PAID', message)
}

/**
 * Locks an order with its account. What of its services another order holds by a payment is for the caller to know.
 * @throws NOT_FOUND; ORDER_BEING_PAID while a payment on the order itself is pending or unknown
 */
export async function lockBilledOrder(
  transaction: Transaction,
  accountId: AccountId,
  orderId: OrderId,
): Promise<BilledOrder> {
  await lockAccounts(transaction, [accountId])
  const [order] = await lockOrders(transaction, [{ accountId, id: orderId }])
  if (!order) throw problem('NOT_FOUND', `there is no order ${orderId}`)
  if (order.status === 'checking') {
    throw problem('ORDER_BEING_PAID', `order ${orderId} is being paid: wait until that payment has ended`)
  }
  const debts = await readOpenDebts(transaction, [order])
  const documents = await readDocuments(transaction, { orders: [order] })
  const bill = documents.find((document) => document.kind === 'bill') ?? null
  return { order, bill, refunds: documents.filter((document) => document.kind === 'refund'), debts }
}
