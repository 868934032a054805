import { lockAccounts } from '../../customers/account.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, AttemptId } from '../../identity/identity.ts'
import type { Operator } from '../../operators/token.ts'
import { findAttemptAccounts, lockAttempts } from '../../payments/attempt.store.ts'
import { findAttempt, type ListedAttempt } from '../../payments/attempt-list.store.ts'
import type { Attempt } from '../../payments/payment.ts'
import { problem } from '../../problem/problem.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'
import { settlePayment } from './settle-payment.ts'

export interface EndAttemptRequest {
  readonly operator: Operator
  readonly attemptId: AttemptId
  readonly outcome: 'success' | 'failed'
}

/**
 * The operator says what became of a parked attempt (rule P2): `success`, all that was asked was taken, or `failed`, nothing.
 * @throws NOT_FOUND; CONFLICT for an attempt that is not parked
 */
export async function endAttempt(parts: Parts, request: EndAttemptRequest): Promise<ListedAttempt> {
  const { operator, attemptId, outcome } = request
  return parts.transaction(async (transaction) => {
    const [found] = await findAttemptAccounts(transaction, [attemptId])
    if (!found) throw problem('NOT_FOUND', `there is no attempt ${attemptId}`)
    const { accountId } = found
    const { amount, gatewayReference: reference } = await lockParked(transaction, accountId, attemptId)
    const success = { outcome: 'success', taken: amount, reference } as const
    const answer = outcome === 'success' ? success : ({ outcome: 'failed', reason: 'operator' } as const)
    await auditChange(transaction, parts, { operator, action: 'attempt.ended', subject: attemptId, data: { outcome } })
    await settlePayment(transaction, parts, { accountId, attemptId, answer })
    const ended = await findAttempt(transaction, attemptId)
    if (!ended) throw new Error(`attempt ${attemptId} is gone`)
    return ended
  })
}

async function lockParked(transaction: Transaction, accountId: AccountId, attemptId: AttemptId): Promise<Attempt> {
  await lockAccounts(transaction, [accountId])
  const [attempt] = await lockAttempts(transaction, [{ accountId, id: attemptId }])
  if (!attempt) throw problem('NOT_FOUND', `there is no attempt ${attemptId}`)
  if (attempt.state !== 'parked') {
    throw problem('CONFLICT', `attempt ${attemptId} is ${attempt.state}: only a parked one is ended by an operator`)
  }
  return attempt
}
