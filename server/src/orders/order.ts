import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { Period } from '../calendar/period.ts'
import type { AccountId, BillingGroupId, OrderId, OrderLineId, ServiceId } from '../identity/identity.ts'
import type { Currency, Money } from '../money/money.ts'

/** `debt` pays open bills (rule B5) and `credit` tops the prepaid balance up, `withdrawal` takes from it: none has lines. */
export type OrderKind = 'renewal' | 'automatic' | 'debt' | 'credit' | 'withdrawal'
/** `expired` reads `cancelled` on the wire (rule O4). */
export type OrderStatus = 'notPaid' | 'checking' | 'delivering' | 'delivered' | 'cancelled' | 'expired'
/** Why no tax is due (rule B4), printed on the bill. */
export type TaxNote = 'reverseCharge' | 'outsideUnion'

export interface OrderLine {
  readonly id: OrderLineId
  readonly serviceId: ServiceId
  readonly planCode: string
  readonly serviceType: string
  readonly serviceName: string
  readonly period: Period
  /** The expiration the line was quoted for (rule O5). */
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly quantity: number
  readonly unitPrice: Money
  readonly totalPrice: Money
  /** Millionths: 200,000 is 20 %. */
  readonly taxRatePpm: number
}

export interface OrderAmounts {
  readonly net: Money
  readonly tax: Money
  readonly gross: Money
}

export interface Order {
  readonly accountId: AccountId
  readonly id: OrderId
  readonly kind: OrderKind
  readonly identity: string | null
  readonly status: OrderStatus
  readonly currency: Currency
  readonly amounts: OrderAmounts
  readonly taxNote: TaxNote | null
  /** Opens the order's pages without login (rule O6): a secret, never logged. */
  readonly password: string
  readonly createdAt: Instant
  /** null: does not expire (automatic orders, rule O4). */
  readonly expiresAt: Instant | null
  readonly endedAt: Instant | null
  readonly lines: readonly OrderLine[]
}

/** A line that is not stored yet. */
export interface DraftLine extends Omit<OrderLine, 'id'> {
  /** renewal-identity.ts; none for a line of an order that a person makes. */
  readonly renewalIdentity?: string | null
}

/** What names an order. */
export type OrderKey = Pick<Order, 'accountId' | 'id'>

/** An order that is not stored yet: what a dry run answers and a real run inserts (rule O2). */
export interface OrderDraft {
  readonly kind: OrderKind
  /** The billing group that all its services are in; none where they differ. */
  readonly billingGroupId?: BillingGroupId | null
  readonly identity: string | null
  readonly currency: Currency
  readonly amounts: OrderAmounts
  readonly taxNote: TaxNote | null
  readonly createdAt: Instant
  readonly expiresAt: Instant | null
  readonly lines: readonly DraftLine[]
}
