import type { Instant } from '../calendar/calendar.ts'

/** One change made by an operator: who did what to which object, and when (business time). */
export interface AuditEntry {
  readonly at: Instant
  /** The operator's name. */
  readonly actor: string
  /** `plan.created`, `order.refunded` ... */
  readonly action: string
  /** The object's id, as the operator API names it. */
  readonly subject: string
  /** JSON; no secrets. */
  readonly data: Readonly<Record<string, unknown>>
}

export interface AuditRecord extends AuditEntry {
  readonly id: number
}
