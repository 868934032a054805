import type { Seal } from '../../actions/parts.ts'
import type { Instant } from '../../calendar/calendar.ts'
import type { AccountId, OrderId } from '../../identity/identity.ts'
import { newFormToken, openFormToken } from './form-token.ts'

/** What a holder who logged in on an order's page may do with its form: one attempt to pay this order, from this account. */
export interface PayToken {
  readonly orderId: OrderId
  readonly accountId: AccountId
  /** Of this form alone: sent twice, it pays once. */
  readonly form: string
}

const purpose = 'pay-order'

/** A new token of a form that pays. */
export function newPayToken(seal: Seal, { orderId, accountId }: Omit<PayToken, 'form'>, now: Instant): string {
  return newFormToken(seal, purpose, { orderId, accountId }, now)
}

/** What a token of a form allows for an order; null when it is none of ours, of another order, or too old. */
export function openPayToken(seal: Seal, text: string, orderId: OrderId, now: Instant): PayToken | null {
  const token = openFormToken(seal, purpose, text, now)
  if (token === null || token.orderId !== orderId) return null
  return { orderId, accountId: token.accountId as AccountId, form: String(token.form) }
}
