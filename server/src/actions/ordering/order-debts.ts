import { type Debt, type DebtChoice, insertOrderDebts, readDebts } from '../../bills/debt-view.store.ts'
import { addHours } from '../../calendar/calendar.ts'
import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId } from '../../identity/identity.ts'
import { sum } from '../../money/money.ts'
import type { Order } from '../../orders/order.ts'
import { readPolicy } from '../../policy/policy.store.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'
import { withPassword } from '../with-password.ts'
import { storePlainOrder } from './store-plain-order.ts'

export interface DebtOrderRequest {
  readonly accountId: AccountId
  /** Empty: all that is open and not being paid. */
  readonly choice: DebtChoice
}

/**
 * Makes an order over what is owed by open automatic bills (rule B5): gross, without tax of its own, to be paid as any order in the
 * hours of the policy. Paying it closes the debts and makes no further bill.
 * @throws NOT_FOUND; CONFLICT when nothing is owed, or it is being paid already
 */
export async function orderDebts(parts: Parts, { accountId, choice }: DebtOrderRequest): Promise<Order> {
  return parts.transaction(async (transaction) => {
    await lockAccounts(transaction, [accountId])
    const debts = payable(await readDebts(transaction, accountId, choice), isEverything(choice))
    const order = await store(transaction, parts, accountId, debts)
    return withPassword(parts, order)
  })
}

function isEverything(choice: DebtChoice): boolean {
  return Object.values(choice).every((value) => value === undefined)
}

function payable(found: readonly Debt[], everything: boolean): readonly [Debt, ...Debt[]] {
  if (found.length === 0 && !everything)
    throw problem('NOT_FOUND', 'there is no such debt: it was billed to be paid at once')
  const open = found.filter(({ isOpen }) => isOpen)
  const [first, ...rest] = open.filter(({ isBeingPaid }) => !isBeingPaid)
  if (first) return [first, ...rest]
  if (open.length === 0) throw problem('CONFLICT', 'nothing is owed: there is nothing to pay')
  throw problem('CONFLICT', 'what is owed is being paid already: wait until that payment has ended')
}

async function store(transaction: Transaction, parts: Parts, accountId: AccountId, debts: readonly [Debt, ...Debt[]]) {
  const { orderHours } = await readPolicy(transaction)
  const createdAt = parts.clock.now()
  const amount = sum(
    debts.map(({ owed }) => owed),
    debts[0].owed.currency,
  )
  const told = { bills: debts.map(({ billId }) => billId) }
  const expiresAt = addHours(createdAt, orderHours)
  const order = await storePlainOrder(transaction, parts, {
    accountId,
    kind: 'debt',
    amount,
    createdAt,
    expiresAt,
    told,
  })
  await insertOrderDebts(
    transaction,
    debts.map(({ id: debtId, owed }) => ({ accountId, orderId: order.id, debtId, amount: owed })),
  )
  return order
}
