import type { Transaction } from '../../database/transaction.ts'
import type { Attempt } from '../../payments/payment.ts'
import { collectFromBalance } from '../automatic/collect-from-balance.ts'
import type { Parts } from '../parts.ts'
import { type SettlementFacts, settleAttempts } from './settle-attempts.ts'

/**
 * Books what is known of attempts, of any accounts: the one settlement, for payers, sweeps, the operator and a gateway's call
 * alike. Under the accounts' locks and by the attempts' ids, so that the same answer twice, or from two sides at once, is booked
 * once (rules P3, P4). However many there are, it is one statement for each kind of row; documents are numbered last. A top-up of the
 * prepaid balance pays open automatic bills at once (rule P8).
 * @returns the attempts as they are now, in the order of the facts
 */
export async function settlePayments(
  transaction: Transaction,
  parts: Parts,
  facts: readonly SettlementFacts[],
): Promise<readonly Attempt[]> {
  const { attempts, toppedUp } = await settleAttempts(transaction, parts, facts)
  if (toppedUp.length > 0) await collectFromBalance(transaction, parts, toppedUp)
  return attempts
}
