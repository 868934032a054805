import { reopenDebts } from '../../bills/charged-back-debt.store.ts'
import { spreadChargeback } from '../../bills/spread-chargeback.ts'
import type { Instant } from '../../calendar/calendar.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, AttemptId } from '../../identity/identity.ts'
import { insertMovements } from '../../ledger/ledger.store.ts'
import { chargebackMovement, gatewayBook } from '../../ledger/money-movements.ts'
import { compare, type Money, sum, toText } from '../../money/money.ts'
import { reopenOrders } from '../../orders/charged-back-order.store.ts'
import { type SealedOrder, setOrderStatus } from '../../orders/order.store.ts'
import { moveOrder } from '../../orders/order-life.ts'
import { lockAttempts } from '../../payments/attempt.store.ts'
import { moveAttempt } from '../../payments/attempt-life.ts'
import { hasOpenPayout, markChargedBack } from '../../payments/chargeback.store.ts'
import type { Attempt } from '../../payments/payment.ts'
import { readPolicy } from '../../policy/policy.store.ts'
import { problem } from '../../problem/problem.ts'
import { nextCollection } from '../../renewal/collection.ts'
import { wakeServices } from '../../services/next-action.store.ts'
import type { Parts } from '../parts.ts'
import { lockOrders } from '../paying/lock-orders.ts'
import { readPaidBills } from './read-paid-bills.ts'
import { type ReopenedDebt, tellChargeback } from './tell-chargeback.ts'

/** What a provider says: it took back the money of a charge. */
export interface Chargeback {
  readonly accountId: AccountId
  /** The attempt: the charge's idempotency key. */
  readonly attemptId: AttemptId
  /** What it took back: the charge, less what was refunded of it. */
  readonly amount: Money
}

/**
 * Books that a provider took a charge's money back (rule B6): the customer owes again, the debts of the bills that it had paid are open
 * again with their old dates, and retries, warning and grace count from now; the paid periods stay. A bill of an order that a person
 * made gets a debt. What of the money is no bill's is taken from the balance, which can fall below zero by it. The same charge is
 * booked once, however often the provider says it.
 * @returns false when it was booked before
 * @throws NOT_FOUND; CONFLICT for a charge that did not succeed, while a refund of it is on its way, and for more than it brought
 */
export async function chargeBack(parts: Parts, chargeback: Chargeback): Promise<boolean> {
  return parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [chargeback.accountId])
    const attempt = await lockCharge(transaction, chargeback)
    if (attempt === null) return false
    await book(transaction, parts, attempt, chargeback.amount)
    return true
  })
}

async function lockCharge(
  transaction: Transaction,
  { accountId, attemptId, amount }: Chargeback,
): Promise<Attempt | null> {
  const [attempt] = await lockAttempts(transaction, [{ accountId, id: attemptId }])
  if (!attempt) throw problem('NOT_FOUND', `there is no charge ${attemptId}`)
  if (attempt.state === 'chargedBack') return null
  if (attempt.state !== 'succeeded')
    throw problem('CONFLICT', `charge ${attemptId} is ${attempt.state}: it paid nothing`)
  if (compare(amount, attempt.received) > 0 || amount.ucents <= 0n) {
    throw problem('CONFLICT', `${toText(amount)} cannot be taken back of ${toText(attempt.received)}`)
  }
  if (await hasOpenPayout(transaction, attempt)) {
    throw problem('CONFLICT', `a refund of charge ${attemptId} is on its way: say it again when that has ended`)
  }
  return attempt
}

async function book(transaction: Transaction, parts: Parts, attempt: Attempt, amount: Money): Promise<void> {
  const { accountId, id: attemptId, orderId, meansKind } = attempt
  const at = parts.clock.now()
  const [order] = await lockOrders(transaction, [{ accountId, id: orderId }])
  if (!order) throw new Error(`attempt ${attemptId} is of order ${orderId}, which is not there`)
  const paid = await readPaidBills(transaction, order, attempt)
  const { bills, fromBalance } = spreadChargeback(amount, paid)
  const collectAt = nextCollection(at, at, await readPolicy(transaction), parts.zone)
  const debts = bills.map((bill) => ({ ...bill, accountId, amount: bill.gross, chargedBackAt: at, collectAt }))
  const owed = sum(
    bills.map((bill) => bill.owed),
    amount.currency,
  )
  const occasion = { accountId, at, orderId, attemptId }
  moveAttempt(attempt.state, 'chargedBack')
  await markChargedBack(transaction, attempt, amount)
  await insertMovements(transaction, [chargebackMovement(occasion, { owed, fromBalance }, gatewayBook(meansKind))])
  await reopenDebts(transaction, debts)
  const reopened = await reopen(transaction, order, debts, at)
  await tellChargeback(transaction, { attempt, amount, debts: reopened, cancelled: endsBy(order) ? order : null, at })
}

/** The orders are to be paid again, and their services are judged anew; an order that has none of its own is over. */
async function reopen(
  transaction: Transaction,
  order: SealedOrder,
  debts: readonly Omit<ReopenedDebt, 'services'>[],
  at: Instant,
): Promise<readonly ReopenedDebt[]> {
  const { accountId, id: orderId, status: from } = order
  if (endsBy(order)) {
    await setOrderStatus(transaction, [{ accountId, orderId, from, to: moveOrder(from, 'cancelled'), endedAt: at }])
  }
  const keys = debts.map((debt) => ({ accountId, id: debt.orderId }))
  if (keys.length === 0) return []
  const reopened = await reopenOrders(transaction, keys)
  if (reopened.length !== keys.length) throw new Error(`of the orders that order ${orderId} paid one is not delivered`)
  const lines = (await lockOrders(transaction, keys)).map(({ id, lines: own }) => [id, own] as const)
  const servicesOf = new Map(lines.map(([id, own]) => [id, own.map(({ serviceId }) => serviceId)]))
  const services = [...servicesOf.values()].flat()
  await wakeServices(
    transaction,
    services.map((serviceId) => ({ accountId, serviceId })),
  )
  return debts.map((debt) => ({ ...debt, services: servicesOf.get(debt.orderId) ?? [] }))
}

/** Orders over debts and top-ups have nothing of their own that could be owed again. */
function endsBy({ kind }: SealedOrder): boolean {
  return kind === 'debt' || kind === 'credit'
}
