import { readPayableDebts } from '../../bills/payable-debt.store.ts'
import { localDate } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, OrderId } from '../../identity/identity.ts'
import { compare, type Money, sum, zero } from '../../money/money.ts'
import { readOrders, type SealedOrder } from '../../orders/order.store.ts'
import { statusAt } from '../../orders/status-at.ts'
import { readAvailableBalances } from '../../payments/available-balance.store.ts'
import { listMeans } from '../../payments/means-list.store.ts'
import type { MeansKind } from '../../payments/payment.ts'
import { asOf, type RegisteredMeans } from '../../payments/registered-means.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/** How an order can be paid as it stands now: nothing at all once it is paid, being paid, cancelled or expired. */
export interface WaysToPay {
  readonly orderId: OrderId
  /** The registered means that can be charged, oldest number first. */
  readonly means: readonly RegisteredMeans[]
  /** Their kinds, each once; with the prepaid balance where it is enough, and the means for what is free (rules P6, P7). */
  readonly kinds: readonly MeansKind[]
}

/** @throws NOT_FOUND */
export async function readWaysToPay(
  parts: Parts,
  request: { readonly accountId: AccountId; readonly orderId: OrderId },
): Promise<WaysToPay> {
  const { accountId, orderId } = request
  const now = parts.clock.now()
  return parts.transaction(async (transaction) => {
    const [order] = await readOrders(transaction, accountId, [orderId])
    if (!order) throw problem('NOT_FOUND', `there is no order ${orderId}`)
    if (statusAt(order, now) !== 'notPaid') return { orderId, means: [], kinds: [] }
    const { currency } = order
    const balances = await readAvailableBalances(transaction, [{ accountId, currency }])
    const balance = balances.get(accountId) ?? zero(currency)
    const registered = await listMeans(transaction, accountId)
    const means = registered.map((one) => asOf(one, localDate(now, parts.zone))).filter((one) => one.usable)
    return { orderId, means, kinds: kindsFor(order, await readOwed(transaction, order), balance, means) }
  })
}

/** Of a billed order what of its bill is owed: one that a person made is billed only when its money was taken back, and does not expire then. */
export async function readOwed(transaction: Transaction, order: SealedOrder): Promise<Money> {
  const isBilled = order.kind === 'automatic' || (order.kind === 'renewal' && order.expiresAt === null)
  if (!isBilled) return order.amounts.gross
  const debts = await readPayableDebts(transaction, [order])
  return sum(
    debts.map(({ owed }) => owed),
    order.currency,
  )
}

function kindsFor(
  { kind }: SealedOrder,
  total: Money,
  balance: Money,
  means: readonly RegisteredMeans[],
): readonly MeansKind[] {
  const kinds = new Set<MeansKind>(means.map((one) => one.kind))
  if (kind !== 'credit' && compare(balance, total) >= 0) kinds.add('ovhAccount')
  if (total.ucents <= 0n) kinds.add('fidelityAccount')
  return [...kinds]
}
