import { type OpenDebt, readOpenDebts } from '../../bills/debt.store.ts'
import { readDocuments, type SealedDocument } from '../../bills/document.store.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { SealedOrder } from '../../orders/order.store.ts'
import type { OrderKey } from '../../orders/order.ts'
import { readReserved } from '../../payments/attempt.store.ts'
import { problem } from '../../problem/problem.ts'
import { lockOrders } from '../paying/lock-orders.ts'

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
export async function lockFreeOrder(transaction: Transaction, key: OrderKey): Promise<BilledOrder> {
  const [billed] = await lockBilledOrders(transaction, [key])
  if (!billed) throw missing(key)
  if (billed.debts.length === 0) return billed
  const { accountId, lines } = billed.order
  const services = lines.map((line) => ({ accountId, id: line.serviceId }))
  const [held] = await readReserved(transaction, services)
  if (!held) return billed
  const message = `the bill of order ${key.id} is being paid by order ${held.orderId}: wait until that payment has ended`
  throw problem('ORDER_BEING_PAID', message)
}

/**
 * Locks orders with their accounts. What of their services another order holds by a payment is for the caller to know.
 * @returns the orders in the order of their accounts and ids
 * @throws NOT_FOUND; ORDER_BEING_PAID while a payment on one of the orders itself is pending or unknown
 */
export async function lockBilledOrders(
  transaction: Transaction,
  keys: readonly OrderKey[],
): Promise<readonly BilledOrder[]> {
  await lockAccounts(transaction, [...new Set(keys.map((key) => key.accountId))])
  const orders = await lockOrders(transaction, keys)
  const found = new Set(orders.map((order) => order.id))
  const lost = keys.find((key) => !found.has(key.id))
  if (lost) throw missing(lost)
  const paying = orders.find((order) => order.status === 'checking')
  if (paying) {
    throw problem('ORDER_BEING_PAID', `order ${paying.id} is being paid: wait until that payment has ended`)
  }
  const [debts, documents] = await Promise.all([
    readOpenDebts(transaction, orders),
    readDocuments(transaction, { orders }),
  ])
  return withPapers(orders, debts, documents)
}

function withPapers(
  orders: readonly SealedOrder[],
  debts: readonly OpenDebt[],
  documents: readonly SealedDocument[],
): readonly BilledOrder[] {
  const debtsOf = Map.groupBy(debts, (debt) => debt.orderId)
  const documentsOf = Map.groupBy(documents, (document) => document.orderId)
  return orders.map((order) => {
    const own = documentsOf.get(order.id) ?? []
    const bill = own.find((document) => document.kind === 'bill') ?? null
    const refunds = own.filter((document) => document.kind === 'refund')
    return { order, bill, refunds, debts: debtsOf.get(order.id) ?? [] }
  })
}

function missing({ id }: OrderKey) {
  return problem('NOT_FOUND', `there is no order ${id}`)
}
