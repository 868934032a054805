import type { Attempt } from '../../payments/payment.ts'
import type { Parts } from '../parts.ts'
import type { SettlementFacts } from './settle-attempts.ts'
import { settlePayments } from './settle-payments.ts'

/**
 * Books a batch of a gateway's answers in one transaction. When that fails, each is booked on its own, so that one that cannot be booked
 * keeps no other from it; that one is left to the sweep `resolve-attempts`, which asks about it again and never charges.
 * @returns the attempts that were booked, as they are now
 */
export async function settleTogether(parts: Parts, facts: readonly SettlementFacts[]): Promise<readonly Attempt[]> {
  if (facts.length === 0) return []
  try {
    return await parts.transaction((transaction) => settlePayments(transaction, parts, facts))
  } catch (error) {
    if (facts.length > 1) parts.log.warn({ error: String(error) }, 'payments could not be booked together: one by one')
    return settleEach(parts, facts)
  }
}

async function settleEach(parts: Parts, facts: readonly SettlementFacts[]): Promise<readonly Attempt[]> {
  const settled: Attempt[] = []
  for (const fact of facts) {
    try {
      settled.push(...(await parts.transaction((transaction) => settlePayments(transaction, parts, [fact]))))
    } catch (error) {
      const told = { attempt: fact.attemptId, error: String(error) }
      parts.log.error(told, 'what became of a payment could not be booked: it is asked about again')
    }
  }
  return settled
}
