import { type Instant, isBefore } from '../../calendar/calendar.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import { insertEvents } from '../../events/event.store.ts'
import type { Happening } from '../../events/event.ts'
import type { AccountId, AttemptId } from '../../identity/identity.ts'
import { insertMovements } from '../../ledger/ledger.store.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import type { NewNotice } from '../../notices/notice.ts'
import { type OrderMove, setOrderStatus } from '../../orders/order.store.ts'
import { isFinal } from '../../orders/order-life.ts'
import { lockAttempts, updateAttempts } from '../../payments/attempt.store.ts'
import { isOpen } from '../../payments/attempt-life.ts'
import type { Attempt } from '../../payments/payment.ts'
import { takeOver } from '../../payments/resolve-plan.ts'
import { wakeServices } from '../../services/next-action.store.ts'
import { type RenewableService, readRenewable } from '../../services/paid-period.store.ts'
import { collectUnreceived } from '../automatic/collect-unreceived.ts'
import { collectedNotices, readMeansLabels } from '../automatic/tell-collected.ts'
import { creditNotices, creditsOf } from '../balance/tell-credited.ts'
import type { Parts } from '../parts.ts'
import type { Answer } from './book-answer.ts'
import { type BookedAnswer, bookAnswers } from './book-answers.ts'
import { deliverOrders } from './deliver-orders.ts'
import { lockPayables, type Payable, servicesOf } from './lock-payables.ts'
import { paidNotices } from './tell-paid.ts'

export interface SettlementFacts {
  readonly accountId: AccountId
  readonly attemptId: AttemptId
  readonly answer: Answer
}

export interface Settlement {
  /** The attempts as they are now, in the order of the facts. */
  readonly attempts: readonly Attempt[]
  /** Accounts whose prepaid balance was topped up. */
  readonly toppedUp: readonly AccountId[]
}

/** The work of `settlePayments`, but for what a top-up pays. */
export async function settleAttempts(
  transaction: Transaction,
  parts: Parts,
  facts: readonly SettlementFacts[],
): Promise<Settlement> {
  if (facts.length === 0) return { attempts: [], toppedUp: [] }
  const { attempts, payables } = await lockSettled(transaction, facts)
  const services = await readTheirServices(transaction, facts, payables)
  const now = parts.clock.now()
  const booked = bookAnswers({ attempts, payables, services, now }, facts)
  const paid = booked.filter(({ booking }) => booking.orderBecomes === 'delivered').map(({ payable }) => payable)
  const tell = await prepareTelling(transaction, booked, now)
  await Promise.all([
    deliverOrders(transaction, parts, { paid, services, tell, now }),
    write(transaction, booked, now),
    // where something is delivered, its delivery tells: last, with the bill
    paid.length === 0 && insertNotices(transaction, tell([])),
  ])
  const toppedUp = paid.filter(({ order }) => order.kind === 'credit').map(({ order }) => order.accountId)
  return { attempts: booked.map(({ booking }) => booking.attempt), toppedUp: [...new Set(toppedUp)] }
}

/** Locks in the order in which all do: accounts, attempts, orders with what paying them settles. */
async function lockSettled(transaction: Transaction, facts: readonly SettlementFacts[]) {
  await lockAccounts(transaction, [...new Set(facts.map((fact) => fact.accountId))])
  const attempts = await lockAttempts(
    transaction,
    facts.map(({ accountId, attemptId }) => ({ accountId, id: attemptId })),
  )
  const payables = await lockPayables(
    transaction,
    attempts.map(({ accountId, orderId }) => ({ accountId, id: orderId })),
  )
  return { attempts, payables }
}

/** What is told of payments, but for what only their delivery brings: the bill, and which services run again. */
async function prepareTelling(
  transaction: Transaction,
  booked: readonly BookedAnswer[],
  now: Instant,
): Promise<(happened: readonly Happening[]) => readonly NewNotice[]> {
  const [again, labels] = await Promise.all([
    collectUnreceived(transaction, booked, now),
    readMeansLabels(transaction, booked),
  ])
  const ended = booked.filter((one) => !again.has(one))
  return (happened) => [
    ...collectedNotices(ended, labels, now),
    ...paidNotices(booked, { labels, happened, at: now }),
    ...creditNotices(creditsOf(booked), now),
  ]
}

/** Only money can deliver an order: without any, no service is read. */
async function readTheirServices(
  transaction: Transaction,
  facts: readonly SettlementFacts[],
  payables: readonly Payable[],
): Promise<readonly RenewableService[]> {
  if (facts.every(({ answer }) => answer.outcome !== 'success')) return []
  return readRenewable(transaction, payables.flatMap(servicesOf))
}

/** What attempts and orders became, the money, and what is told of the payments themselves. */
async function write(transaction: Transaction, booked: readonly BookedAnswer[], now: Instant): Promise<void> {
  const changed = booked.filter(({ attempt, booking }) => booking.attempt !== attempt)
  const attempts = new Map(changed.map(({ booking }) => [booking.attempt.id, booking.attempt]))
  const moves = booked.flatMap((one) => movesOf(one, now))
  const movements = booked.flatMap(({ booking }) => booking.movements)
  const news = booked.flatMap(({ booking }) => booking.news)
  const freed = booked.filter(isFreed).flatMap(({ payable }) => {
    return [...servicesOf(payable), ...payable.restores].map(({ accountId, id: serviceId }) => ({
      accountId,
      serviceId,
    }))
  })
  const [moved] = await Promise.all([
    moves.length > 0 ? setOrderStatus(transaction, moves) : [],
    attempts.size > 0 && updateAttempts(transaction, [...attempts.values()]),
    movements.length > 0 && insertMovements(transaction, movements),
    news.length > 0 && insertEvents(transaction, news),
    freed.length > 0 && wakeServices(transaction, freed),
  ])
  const raced = moves.find(({ orderId }) => !moved.some(({ id }) => id === orderId))
  if (raced) throw new Error(`order ${raced.orderId} is no longer ${raced.from}`)
}

/** What an order becomes, and with a debt order the automatic orders that it pays. */
function movesOf({ payable: { order, delivers }, booking }: BookedAnswer, now: Instant): readonly OrderMove[] {
  const to = booking.orderBecomes
  if (!to) return []
  const moved =
    to === 'delivered' ? new Map([order, ...delivers].map((one) => [one.id, one])) : new Map([[order.id, order]])
  const endedAt = isFinal(to) ? now : null
  return [...moved.values()].map(({ accountId, id: orderId, status: from }) => ({
    accountId,
    orderId,
    from,
    to,
    endedAt,
  }))
}

/**
 * An attempt that reserved its order's services, and ended without extending them, or had held up what waits for them: they are judged
 * anew (rules O5, A6).
 */
function isFreed({ attempt, booking: { attempt: becomes, orderBecomes } }: BookedAnswer): boolean {
  if (!isOpen(attempt.state) || becomes.endedAt === null) return false
  if (orderBecomes !== 'delivered' || attempt.state !== 'charging') return true
  return !isBefore(becomes.endedAt, takeOver(attempt.createdAt))
}
