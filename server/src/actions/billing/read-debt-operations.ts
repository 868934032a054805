import { type Debt, type DebtChoice, readDebtOrders, readDebts } from '../../bills/debt-view.store.ts'
import { readDocuments } from '../../bills/document.store.ts'
import type { Instant } from '../../calendar/calendar.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, DocumentId, OrderId } from '../../identity/identity.ts'
import { add, type Money, money } from '../../money/money.ts'
import { readLabels } from '../../payments/means.store.ts'
import type { Attempt } from '../../payments/payment.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { readAttemptsOn } from '../paying/read-attempts-on.ts'

/** Something that happened to a debt: it was billed, paying it was tried, or it was credited. */
export interface DebtOperation {
  readonly id: number
  readonly amount: Money
  readonly at: Instant
  /** The order that is or was to bring the money. */
  readonly orderId: OrderId
  readonly of:
    | { readonly kind: 'bill'; readonly billId: DocumentId }
    | { readonly kind: 'attempt'; readonly attempt: Attempt; readonly label: string | null }
    | { readonly kind: 'refund'; readonly refundId: DocumentId }
}

export interface DebtOperationsRequest {
  readonly accountId: AccountId
  readonly choice: DebtChoice
}

/** A debt has fewer operations than this; their numbers are made of the debt's. */
const numbersOfDebt = 10_000

/**
 * What happened to a debt, oldest first. What has happened stays, so an operation keeps its number.
 * @throws NOT_FOUND
 */
export async function readDebtOperations(
  parts: Parts,
  { accountId, choice }: DebtOperationsRequest,
): Promise<readonly DebtOperation[]> {
  return parts.transaction(async (transaction) => {
    const [debt] = await readDebts(transaction, accountId, choice)
    if (!debt) throw problem('NOT_FOUND', 'there is no such debt')
    const attempts = await attemptsOn(transaction, accountId, debt)
    const refunds = await refundsOf(transaction, accountId, debt)
    const { id, amount, openedAt: at, orderId, billId } = debt
    const later = [...attempts, ...refunds].toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
    const all = [{ amount, at, orderId, of: { kind: 'bill', billId } } as const, ...later]
    return all.map((operation, index) => ({ id: id * numbersOfDebt + index + 1, ...operation }))
  })
}

type Unnumbered = Omit<DebtOperation, 'id'>

async function attemptsOn(transaction: Transaction, accountId: AccountId, { orderId }: Debt): Promise<Unnumbered[]> {
  const attempts = (await readAttemptsOn(transaction, accountId, [orderId])).get(orderId) ?? []
  const shares = new Map(
    (await readDebtOrders(transaction, accountId, [orderId])).map((one) => [one.paidBy, one.amount]),
  )
  const labels = await readLabels(
    transaction,
    attempts.flatMap(({ meansId: id }) => (id === null ? [] : [{ accountId, id }])),
  )
  return attempts.map((attempt) => {
    const share = shares.get(attempt.orderId)
    const label = attempt.meansId === null ? null : (labels.get(attempt.meansId) ?? null)
    return {
      amount: share === undefined ? add(attempt.amount, attempt.balance) : money(share, attempt.amount.currency),
      at: attempt.createdAt,
      orderId: attempt.orderId,
      of: { kind: 'attempt', attempt, label },
    }
  })
}

async function refundsOf(
  transaction: Transaction,
  accountId: AccountId,
  { orderId, billId }: Debt,
): Promise<Unnumbered[]> {
  const documents = await readDocuments(transaction, { orders: [{ accountId, id: orderId }] })
  return documents
    .filter(({ corrects }) => corrects === billId)
    .map(({ id: refundId, amounts, issuedAt: at }) => {
      return { amount: amounts.gross, at, orderId, of: { kind: 'refund', refundId } }
    })
}
