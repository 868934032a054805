import { randomUUID } from 'node:crypto'
import type { Seal } from '../../actions/parts.ts'
import type { Instant } from '../../calendar/calendar.ts'
import type { AccountId, OrderId } from '../../identity/identity.ts'

/** What a holder who logged in on an order's page may do with its form: one attempt to pay this order, from this account. */
export interface PayToken {
  readonly orderId: OrderId
  readonly accountId: AccountId
  /** Of this form alone: sent twice, it pays once. */
  readonly form: string
}

/** How long the form can be used, in real time (rule T7). */
const holdsMinutes = 15
/** Tells a token from everything else that is sealed. */
const purpose = 'pay-order'

/** A new token, sealed: without the server's key nobody can make, read or change one. */
export function newPayToken(seal: Seal, bound: Omit<PayToken, 'form'>, now: Instant): string {
  const until = now.add({ minutes: holdsMinutes }).toString()
  const token = { purpose, form: randomUUID(), until, ...bound }
  return seal.seal(JSON.stringify(token)).toString('base64url')
}

/** What a token of a form allows for an order; null when it is none of ours, of another order, or too old. */
export function openPayToken(seal: Seal, text: string, orderId: OrderId, now: Instant): PayToken | null {
  const plain = opened(seal, text)
  if (plain === null) return null
  const token: Readonly<Record<string, unknown>> = JSON.parse(plain)
  if (token.purpose !== purpose || token.orderId !== orderId) return null
  if (Temporal.Instant.compare(Temporal.Instant.from(String(token.until)), now) <= 0) return null
  return { orderId, accountId: token.accountId as AccountId, form: String(token.form) }
}

function opened(seal: Seal, text: string): string | null {
  try {
    const plain = seal.open(Buffer.from(text, 'base64url'))
    return plain.startsWith('{') ? plain : null
  } catch {
    return null
  }
}
