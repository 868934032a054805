import { type PayableDebt, readCreditedLines, readPayableDebts } from '../../bills/payable-debt.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { OrderId, OrderLineId } from '../../identity/identity.ts'
import { type Money, sum } from '../../money/money.ts'
import { readRenewedLines } from '../../orders/charged-back-order.store.ts'
import type { SealedOrder } from '../../orders/order.store.ts'
import type { OrderKey } from '../../orders/order.ts'
import type { ServiceKey } from '../../services/service.ts'
import { lockOrders } from './lock-orders.ts'

/** An order with all that paying it settles. */
export interface Payable {
  readonly order: SealedOrder
  /** What is to be paid: the total; of a billed order, what of its bill is owed. */
  readonly owed: Money
  /**
   * The orders that its payment delivers, with the lines that are still billed: itself; of a debt order the automatic orders whose
   * bills it pays (rule B5); of a top-up none.
   */
  readonly delivers: readonly SealedOrder[]
  /** The services that it has renewed already, since the money came and was taken back: they are only reopened (rules A7, B6). */
  readonly restores: readonly ServiceKey[]
  /** What its payment closes, oldest bill first. Of a debt order those that were closed since, too. */
  readonly debts: readonly PayableDebt[]
}

/** Locks orders with what paying them settles; the caller holds their accounts' locks. An order that nobody was billed for is itself. */
export async function lockPayables(transaction: Transaction, keys: readonly OrderKey[]): Promise<readonly Payable[]> {
  const orders = await lockOrders(transaction, keys)
  const billed = orders.filter(mayOwe)
  if (billed.length === 0) return orders.map((order) => payableOf(order, [], [order], []))
  const debts = await readPayableDebts(transaction, billed)
  const known = new Set(orders.map((order) => order.id))
  const others = debts
    .filter(({ orderId }) => !known.has(orderId))
    .map(({ accountId, orderId: id }) => ({ accountId, id }))
  const covered = others.length === 0 ? [] : await lockOrders(transaction, others)
  const credited = new Set(await readCreditedLines(transaction, [...billed, ...covered]))
  const renewed = new Set(await readRenewed(transaction, debts))
  const whole = [...orders, ...covered].map((order) => withoutLines(order, credited))
  const all = new Map(whole.map((order) => [order.id, withoutLines(order, renewed)]))
  return orders.map((order) => {
    const own = debts.filter(({ paidBy }) => paidBy === order.id)
    const settled = settledBy(order, own)
    return payableOf(
      order,
      own,
      settled.flatMap((id) => there(all, id)),
      whole.filter(({ id }) => settled.includes(id)).flatMap((one) => servicesAmong(one, renewed)),
    )
  })
}

/** The services that paying an order extends. */
export function servicesOf({ delivers }: Pick<Payable, 'delivers'>): readonly ServiceKey[] {
  return delivers.flatMap(({ accountId, lines }) => lines.map((line) => ({ accountId, id: line.serviceId })))
}

/** The services that a payment is about, and reserves (rule O5): those that it extends, and those that were renewed by what it pays anew. */
export function reservedBy({ delivers, restores }: Pick<Payable, 'delivers' | 'restores'>): readonly ServiceKey[] {
  return [...servicesOf({ delivers }), ...restores]
}

/** The orders that are delivered when an order is paid: none by a top-up. */
function settledBy({ id, kind }: SealedOrder, own: readonly PayableDebt[]): readonly OrderId[] {
  if (kind === 'credit') return []
  return kind === 'debt' ? own.map(({ orderId }) => orderId) : [id]
}

/** An order that a person makes is billed when it is paid; it owes only when that was taken back, and does not expire then. */
function mayOwe({ kind, expiresAt }: SealedOrder): boolean {
  return kind !== 'renewal' || expiresAt === null
}

async function readRenewed(transaction: Transaction, debts: readonly PayableDebt[]): Promise<readonly OrderLineId[]> {
  const again = debts.filter(({ isChargedBack }) => isChargedBack)
  if (again.length === 0) return []
  return readRenewedLines(
    transaction,
    again.map(({ accountId, orderId: id }) => ({ accountId, id })),
  )
}

function servicesAmong({ accountId, lines }: SealedOrder, ids: ReadonlySet<OrderLineId>): readonly ServiceKey[] {
  return lines.filter(({ id }) => ids.has(id)).map((line) => ({ accountId, id: line.serviceId }))
}

function payableOf(
  order: SealedOrder,
  debts: readonly PayableDebt[],
  delivers: readonly SealedOrder[],
  restores: readonly ServiceKey[],
): Payable {
  const isBill = order.kind !== 'debt' && debts.length > 0
  const owed = isBill
    ? sum(
        debts.map((debt) => debt.owed),
        order.currency,
      )
    : order.amounts.gross
  return { order, owed, delivers, restores, debts }
}

function withoutLines(order: SealedOrder, left: ReadonlySet<OrderLineId>): SealedOrder {
  return { ...order, lines: order.lines.filter((line) => !left.has(line.id)) }
}

function there(orders: ReadonlyMap<OrderId, SealedOrder>, id: OrderId): readonly SealedOrder[] {
  const order = orders.get(id)
  return order ? [order] : []
}
