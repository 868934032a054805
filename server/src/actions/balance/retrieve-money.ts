import { localDate } from '../../calendar/calendar.ts'
import { lockAccounts, readAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, MeansId } from '../../identity/identity.ts'
import { setOrderStatus } from '../../orders/order.store.ts'
import type { Order } from '../../orders/order.ts'
import { moveOrder } from '../../orders/order-life.ts'
import { whyNotUsable } from '../../payments/choose-means.ts'
import { listMeans } from '../../payments/means-list.store.ts'
import type { PaymentMeans } from '../../payments/payment.ts'
import { problem } from '../../problem/problem.ts'
import { storePlainOrder } from '../ordering/store-plain-order.ts'
import type { Parts } from '../parts.ts'
import { withPassword } from '../with-password.ts'
import { openWithdrawal, readRetrievable, readWithdrawn } from './withdraw-money.ts'

export interface RetrievalRequest {
  readonly accountId: AccountId
  /** Whole units of the account's currency. */
  readonly amount: number
  /** A registered bank account. */
  readonly bankAccountId: MeansId
}

/**
 * Asks money of the prepaid balance back, to a registered bank account. It leaves the balance at once; an operator sends it.
 * @returns the order that it is booked by: delivered, nothing is to be paid for it
 * @throws NOT_FOUND; PAYMENT_MEANS_REFUSED, PAYMENT_MEANS_NOT_VALID; INVALID_PARAMETER; NOT_RETRIEVABLE
 */
export async function retrieveMoney(parts: Parts, request: RetrievalRequest): Promise<Order> {
  const { accountId } = request
  return parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const [account] = await readAccounts(transaction, [accountId])
    if (!account) throw problem('NOT_FOUND', 'there is no such account')
    const means = await bankAccountOf(transaction, parts, request)
    const { total } = await readRetrievable(transaction, accountId, account.currency)
    const amount = readWithdrawn(request.amount, total)
    const at = parts.clock.now()
    const plain = { accountId, kind: 'withdrawal', amount, createdAt: at, expiresAt: null, told: {} } as const
    const order = await storePlainOrder(transaction, parts, plain)
    const { id: orderId, status: from } = order
    const to = moveOrder(from, 'delivering', 'delivered')
    await setOrderStatus(transaction, [{ accountId, orderId, from, to, endedAt: at }])
    const facts = { accountId, orderId, movementId: null, meansId: means.id, destination: means.label }
    await openWithdrawal(transaction, { ...facts, amount, createdAt: at })
    return withPassword(parts, { ...order, status: to, endedAt: at })
  })
}

async function bankAccountOf(
  transaction: Transaction,
  { clock, zone }: Parts,
  { accountId, bankAccountId: id }: RetrievalRequest,
): Promise<PaymentMeans> {
  const means = (await listMeans(transaction, accountId)).find((one) => one.id === id)
  const field = 'bankAccountId'
  if (!means) throw problem('NOT_FOUND', `there is no bank account ${id}`, { field })
  if (means.kind !== 'bankAccount')
    throw problem('PAYMENT_MEANS_REFUSED', `payment means ${id} is a ${means.kind}: name a bank account`, { field })
  const why = whyNotUsable(means, localDate(clock.now(), zone))
  if (why) throw problem('PAYMENT_MEANS_NOT_VALID', `bank account ${id} ${why}: name another`, { field })
  return means
}
