import { type PayableDebt, readCreditedLines, readPayableDebts } from '../bills/payable-debt.store.ts'
import type { Transaction } from '../database/transaction.ts'
import type { OrderId, OrderLineId } from '../identity/identity.ts'
import { type Money, sum } from '../money/money.ts'
import { lockOrders, type SealedOrder } from '../orders/order.store.ts'
import type { OrderKey } from '../orders/order.ts'
import type { ServiceKey } from '../services/service.ts'

/** An order with all that paying it settles. */
export interface Payable {
  readonly order: SealedOrder
  /** What is to be paid: the total; of an automatic order, what of its bill was not credited since. */
  readonly owed: Money
  /**
   * The orders that its payment delivers, with the lines that are still billed: itself; of a debt order the automatic orders whose
   * bills it pays (rule B5).
   */
  readonly delivers: readonly SealedOrder[]
  /** What its payment closes, oldest bill first. Of a debt order those that were closed since, too. */
  readonly debts: readonly PayableDebt[]
}

/** Locks orders with what paying them settles; the caller holds their accounts' locks. An order that nobody was billed for is itself. */
export async function lockPayables(transaction: Transaction, keys: readonly OrderKey[]): Promise<readonly Payable[]> {
  const orders = await lockOrders(transaction, keys)
  const billed = orders.filter(({ kind }) => kind !== 'renewal')
  if (billed.length === 0) return orders.map((order) => payableOf(order, [], [order]))
  const debts = await readPayableDebts(transaction, billed)
  const known = new Set(orders.map((order) => order.id))
  const others = debts
    .filter(({ orderId }) => !known.has(orderId))
    .map(({ accountId, orderId: id }) => ({ accountId, id }))
  const covered = others.length === 0 ? [] : await lockOrders(transaction, others)
  const credited = new Set(await readCreditedLines(transaction, [...billed, ...covered]))
  const all = new Map([...orders, ...covered].map((order) => [order.id, withoutLines(order, credited)]))
  return orders.map((order) => {
    const own = debts.filter(({ paidBy }) => paidBy === order.id)
    const settled = order.kind === 'debt' ? own.map(({ orderId }) => orderId) : [order.id]
    return payableOf(
      order,
      own,
      settled.flatMap((id) => there(all, id)),
    )
  })
}

/** The services that paying an order extends. */
export function servicesOf({ delivers }: Pick<Payable, 'delivers'>): readonly ServiceKey[] {
  return delivers.flatMap(({ accountId, lines }) => lines.map((line) => ({ accountId, id: line.serviceId })))
}

function payableOf(order: SealedOrder, debts: readonly PayableDebt[], delivers: readonly SealedOrder[]): Payable {
  const isBill = order.kind === 'automatic' && debts.length > 0
  const owed = isBill
    ? sum(
        debts.map((debt) => debt.owed),
        order.currency,
      )
    : order.amounts.gross
  return { order, owed, delivers, debts }
}

function withoutLines(order: SealedOrder, credited: ReadonlySet<OrderLineId>): SealedOrder {
  return { ...order, lines: order.lines.filter((line) => !credited.has(line.id)) }
}

function there(orders: ReadonlyMap<OrderId, SealedOrder>, id: OrderId): readonly SealedOrder[] {
  const order = orders.get(id)
  return order ? [order] : []
}
