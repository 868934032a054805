import type { Instant } from '../calendar/calendar.ts'
import { isBefore } from '../calendar/calendar.ts'
import { lockAccounts } from '../customers/account.store.ts'
import type { Transaction } from '../database/transaction.ts'
import { insertEvents } from '../events/event.store.ts'
import type { EventType, Happening } from '../events/event.ts'
import type { AccountId, AttemptId } from '../identity/identity.ts'
import { insertMovements } from '../ledger/ledger.store.ts'
import type { Movement } from '../ledger/ledger.ts'
import {
  balancePaymentMovement,
  chargeMovement,
  gatewayBook,
  isPositive,
  moves,
  overpaymentMovement,
  unsettledMovement,
} from '../ledger/money-movements.ts'
import { compare, type Money, subtract, toDecimal } from '../money/money.ts'
import { outdatedLine } from '../orders/guard-order.ts'
import { lockOrders, type SealedOrder, setOrderStatus } from '../orders/order.store.ts'
import type { OrderStatus } from '../orders/order.ts'
import { isFinal, moveOrder } from '../orders/order-life.ts'
import { lockAttempts, updateAttempts } from '../payments/attempt.store.ts'
import { isOpen, moveAttempt } from '../payments/attempt-life.ts'
import type { Attempt, AttemptState, GatewayAnswer } from '../payments/payment.ts'
import { believesNeverReceived, firstAsking, nextAsking, pendingAsking } from '../payments/resolve-plan.ts'
import { type RenewableService, readRenewable } from '../services/paid-period.store.ts'
import { deliverOrder } from './deliver-order.ts'
import type { Parts } from './parts.ts'

/** What is booked for an attempt: a gateway's answer, or success without a gateway (rules P6, P7). */
export type Answer =
  | Exclude<GatewayAnswer, { outcome: 'success' }>
  | { readonly outcome: 'success'; readonly taken: Money; readonly reference: string | null }

export interface SettlementFacts {
  readonly accountId: AccountId
  readonly attemptId: AttemptId
  readonly answer: Answer
}

interface Settling {
  readonly transaction: Transaction
  readonly parts: Parts
  readonly attempt: Attempt
  readonly order: SealedOrder
  readonly now: Instant
}

/**
 * Books what is known of an attempt: the one settlement, for the payer, the sweep, the operator and a gateway's call alike.
 * Under the account's lock and by the attempt's id, so that the same answer twice, or from two sides at once, is booked once
 * (rules P3, P4).
 * @returns the attempt as it is now
 */
export async function settlePayment(
  transaction: Transaction,
  parts: Parts,
  { accountId, attemptId, answer }: SettlementFacts,
): Promise<Attempt> {
  await lockAccounts(transaction, [accountId])
  const [attempt] = await lockAttempts(transaction, accountId, [attemptId])
  if (!attempt) throw new Error(`there is no attempt ${attemptId}`)
  const [order] = await lockOrders(transaction, accountId, [attempt.orderId])
  if (!order) throw new Error(`there is no order ${attempt.orderId}`)
  const settling = { transaction, parts, attempt, order, now: parts.clock.now() }
  if (!isOpen(attempt.state)) return bookLateMoney(settling, answer)
  switch (answer.outcome) {
    case 'success':
      return bookMoney(settling, answer)
    case 'declined':
      return endWithoutMoney(settling, 'declined', answer.reason)
    case 'failed':
      return endWithoutMoney(settling, 'failed', answer.reason)
    case 'pending':
      return waitForMoney(settling, answer.askAgainAt)
    case 'neverReceived':
      if (believesNeverReceived(attempt, settling.now)) return endWithoutMoney(settling, 'failed', 'never_received')
      return askLater(settling)
    case 'unknown':
      return askLater(settling)
  }
}

type Success = Extract<Answer, { outcome: 'success' }>

/** Enough for an order that can still be delivered settles it; any other money goes to the balance (rules P4, P5). */
async function bookMoney(settling: Settling, answer: Success): Promise<Attempt> {
  const { transaction, attempt, order } = settling
  const ids = order.lines.map((line) => line.serviceId)
  const services = await readRenewable(transaction, order.accountId, ids)
  if (compare(answer.taken, attempt.amount) < 0) return bookToBalance(settling, answer, 'incomplete')
  if (!isDeliverable(order, services)) return bookToBalance(settling, answer, 'undeliverable')
  return settle(settling, answer, services)
}

function isDeliverable(order: SealedOrder, services: readonly RenewableService[]): boolean {
  const quoted = services.map((service) => ({ ...service, terminated: service.state === 'terminated' }))
  return !isFinal(order.status) && outdatedLine(order, quoted) === null
}

async function settle(settling: Settling, answer: Success, services: readonly RenewableService[]): Promise<Attempt> {
  const { transaction, parts, order, now } = settling
  const received = answer.taken.ucents > 0n ? answer.taken : { ...answer.taken, ucents: 0n }
  const ended = await end(settling, 'succeeded', { received, gatewayReference: answer.reference })
  const rest = subtract(answer.taken, settling.attempt.amount)
  const toBalance = isPositive(rest) ? { toBalance: toDecimal(rest) } : {}
  const news = { amount: toDecimal(received), means: ended.meansKind, ...toBalance }
  const before = [happening(settling, 'payment.succeeded', news)]
  const movements = movementsOf(settling, answer.taken)
  await deliverOrder(transaction, parts, { order, services, movements, before, now })
  return ended
}

/** The movements that pay an order: none when it is free. */
function movementsOf({ attempt, now }: Settling, taken: Money): readonly Movement[] {
  const { accountId, orderId, id: attemptId, amount, meansKind } = attempt
  const occasion = { accountId, at: now, orderId, attemptId }
  if (!isPositive(amount)) return []
  if (meansKind === 'ovhAccount') return [balancePaymentMovement(occasion, amount)]
  const gateway = gatewayBook(meansKind)
  const rest = overpaymentMovement(occasion, subtract(taken, amount), gateway)
  return [chargeMovement(occasion, amount, gateway), rest].filter(moves)
}

/**
 * Money that cannot settle its order is the customer's: on the balance (rules P4, P5). Too little is told as declined, since
 * the payer gets a 402 (`payment.failed` is the gateway's fault, a 502).
 */
async function bookToBalance(
  settling: Settling,
  answer: Success,
  reason: 'incomplete' | 'undeliverable' | 'late',
): Promise<Attempt> {
  const { transaction, attempt, now } = settling
  const { accountId, orderId, id: attemptId, meansKind } = attempt
  const occasion = { accountId, at: now, orderId, attemptId }
  const ended = await end(settling, 'partial', {
    ...{ reason, received: answer.taken, gatewayReference: answer.reference },
  })
  const movement = unsettledMovement(occasion, answer.taken, gatewayBook(meansKind))
  await insertMovements(transaction, [movement].filter(moves))
  const type = reason === 'incomplete' ? 'payment.declined' : 'payment.succeeded'
  const told = happening(settling, type, { reason, toBalance: toDecimal(answer.taken), means: meansKind })
  const freed = await freeOrder(settling, reason === 'undeliverable' ? 'cancelled' : 'notPaid')
  await insertEvents(transaction, [told, ...freed])
  return ended
}

/** A provider that had denied a charge reports its money after all; every other answer on an ended attempt is old news. */
async function bookLateMoney(settling: Settling, answer: Answer): Promise<Attempt> {
  const { attempt } = settling
  const hadNone = attempt.state === 'declined' || attempt.state === 'failed'
  return hadNone && answer.outcome === 'success' ? bookToBalance(settling, answer, 'late') : attempt
}

async function endWithoutMoney(settling: Settling, state: 'declined' | 'failed', reason: string): Promise<Attempt> {
  const ended = await end(settling, state, { reason })
  const told = happening(settling, `payment.${state}`, { reason, means: ended.meansKind })
  const freed = await freeOrder(settling, 'notPaid')
  await insertEvents(settling.transaction, [told, ...freed])
  return ended
}

async function waitForMoney(settling: Settling, expected: Instant): Promise<Attempt> {
  const { attempt, now } = settling
  const resolveAt = pendingAsking(expected, now)
  return keepOpen(
    settling,
    'pending',
    { resolveAt, lookups: 0 },
    attempt.state === 'pending' ? null : 'payment.pending',
  )
}

/** No answer: asked again by plan, parked for the operator after the last asking (rule P2). */
async function askLater(settling: Settling): Promise<Attempt> {
  const { attempt, now } = settling
  const resolveAt = attempt.lookups === 0 ? firstAsking(attempt.createdAt) : nextAsking(attempt.lookups, now)
  if (attempt.state === 'parked') return attempt
  if (resolveAt === null) return keepOpen(settling, 'parked', { resolveAt }, 'payment.parked')
  if (attempt.state === 'pending') return keepOpen(settling, 'pending', { resolveAt }, null)
  return keepOpen(settling, 'unknown', { resolveAt }, attempt.state === 'unknown' ? null : 'payment.unknown')
}

async function keepOpen(
  settling: Settling,
  state: AttemptState,
  change: Partial<Attempt>,
  news: EventType | null,
): Promise<Attempt> {
  const { transaction, attempt } = settling
  const kept = { ...attempt, state: moveAttempt(attempt.state, state), ...change }
  await updateAttempts(transaction, [kept])
  if (news) await insertEvents(transaction, [happening(settling, news, { means: attempt.meansKind })])
  return kept
}

async function end(settling: Settling, state: AttemptState, change: Partial<Attempt>): Promise<Attempt> {
  const { transaction, attempt, now } = settling
  const moved = moveAttempt(attempt.state, state)
  const ended = { ...attempt, state: moved, endedAt: now, resolveAt: null, ...change }
  await updateAttempts(transaction, [ended])
  return ended
}

/** The order of an attempt that ended without settling it: payable again, or ended when its time is over (rule O4). */
async function freeOrder(settling: Settling, wanted: 'notPaid' | 'cancelled'): Promise<readonly Happening[]> {
  const { transaction, order, now } = settling
  if (order.status !== 'checking' || !isOpen(settling.attempt.state)) return []
  const expired = order.expiresAt !== null && !isBefore(now, order.expiresAt)
  const to: OrderStatus = moveOrder(order.status, wanted === 'notPaid' && expired ? 'expired' : wanted)
  const { accountId, id: orderId, status: from } = order
  await setOrderStatus(transaction, [{ accountId, orderId, from, to, endedAt: isFinal(to) ? now : null }])
  if (to === 'expired') return [happening(settling, 'order.expired', {})]
  return to === 'cancelled' ? [happening(settling, 'order.cancelled', { reason: 'undeliverable' })] : []
}

function happening({ attempt, now }: Settling, type: EventType, data: Readonly<Record<string, unknown>>): Happening {
  const { accountId, orderId, id } = attempt
  const isPayment = type.startsWith('payment.')
  return { accountId, at: now, type, orderId, data: isPayment ? { attempt: id, ...data } : data }
}
