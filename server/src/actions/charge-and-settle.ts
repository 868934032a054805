import type { Attempt } from '../payments/payment.ts'
import { askGateway } from './ask-gateway.ts'
import type { AccountCharge } from './open-attempts.ts'
import type { Parts } from './parts.ts'
import type { SettlementFacts } from './settle-attempts.ts'
import { settlePayments } from './settle-payments.ts'

/**
 * Asks the gateway for charges, all at once, and books the answers together. When that fails, each is booked on its own, so that one
 * that cannot be booked keeps no other from it; that one is left to the sweep `resolve-attempts`, which asks and never charges.
 * @returns the attempts that were booked, as they are now
 */
export async function chargeAndSettle(parts: Parts, charges: readonly AccountCharge[]): Promise<readonly Attempt[]> {
  if (charges.length === 0) return []
  const facts = await Promise.all(charges.map((charge) => ask(parts, charge)))
  try {
    return await parts.transaction((transaction) => settlePayments(transaction, parts, facts))
  } catch (error) {
    if (facts.length > 1) parts.log.warn({ error: String(error) }, 'payments could not be booked together: one by one')
    return settleEach(parts, facts)
  }
}

async function ask(parts: Parts, { accountId, ...charge }: AccountCharge): Promise<SettlementFacts> {
  const answer = await askGateway(parts, () => parts.gateway.charge(charge))
  return { accountId, attemptId: charge.idempotencyKey, answer }
}

async function settleEach(parts: Parts, facts: readonly SettlementFacts[]): Promise<readonly Attempt[]> {
  const settled: Attempt[] = []
  for (const fact of facts) {
    try {
      settled.push(...(await parts.transaction((transaction) => settlePayments(transaction, parts, [fact]))))
    } catch (error) {
      const told = { attempt: fact.attemptId, error: String(error) }
      parts.log.error(told, 'a payment could not be settled now: the sweep settles it')
    }
  }
  return settled
}
