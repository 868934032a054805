import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import { insertMovements } from '../../ledger/ledger.store.ts'
import { withdrawalBackMovement, withdrawalSentMovement } from '../../ledger/money-movements.ts'
import type { Operator } from '../../operators/token.ts'
import { setOrderStatus } from '../../orders/order.store.ts'
import { type ListedWithdrawal, listWithdrawals, endWithdrawal as writeEnd } from '../../payments/withdrawal.store.ts'
import { problem } from '../../problem/problem.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'
import { tellCredited } from './tell-credited.ts'

export interface EndWithdrawalRequest {
  readonly operator: Operator
  readonly id: number
  readonly outcome: 'sent' | 'refused'
  /** Why it was refused, for its customer. */
  readonly reason: string | null
}

/**
 * The operator says what became of a withdrawal: sent by his bank, or refused, and then the money is on the balance again.
 * @throws NOT_FOUND; CONFLICT for one that has ended
 */
export async function endWithdrawal(parts: Parts, request: EndWithdrawalRequest): Promise<ListedWithdrawal> {
  const { operator, id, outcome, reason } = request
  return parts.transaction(async (transaction) => {
    const { accountId } = await find(transaction, id)
    await lockAccounts(transaction, [accountId])
    const at = parts.clock.now()
    const ended = await writeEnd(transaction, { accountId, id }, { state: outcome, reason, endedAt: at })
    if (!ended) throw problem('CONFLICT', `withdrawal ${id} has ended already`)
    const withdrawal = await find(transaction, id)
    if (outcome === 'refused') await giveBack(transaction, parts, withdrawal)
    else await insertMovements(transaction, [withdrawalSentMovement({ ...withdrawal, at }, withdrawal)])
    await auditChange(transaction, parts, {
      operator,
      action: 'withdrawal.ended',
      subject: id,
      data: { outcome, reason },
    })
    return withdrawal
  })
}

async function giveBack(transaction: Transaction, { clock }: Parts, withdrawal: ListedWithdrawal): Promise<void> {
  const { accountId, orderId, amount, reason } = withdrawal
  const at = clock.now()
  await insertMovements(transaction, [withdrawalBackMovement({ accountId, orderId, at }, withdrawal)])
  await tellCredited(transaction, [{ accountId, orderId, amount, reason }], at)
  if (orderId === null) return
  await setOrderStatus(transaction, [{ accountId, orderId, from: 'delivered', to: 'cancelled', endedAt: at }])
}

async function find(transaction: Transaction, id: number): Promise<ListedWithdrawal> {
  const [found] = await listWithdrawals(transaction, { after: id - 1, limit: 1, state: null })
  if (found?.id === id) return found
  throw problem('NOT_FOUND', `there is no withdrawal ${id}`)
}
