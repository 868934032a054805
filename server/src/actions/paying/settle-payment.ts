import type { Transaction } from '../../database/transaction.ts'
import type { Attempt } from '../../payments/payment.ts'
import type { Parts } from '../parts.ts'
import type { SettlementFacts } from './settle-attempts.ts'
import { settlePayments } from './settle-payments.ts'

/** The settlement of one attempt: for the payer, the operator and a gateway's call. */
export async function settlePayment(transaction: Transaction, parts: Parts, facts: SettlementFacts): Promise<Attempt> {
  const [attempt] = await settlePayments(transaction, parts, [facts])
  if (!attempt) throw new Error(`attempt ${facts.attemptId} was not settled`)
  return attempt
}
