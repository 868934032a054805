import { type Currency, type Money, parseAmount, roundHalfUp } from '../money/money.ts'
import { problem } from '../problem/problem.ts'

/** What the sandbox's provider is scripted to do with one charge. */
export type SandboxOutcome =
  | { readonly kind: 'success' }
  | { readonly kind: 'decline'; readonly reason: string }
  | { readonly kind: 'fail' }
  | { readonly kind: 'pending'; readonly after: Temporal.Duration; readonly end: 'success' | 'fail' }
  | { readonly kind: 'timeout'; readonly end: 'success' | 'nothing' | 'silent' }
  /** That amount is taken, whatever was asked. */
  | { readonly kind: 'partial'; readonly amount: string }

const forms =
  'success, decline:<reason>, fail, pending:<ISO duration>:success|fail, timeout:success|nothing|silent, partial:<amount>'

/**
 * Reads a scripted outcome, such as `decline:insufficient_funds` or `pending:P5D:success`.
 * @throws INVALID_PARAMETER when it is none
 */
export function parseOutcome(text: string): SandboxOutcome {
  const outcome = simple(text) ?? declined(text) ?? pending(text) ?? timedOut(text) ?? partial(text)
  if (!outcome) throw problem('INVALID_PARAMETER', `"${text}" is no outcome of a payment: write one of ${forms}`)
  return outcome
}

/** The amount that a `partial` outcome takes, in whole minor units as every provider does. @throws INVALID_PARAMETER when it is no amount of that currency */
export function partialAmount(outcome: { readonly amount: string }, currency: Currency): Money {
  return roundHalfUp(parseAmount(outcome.amount, currency))
}

function simple(text: string): SandboxOutcome | null {
  return text === 'success' || text === 'fail' ? { kind: text } : null
}

function declined(text: string): SandboxOutcome | null {
  const reason = /^decline:([a-z0-9_.-]{1,64})$/i.exec(text)?.[1]
  return reason === undefined ? null : { kind: 'decline', reason }
}

function pending(text: string): SandboxOutcome | null {
  const match = /^pending:(P[0-9A-Z]{1,32}):(success|fail)$/.exec(text)
  const after = match && durationOf(match[1] ?? '')
  return after ? { kind: 'pending', after, end: match[2] === 'fail' ? 'fail' : 'success' } : null
}

function timedOut(text: string): SandboxOutcome | null {
  const end = (['success', 'nothing', 'silent'] as const).find((one) => text === `timeout:${one}`)
  return end ? { kind: 'timeout', end } : null
}

function partial(text: string): SandboxOutcome | null {
  const amount = /^partial:(\d{1,10}(?:\.\d{1,8})?)$/.exec(text)?.[1]
  return amount === undefined ? null : { kind: 'partial', amount }
}

function durationOf(text: string): Temporal.Duration | null {
  try {
    return Temporal.Duration.from(text)
  } catch {
    return null
  }
}
