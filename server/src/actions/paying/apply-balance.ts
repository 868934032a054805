import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, OrderId } from '../../identity/identity.ts'
import { type Money, zero } from '../../money/money.ts'
import { refuseEnded } from '../../orders/guard-order.ts'
import { readOrders } from '../../orders/order.store.ts'
import { readAvailableBalances } from '../../payments/available-balance.store.ts'
import {
  type BalanceKind,
  deleteOrderBalances,
  insertOrderBalances,
  readAppliedBalances,
  readBalancePart,
} from '../../payments/order-balance.store.ts'
import { type Problem, problem } from '../../problem/problem.ts'
import { fund } from '../../renewal/funding.ts'
import type { Parts } from '../parts.ts'
import { lockPayables, type Payable } from './lock-payables.ts'
import { readOwed } from './read-ways-to-pay.ts'

interface NamedOrder {
  readonly accountId: AccountId
  readonly orderId: OrderId
}

/** A balance that is applied to an order. */
export interface AppliedBalance {
  readonly name: BalanceKind
  /** What it pays: as it stands now while the order is not paid, else what its payment takes from it. */
  readonly amount: Money
}

/**
 * Applies the prepaid balance to an order: whatever it holds when the order is paid pays first, the means the rest. Applied again it stays.
 * @returns what it would pay now
 * @throws NOT_FOUND; ORDER_DELIVERED, ORDER_CANCELLED, ORDER_EXPIRED, ORDER_BEING_PAID; PAYMENT_MEANS_REFUSED for a top-up
 */
export async function applyBalance(parts: Parts, order: NamedOrder): Promise<AppliedBalance> {
  return parts.transaction(async (transaction) => {
    const payable = await lockUnpaid(transaction, parts, order)
    if (payable.order.kind === 'credit')
      throw problem('PAYMENT_MEANS_REFUSED', `order ${order.orderId} tops the balance up: it cannot be paid from it`)
    await insertOrderBalances(transaction, [payable.order], 'PREPAID_ACCOUNT', parts.clock.now())
    return { name: 'PREPAID_ACCOUNT', amount: await wouldPay(transaction, payable) }
  })
}

/**
 * Takes the balance off an order again.
 * @throws NOT_FOUND, also when it is not applied; ORDER_DELIVERED, ORDER_CANCELLED, ORDER_EXPIRED, ORDER_BEING_PAID
 */
export async function removeBalance(parts: Parts, order: NamedOrder): Promise<void> {
  await parts.transaction(async (transaction) => {
    const payable = await lockUnpaid(transaction, parts, order)
    const applied = await readAppliedBalances(transaction, [payable.order])
    if (!applied.has(order.orderId))
      throw problem('NOT_FOUND', `the prepaid account is not applied to order ${order.orderId}`)
    await deleteOrderBalances(transaction, [payable.order], 'PREPAID_ACCOUNT')
  })
}

/** The balances that are applied to an order: one or none. @throws NOT_FOUND */
export async function readOrderBalances(
  parts: Parts,
  { accountId, orderId }: NamedOrder,
): Promise<readonly AppliedBalance[]> {
  return parts.transaction(async (transaction) => {
    const [order] = await readOrders(transaction, accountId, [orderId])
    if (!order) throw missing(orderId)
    const applied = await readAppliedBalances(transaction, [order])
    if (!applied.has(orderId)) return []
    const paid = await readBalancePart(transaction, accountId, orderId)
    const ended = refuseEnded({ order, now: parts.clock.now() }) !== null
    const owed = ended ? zero(order.currency) : await readOwed(transaction, order)
    return [{ name: 'PREPAID_ACCOUNT', amount: paid ?? (await wouldPay(transaction, { order, owed })) }]
  }, 'reads')
}

async function lockUnpaid(transaction: Transaction, parts: Parts, order: NamedOrder): Promise<Payable> {
  await lockAccounts(transaction, [order.accountId])
  const [payable] = await lockPayables(transaction, [{ accountId: order.accountId, id: order.orderId }])
  if (!payable) throw missing(order.orderId)
  const refusal = refuseEnded({ order: payable.order, now: parts.clock.now() })
  if (refusal) throw refusal.problem
  return payable
}

function missing(orderId: OrderId): Problem {
  return problem('NOT_FOUND', `there is no order ${orderId}`)
}

async function wouldPay(transaction: Transaction, { order, owed }: Pick<Payable, 'order' | 'owed'>): Promise<Money> {
  const { accountId, currency } = order
  const balances = await readAvailableBalances(transaction, [{ accountId, currency }])
  const available = balances.get(accountId) ?? zero(currency)
  return fund({ owed, available, means: 'any' })?.fromBalance ?? zero(currency)
}
