import { type Instant, isBefore, type LocalDate } from '../calendar/calendar.ts'
import type { DocumentId, OrderId, ServiceId } from '../identity/identity.ts'
import { compare, type Money, toText } from '../money/money.ts'
import { type Problem, problem } from '../problem/problem.ts'
import type { Blocked } from '../strategies/strategy.ts'
import type { Order, OrderStatus } from './order.ts'

/** A line's service as it is at the time of paying. */
export interface QuotedService {
  readonly id: ServiceId
  readonly expiresOn: LocalDate
  readonly terminated: boolean
}

/** A service that an open attempt on an order reserves (rule O5). */
export interface Reserved {
  readonly serviceId: ServiceId
  readonly orderId: OrderId
}

/** A bill that paying an order closes, as it is at the time of paying (rule B5). */
export interface PaidDebt {
  readonly billId: DocumentId
  readonly isOpen: boolean
  readonly owed: Money
  /** What the order asks for it. */
  readonly asked: Money
}

export interface GuardFacts {
  /** With the lines that its payment delivers. */
  readonly order: Pick<Order, 'id' | 'status' | 'expiresAt' | 'lines'>
  /** The orders that its payment delivers: itself; of a debt order those whose bills it pays. */
  readonly pays: readonly OrderId[]
  readonly debts: readonly PaidDebt[]
  readonly now: Instant
  /** The services of the order's lines, in any order. */
  readonly services: readonly QuotedService[]
  /** Open automatic bills on these services, this order's own too. */
  readonly openBills: readonly Blocked[]
  /** What open attempts on any order reserve of these services. */
  readonly reserved: readonly Reserved[]
}

/** Why an order cannot be paid, and what it becomes for it: null, it stays as it is. */
export interface Refusal {
  readonly problem: Problem
  readonly becomes: 'cancelled' | 'expired' | null
}

/**
 * The guard of rules O5 and O5a: null when the order may be paid. Calculations in order; the first that objects is the answer.
 */
export function guardOrder(facts: GuardFacts): Refusal | null {
  return (
    refuseEnded(facts) ?? refuseClosed(facts) ?? refuseOutdated(facts) ?? refuseBilled(facts) ?? refuseReserved(facts)
  )
}

/** Why an order is not to be paid any more, or not now: by its status and its time alone (rule O5a). */
export function refuseEnded(facts: Pick<GuardFacts, 'now'> & { readonly order: EndingOrder }): Refusal | null {
  return refuseByStatus(facts) ?? refuseExpired(facts)
}

type EndingOrder = Pick<Order, 'id' | 'status' | 'expiresAt'>

/** The first line whose service is not as it was quoted: null when the order can be delivered as it stands (rule O5). */
export function outdatedLine(
  order: Pick<Order, 'lines'>,
  services: readonly QuotedService[],
): Order['lines'][number] | null {
  const current = new Map(services.map((service) => [service.id, service]))
  const outdated = order.lines.find((line) => {
    const service = current.get(line.serviceId)
    return !service || service.terminated || !service.expiresOn.equals(line.startsOn)
  })
  return outdated ?? null
}

function refuseByStatus({ order }: { readonly order: EndingOrder }): Refusal | null {
  const refusals: Readonly<Record<OrderStatus, Problem | null>> = {
    notPaid: null,
    checking: problem('ORDER_BEING_PAID', `order ${order.id} is being paid: wait until that payment has ended`),
    delivering: problem('ORDER_DELIVERED', `order ${order.id} is paid`),
    delivered: problem('ORDER_DELIVERED', `order ${order.id} is paid and delivered`),
    cancelled: problem('ORDER_CANCELLED', `order ${order.id} is cancelled: make a new one`),
    expired: expiredProblem(order.id),
  }
  const refusal = refusals[order.status]
  return refusal && { problem: refusal, becomes: null }
}

function refuseExpired({ order, now }: Pick<GuardFacts, 'now'> & { readonly order: EndingOrder }): Refusal | null {
  if (!order.expiresAt || isBefore(now, order.expiresAt)) return null
  return { problem: expiredProblem(order.id), becomes: 'expired' }
}

/** The first bill that is paid, or of which less is owed than was asked: null when an order still pays what it was made for. */
export function changedDebt(debts: readonly PaidDebt[]): PaidDebt | null {
  return debts.find(({ isOpen, owed, asked }) => !isOpen || compare(owed, asked) !== 0) ?? null
}

function refuseClosed({ order, debts }: GuardFacts): Refusal | null {
  const debt = changedDebt(debts)
  if (!debt) return null
  const why = debt.isOpen ? `only ${toText(debt.owed)} of bill ${debt.billId} are owed` : `bill ${debt.billId} is paid`
  const message = `order ${order.id} is cancelled: ${why} by now; ask for what is still owed anew`
  const details = { orderId: String(order.id), billId: String(debt.billId) }
  return { problem: problem('ORDER_OUTDATED', message, details), becomes: 'cancelled' }
}

function refuseOutdated({ order, services }: GuardFacts): Refusal | null {
  const line = outdatedLine(order, services)
  if (!line) return null
  const message = `${refused(order)}: service ${line.serviceId} (${line.serviceName}) no longer expires on ${line.startsOn}, for which it was quoted; make a new order`
  return {
    problem: problem('ORDER_OUTDATED', message, { orderId: String(order.id), serviceId: String(line.serviceId) }),
    becomes: cancelledUnlessOwed(order),
  }
}

function refuseBilled({ order, pays, openBills }: GuardFacts): Refusal | null {
  const bill = openBills.find((open) => !pays.includes(open.orderId))
  if (!bill) return null
  const message = `${refused(order)}: service ${bill.serviceId} has an open automatic bill; pay order ${bill.orderId} instead`
  const details = {
    orderId: String(order.id),
    serviceId: String(bill.serviceId),
    payFirstOrderId: String(bill.orderId),
  }
  return { problem: problem('ORDER_OUTDATED', message, details), becomes: cancelledUnlessOwed(order) }
}

/** An order that does not expire has a bill of its own, which is owed whatever stands in the way of paying it: it stays (rule I6). */
function cancelledUnlessOwed({ expiresAt }: GuardFacts['order']): 'cancelled' | null {
  return expiresAt === null ? null : 'cancelled'
}

function refused(order: GuardFacts['order']): string {
  return `order ${order.id} ${cancelledUnlessOwed(order) ? 'is cancelled' : 'cannot be paid now'}`
}

function refuseReserved({ order, reserved }: GuardFacts): Refusal | null {
  const held = reserved.find((reservation) => reservation.orderId !== order.id)
  if (!held) return null
  const message = `service ${held.serviceId} is being paid by order ${held.orderId}: wait until that payment has ended`
  const details = {
    orderId: String(order.id),
    serviceId: String(held.serviceId),
    reservedByOrderId: String(held.orderId),
  }
  return { problem: problem('SERVICE_RESERVED', message, details), becomes: null }
}

function expiredProblem(orderId: OrderId): Problem {
  return problem('ORDER_EXPIRED', `order ${orderId} was not paid in time and has expired: make a new one`)
}
