import { addSeconds, type Instant, isBefore } from '../../calendar/calendar.ts'
import { claimAttempts } from '../../payments/attempt.store.ts'
import type { Attempt } from '../../payments/payment.ts'
import type { Parts } from '../parts.ts'
import { resolvePayouts } from '../refunding/resolve-payouts.ts'
import { askGateway } from './ask-gateway.ts'
import type { SettlementFacts } from './settle-attempts.ts'
import { settleTogether } from './settle-together.ts'

const batch = 20

/** Seconds after which attempts of a sweep that died are asked about again. */
const takenFor = 60

/**
 * The sweep that finishes what was left half done with a gateway: it asks about charges whose answer is not booked, by the plan
 * of rule P2, and sees refunds through. It never charges.
 * @param request.until what was to be asked by this moment is due
 * @returns how many were taken up
 */
export async function resolveAttempts(parts: Parts, { until }: { readonly until: Instant }): Promise<number> {
  let total = await resolvePayouts(parts, { until })
  while (!parts.stopping?.aborted) {
    const taken = await takeBatch(parts, until)
    await settleTogether(parts, await Promise.all(taken.map((attempt) => ask(parts, attempt))))
    total += taken.length
    if (taken.length < batch) return total
  }
  return total
}

async function takeBatch(parts: Parts, until: Instant): Promise<Attempt[]> {
  const now = parts.clock.now()
  const again = addSeconds(isBefore(now, until) ? until : now, takenFor)
  return parts.transaction((transaction) => claimAttempts(transaction, until, again, batch))
}

async function ask(parts: Parts, { accountId, id, orderId, amount }: Attempt): Promise<SettlementFacts> {
  const answer = await askGateway(parts, () => parts.gateway.lookup({ idempotencyKey: id, orderId, amount }))
  return { accountId, attemptId: id, answer }
}
