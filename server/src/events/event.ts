import type { Instant } from '../calendar/calendar.ts'
import type { AccountId, DocumentId, OrderId, ServiceId } from '../identity/identity.ts'

/** What can happen, by the names of the operator API. */
export const eventTypes = [
  'order.created',
  'order.paid',
  'order.cancelled',
  'order.expired',
  'payment.succeeded',
  'payment.declined',
  'payment.failed',
  'payment.pending',
  'payment.unknown',
  'payment.parked',
  'bill.issued',
  'refund.issued',
  'debt.opened',
  'debt.closed',
  'service.renewed',
  'service.suspended',
  'service.reopened',
  'service.terminated',
  'service.modeChanged',
  'notice.sent',
] as const
export type EventType = (typeof eventTypes)[number]

/** A fact to be recorded in the transaction that makes it true. */
export interface Happening {
  readonly accountId: AccountId
  readonly at: Instant
  readonly type: EventType
  readonly serviceId?: ServiceId
  readonly orderId?: OrderId
  /** The bill or the refund it is about. */
  readonly documentId?: DocumentId
  /** JSON; no secrets. */
  readonly data?: Readonly<Record<string, unknown>>
}
