import type { Instant } from '../calendar/calendar.ts'
import type { DocumentId, OrderId } from '../identity/identity.ts'
import type { Money } from '../money/money.ts'

/** The money that an account has prepaid and not used, in the account's own currency. */
export interface PrepaidAccount {
  readonly balance: Money
  readonly openedAt: Instant
  /** Of the last movement; null: none yet. */
  readonly movedAt: Instant | null
}

/** One movement of an account's prepaid money, from the customer's side: what came in is positive. */
export interface BalanceMovement {
  readonly id: number
  readonly at: Instant
  /** What moved it, as the ledger names it: `payment`, `adjustment` ... */
  readonly kind: string
  readonly description: string
  readonly orderId: OrderId | null
  /** The refund whose money it is. */
  readonly documentId: DocumentId | null
  readonly amount: Money
  /** The balance when it was done. */
  readonly balance: Money
}
