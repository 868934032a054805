import { type Clock, type Instant, isBefore, type Zone } from '../calendar/calendar.ts'
import { add, compare, type Money, zero } from '../money/money.ts'
import type { Charge, Gateway, GatewayAnswer, RefundCharge } from '../payments/payment.ts'
import { parseOutcome, partialAmount, type SandboxOutcome } from '../payments/sandbox-outcome.ts'
import {
  insertCall,
  insertCharge,
  insertRefund,
  isRefunded,
  lockKey,
  readCharge,
  type SandboxBooks,
  type SandboxCall,
  type SandboxCharge,
  settleCharge,
  useOutcome,
} from './sandbox.store.ts'

export interface SandboxParts {
  readonly transaction: SandboxBooks
  readonly clock: Clock
  readonly zone: Zone
}

/**
 * A payment provider that is played: it does with each charge what its means' script says next (success without one),
 * remembers it under its key, and writes down every call. The same key charges once, whatever is asked again.
 */
export function sandboxGateway(parts: SandboxParts): Gateway {
  return {
    charge: (charge) => chargeOnce(parts, charge),
    lookup: (charge) => lookUp(parts, charge),
    refund: (refund) => refundOnce(parts, refund),
  }
}

async function chargeOnce({ transaction, clock, zone }: SandboxParts, charge: Charge): Promise<GatewayAnswer> {
  return transaction(async (books) => {
    const now = clock.now()
    await lockKey(books, charge.idempotencyKey)
    const known = await readCharge(books, charge.idempotencyKey)
    const made = known ?? chargeAs((await useOutcome(books, charge.means.id)) ?? 'success', charge, now, zone)
    if (!known) await insertCharge(books, made)
    await insertCall(books, callOf('charge', charge, charge.means.id, now, made.outcome))
    return made.outcome.startsWith('timeout:') ? { outcome: 'unknown' } : answerOf(made, now)
  })
}

async function lookUp(
  { transaction, clock }: SandboxParts,
  asked: Parameters<Gateway['lookup']>[0],
): Promise<GatewayAnswer> {
  return transaction(async (books) => {
    const now = clock.now()
    await lockKey(books, asked.idempotencyKey)
    const found = await readCharge(books, asked.idempotencyKey)
    const charge = found && settled(found, now)
    if (charge && charge !== found) await settleCharge(books, charge.idempotencyKey, charge.state, charge.taken)
    const answer: GatewayAnswer = charge ? answerOf(charge, now) : { outcome: 'neverReceived' }
    await insertCall(books, callOf('lookup', asked, charge?.meansId ?? null, now, answer.outcome))
    return answer
  })
}

async function refundOnce(
  { transaction, clock }: SandboxParts,
  refund: RefundCharge,
): Promise<{ readonly refunded: boolean }> {
  return transaction(async (books) => {
    const now = clock.now()
    await lockKey(books, refund.idempotencyKey)
    const charge = await readCharge(books, refund.chargeKey)
    const before = await isRefunded(books, refund.idempotencyKey)
    const covered = charge !== null && isCovered(charge, refund.amount)
    const refunded = before || (covered && charge.state === 'succeeded')
    if (refunded && !before) await insertRefund(books, refund.idempotencyKey, refund.chargeKey, refund.amount, now)
    await insertCall(books, callOf('refund', refund, charge?.meansId ?? null, now, refunded ? 'refunded' : 'refused'))
    return { refunded }
  })
}

/** No more goes back than was taken and is still there. */
function isCovered({ taken, refunded, chargedBack }: SandboxCharge, amount: Money): boolean {
  return compare([refunded, chargedBack, amount].reduce(add), taken) <= 0
}

/** What becomes of a new charge by its scripted outcome. */
function chargeAs(text: string, charge: Charge, now: Instant, zone: Zone): SandboxCharge {
  const outcome = parseOutcome(text)
  const taken = takenBy(outcome, charge.amount)
  const pending = outcome.kind === 'pending' ? outcome : null
  return {
    ...{ idempotencyKey: charge.idempotencyKey, orderId: charge.orderId, meansId: charge.means.id },
    ...{ asked: charge.amount, outcome: text, state: stateAfter(outcome), taken },
    ...{ refunded: zero(charge.amount.currency), chargedBack: zero(charge.amount.currency), createdAt: now },
    settlesAt: pending && now.toZonedDateTimeISO(zone).add(pending.after).toInstant(),
    settlesAs: pending ? pending.end : null,
  }
}

function takenBy(outcome: SandboxOutcome, asked: Money): Money {
  if (outcome.kind === 'partial') return partialAmount(outcome, asked.currency)
  return stateAfter(outcome) === 'succeeded' ? asked : zero(asked.currency)
}

function stateAfter(outcome: SandboxOutcome): SandboxCharge['state'] {
  if (outcome.kind === 'pending') return 'pending'
  if (outcome.kind === 'decline') return 'declined'
  if (outcome.kind === 'fail') return 'failed'
  return outcome.kind === 'timeout' && outcome.end !== 'success' ? outcome.end : 'succeeded'
}

/** A pending charge whose time has come has its money, or has bounced; any other is as it is. */
function settled(charge: SandboxCharge, now: Instant): SandboxCharge {
  if (charge.state !== 'pending' || !charge.settlesAt || isBefore(now, charge.settlesAt)) return charge
  return charge.settlesAs === 'fail'
    ? { ...charge, state: 'declined' }
    : { ...charge, state: 'succeeded', taken: charge.asked }
}

function answerOf(charge: SandboxCharge, now: Instant): GatewayAnswer {
  switch (charge.state) {
    case 'succeeded':
      return { outcome: 'success', taken: charge.taken, reference: `sandbox-${charge.idempotencyKey}` }
    case 'declined':
      return { outcome: 'declined', reason: charge.outcome.replace(/^decline:/, '').replace(/^pending:.*/, 'bounced') }
    case 'failed':
      return { outcome: 'failed', reason: 'provider_error' }
    case 'pending':
      return { outcome: 'pending', askAgainAt: charge.settlesAt ?? now }
    case 'nothing':
      return { outcome: 'neverReceived' }
    case 'silent':
      return { outcome: 'unknown' }
  }
}

function callOf(
  operation: SandboxCall['operation'],
  asked: { readonly idempotencyKey: string; readonly orderId: SandboxCall['orderId']; readonly amount: Money },
  meansId: SandboxCall['meansId'],
  at: Instant,
  outcome: string,
): SandboxCall {
  const { idempotencyKey, orderId, amount } = asked
  return { at, operation, idempotencyKey, orderId, meansId, amount, outcome }
}
