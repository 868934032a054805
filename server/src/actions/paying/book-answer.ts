import { type Instant, isBefore } from '../../calendar/calendar.ts'
import type { EventType, Happening } from '../../events/event.ts'
import type { Movement } from '../../ledger/ledger.ts'
import {
  balancePartMovement,
  balancePaymentMovement,
  chargeMovement,
  gatewayBook,
  isPositive,
  moves,
  overpaymentMovement,
  unsettledMovement,
} from '../../ledger/money-movements.ts'
import { compare, type Money, subtract, toDecimal } from '../../money/money.ts'
import { changedDebt, outdatedLine } from '../../orders/guard-order.ts'
import type { OrderStatus } from '../../orders/order.ts'
import { isFinal, moveOrder } from '../../orders/order-life.ts'
import { isOpen, moveAttempt } from '../../payments/attempt-life.ts'
import type { Attempt, AttemptState, GatewayAnswer } from '../../payments/payment.ts'
import {
  believesNeverReceived,
  firstAsking,
  neverReceived,
  nextAsking,
  pendingAsking,
} from '../../payments/resolve-plan.ts'
import type { RenewableService } from '../../services/paid-period.store.ts'
import type { Payable } from './lock-payables.ts'

/** What is booked for an attempt: a gateway's answer, or success without a gateway (rules P6, P7). */
export type Answer =
  | Exclude<GatewayAnswer, { outcome: 'success' }>
  | { readonly outcome: 'success'; readonly taken: Money; readonly reference: string | null }

export interface BookingFacts {
  readonly attempt: Attempt
  readonly payable: Payable
  /** The services that its payment extends, as they are. */
  readonly services: readonly RenewableService[]
  readonly now: Instant
}

/** What an answer makes of an attempt and of its order. */
export interface Booking {
  /** As it is now. */
  readonly attempt: Attempt
  /** What the order becomes: `delivered` when it is to be delivered in the same transaction; null, it stays as it is. */
  readonly orderBecomes: OrderStatus | null
  readonly movements: readonly Movement[]
  readonly news: readonly Happening[]
}

/**
 * What is to be written for an answer. Money is never refused: enough for an order that can still be delivered settles it, any
 * other is the customer's, on the balance (rules P2, P4, P5). Every answer on an attempt that has ended is old news, but the
 * money of a provider that had denied it.
 */
export function bookAnswer(facts: BookingFacts, answer: Answer): Booking {
  const { attempt, now } = facts
  if (!isOpen(attempt.state)) return bookLateMoney(facts, answer)
  switch (answer.outcome) {
    case 'success':
      return bookMoney(facts, answer)
    case 'declined':
      return endWithoutMoney(facts, 'declined', answer.reason)
    case 'failed':
      return endWithoutMoney(facts, 'failed', answer.reason)
    case 'pending':
      return waitForMoney(facts, answer.askAgainAt)
    case 'neverReceived':
      return believesNeverReceived(attempt, now) ? endWithoutMoney(facts, 'failed', neverReceived) : askLater(facts)
    case 'unknown':
      return askLater(facts)
  }
}

type Success = Extract<Answer, { outcome: 'success' }>

function bookMoney(facts: BookingFacts, answer: Success): Booking {
  if (compare(answer.taken, facts.attempt.amount) < 0) return bookToBalance(facts, answer, 'incomplete')
  return isDeliverable(facts) ? settle(facts, answer) : bookToBalance(facts, answer, 'undeliverable')
}

function isDeliverable({ payable: { order, delivers, debts }, services }: BookingFacts): boolean {
  const quoted = services.map(({ id, expiresOn, state }) => ({ id, expiresOn, terminated: state === 'terminated' }))
  const lines = delivers.flatMap((delivered) => delivered.lines)
  return !isFinal(order.status) && changedDebt(debts) === null && outdatedLine({ lines }, quoted) === null
}

function settle(facts: BookingFacts, { taken, reference }: Success): Booking {
  const received = taken.ucents > 0n ? taken : { ...taken, ucents: 0n }
  const attempt = ended(facts, 'succeeded', { received, gatewayReference: reference })
  const rest = subtract(taken, attempt.amount)
  const toBalance = isPositive(rest) ? { toBalance: toDecimal(rest) } : {}
  const fromBalance = isPositive(attempt.balance) ? { fromBalance: toDecimal(attempt.balance) } : {}
  const news = { amount: toDecimal(received), means: attempt.meansKind, ...toBalance, ...fromBalance }
  return {
    ...{ attempt, orderBecomes: moveOrder(facts.payable.order.status, 'delivering', 'delivered') },
    ...{ movements: movementsOf(facts, taken), news: [happening(facts, 'payment.succeeded', news)] },
  }
}

/** The movements that pay an order: none when it is free. */
function movementsOf({ attempt, now }: BookingFacts, taken: Money): readonly Movement[] {
  const { accountId, orderId, id: attemptId, amount, balance, meansKind } = attempt
  const occasion = { accountId, at: now, orderId, attemptId }
  if (!isPositive(amount)) return []
  if (meansKind === 'ovhAccount') return [balancePaymentMovement(occasion, amount)]
  const gateway = gatewayBook(meansKind)
  const rest = overpaymentMovement(occasion, subtract(taken, amount), gateway)
  return [balancePartMovement(occasion, balance), chargeMovement(occasion, amount, gateway), rest].filter(moves)
}

/**
 * Money that cannot settle its order is the customer's: on the balance (rules P4, P5). Too little is told as declined, since
 * the payer gets a 402 (`payment.failed` is the gateway's fault, a 502).
 */
function bookToBalance(
  facts: BookingFacts,
  { taken, reference }: Success,
  reason: 'incomplete' | 'undeliverable' | 'late',
): Booking {
  const { accountId, orderId, id: attemptId, meansKind, endedAt } = facts.attempt
  const brought = { reason, received: taken, gatewayReference: reference }
  // late money moves no end: it had reserved nothing meanwhile, and deadlines count from the end of what did (rule A5)
  const attempt = ended(facts, 'partial', endedAt === null ? brought : { ...brought, endedAt })
  const occasion = { accountId, at: facts.now, orderId, attemptId }
  const type = reason === 'incomplete' ? 'payment.declined' : 'payment.succeeded'
  const told = happening(facts, type, { reason, toBalance: toDecimal(taken), means: meansKind })
  const { orderBecomes, news } = freed(facts, reason === 'undeliverable' ? 'cancelled' : 'notPaid')
  const movements = [unsettledMovement(occasion, taken, gatewayBook(meansKind))].filter(moves)
  return { attempt, orderBecomes, movements, news: [told, ...news] }
}

function bookLateMoney(facts: BookingFacts, answer: Answer): Booking {
  const { attempt } = facts
  const hadNone = attempt.state === 'declined' || attempt.state === 'failed'
  if (hadNone && answer.outcome === 'success') return bookToBalance(facts, answer, 'late')
  return { attempt, orderBecomes: null, movements: [], news: [] }
}

function endWithoutMoney(facts: BookingFacts, state: 'declined' | 'failed', reason: string): Booking {
  const attempt = ended(facts, state, { reason })
  const told = happening(facts, `payment.${state}`, { reason, means: attempt.meansKind })
  const { orderBecomes, news } = freed(facts, 'notPaid')
  return { attempt, orderBecomes, movements: [], news: [told, ...news] }
}

function waitForMoney(facts: BookingFacts, expected: Instant): Booking {
  const resolveAt = pendingAsking(expected, facts.now)
  const news = facts.attempt.state === 'pending' ? null : 'payment.pending'
  return kept(facts, 'pending', { resolveAt, lookups: 0 }, news)
}

/** No answer: asked again by plan, parked for the operator after the last asking (rule P2). */
function askLater(facts: BookingFacts): Booking {
  const { attempt } = facts
  const asking = followingAsking(facts)
  if (attempt.state === 'parked') return { attempt, orderBecomes: null, movements: [], news: [] }
  if (asking.resolveAt === null) return kept(facts, 'parked', asking, 'payment.parked')
  if (attempt.state === 'pending') return kept(facts, 'pending', asking, null)
  return kept(facts, 'unknown', asking, attempt.state === 'unknown' ? null : 'payment.unknown')
}

/** The plan begins with its first asking (rule P2): taking over what a dead process left is one only when it comes as late. */
function followingAsking({ attempt, now }: BookingFacts): Pick<Attempt, 'resolveAt' | 'lookups'> {
  const first = firstAsking(attempt.createdAt)
  if (attempt.state !== 'pending' && isBefore(now, first)) return { resolveAt: first, lookups: 0 }
  const lookups = attempt.state === 'charging' ? 1 : attempt.lookups
  return { resolveAt: nextAsking(lookups, now), lookups }
}

function kept(facts: BookingFacts, state: AttemptState, change: Partial<Attempt>, news: EventType | null): Booking {
  const attempt = { ...facts.attempt, state: moveAttempt(facts.attempt.state, state), ...change }
  const told = news ? [happening(facts, news, { means: attempt.meansKind })] : []
  return { attempt, orderBecomes: null, movements: [], news: told }
}

function ended({ attempt, now }: BookingFacts, state: AttemptState, change: Partial<Attempt>): Attempt {
  return { ...attempt, state: moveAttempt(attempt.state, state), endedAt: now, resolveAt: null, ...change }
}

/** The order of an attempt that ended without settling it: payable again, or ended when its time is over (rule O4). */
function freed(
  facts: BookingFacts,
  wanted: 'notPaid' | 'cancelled',
): { readonly orderBecomes: OrderStatus | null; readonly news: readonly Happening[] } {
  const { attempt, payable, now } = facts
  const { order } = payable
  if (order.status !== 'checking' || !isOpen(attempt.state)) return { orderBecomes: null, news: [] }
  const isOver = order.expiresAt !== null && !isBefore(now, order.expiresAt)
  const orderBecomes = moveOrder(order.status, wanted === 'notPaid' && isOver ? 'expired' : wanted)
  if (orderBecomes === 'expired') return { orderBecomes, news: [happening(facts, 'order.expired', {})] }
  if (orderBecomes !== 'cancelled') return { orderBecomes, news: [] }
  return { orderBecomes, news: [happening(facts, 'order.cancelled', { reason: 'undeliverable' })] }
}

function happening(
  { attempt, now }: BookingFacts,
  type: EventType,
  data: Readonly<Record<string, unknown>>,
): Happening {
  const { accountId, orderId, id } = attempt
  const isPayment = type.startsWith('payment.')
  return { accountId, at: now, type, orderId, data: isPayment ? { attempt: id, ...data } : data }
}
