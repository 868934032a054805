import type { Attempt } from '../../payments/payment.ts'
import type { Parts } from '../parts.ts'
import { askGateway } from './ask-gateway.ts'
import type { AccountCharge } from './open-attempts.ts'
import type { SettlementFacts } from './settle-attempts.ts'
import { settleTogether } from './settle-together.ts'

/**
 * Asks the gateway for charges, all at once, and books the answers together; what cannot be booked now is left to the sweep.
 * @returns the attempts that were booked, as they are now
 */
export async function chargeAndSettle(parts: Parts, charges: readonly AccountCharge[]): Promise<readonly Attempt[]> {
  return settleTogether(parts, await Promise.all(charges.map((charge) => ask(parts, charge))))
}

async function ask(parts: Parts, { accountId, ...charge }: AccountCharge): Promise<SettlementFacts> {
  const answer = await askGateway(parts, () => parts.gateway.charge(charge))
  return { accountId, attemptId: charge.idempotencyKey, answer }
}
