import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { AccountId, AttemptId, MeansId, OrderId } from '../identity/identity.ts'
import type { Money } from '../money/money.ts'

export type RegisteredMeansKind = 'paypal' | 'creditCard' | 'bankAccount' | 'deferredPaymentAccount'
/** With the two that need no registration: the prepaid balance, and the one that only pays what is free (rules P6, P7). */
export type MeansKind = RegisteredMeansKind | 'ovhAccount' | 'fidelityAccount'

export interface PaymentMeans {
  readonly accountId: AccountId
  readonly id: MeansId
  readonly kind: RegisteredMeansKind
  readonly isDefault: boolean
  /**
   * `registering`: its holder has been sent to the provider and is not back. `refused`: the provider would not have it. `blocked`: not
   * charged until its holder answers a challenge, or the operator says so.
   */
  readonly state: 'registering' | 'valid' | 'blocked' | 'refused' | 'removed'
  /** Safe to show: `**** **** **** 5678`, a masked IBAN, an address. */
  readonly label: string
  readonly description: string | null
  readonly details: Readonly<Record<string, string>>
  readonly termsDays: 30 | 45 | 60 | null
  readonly expiresOn: LocalDate | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** `charging`: written, the gateway's answer not booked yet. The first four are open: they reserve their order (rule O5). */
export type AttemptState =
  | 'charging'
  | 'pending'
  | 'unknown'
  | 'parked'
  | 'succeeded'
  | 'partial'
  | 'declined'
  | 'failed'
  | 'chargedBack'

export interface Attempt {
  readonly accountId: AccountId
  readonly id: AttemptId
  readonly orderId: OrderId
  readonly meansId: MeansId | null
  readonly meansKind: MeansKind
  /** What the means is charged. */
  readonly amount: Money
  /**
   * What the prepaid balance pays beside it (rule P8): reserved while the attempt is open, posted when it succeeds, nothing when it
   * fails. Zero when the balance is the means.
   */
  readonly balance: Money
  readonly state: AttemptState
  readonly reason: string | null
  readonly received: Money
  readonly gatewayReference: string | null
  readonly createdAt: Instant
  readonly endedAt: Instant | null
  /** When the gateway is to be asked; null once ended or parked. */
  readonly resolveAt: Instant | null
  /** How often the gateway was asked so far (rule P2). */
  readonly lookups: number
  /** The account's holder asked for it, and not the engine. */
  readonly byHolder: boolean
}

/** What names an attempt. */
export type AttemptKey = Pick<Attempt, 'accountId' | 'id'>

/** What a gateway says of a charge. `taken` may differ from what was asked (rule P5). */
export type GatewayAnswer =
  | { readonly outcome: 'success'; readonly taken: Money; readonly reference: string }
  | { readonly outcome: 'declined'; readonly reason: string }
  | { readonly outcome: 'failed'; readonly reason: string }
  /** Accepted, money later (SEPA). `askAgainAt`: when the provider expects to know. */
  | { readonly outcome: 'pending'; readonly askAgainAt: Instant }
  /** No answer within the time a call may take: charged or not, nobody knows (rule P2). */
  | { readonly outcome: 'unknown' }
  /** To a look-up only: the provider never received the charge. */
  | { readonly outcome: 'neverReceived' }

export interface Charge {
  readonly idempotencyKey: AttemptId
  readonly orderId: OrderId
  readonly means: PaymentMeans
  readonly amount: Money
}

export interface RefundCharge {
  /** The attempt whose money goes back. */
  readonly chargeKey: AttemptId
  readonly orderId: OrderId
  /** The refund document's id: the same one refunds once. */
  readonly idempotencyKey: string
  readonly amount: Money
}

/** The port that gateways implement. Never called inside a transaction. Never throws for an outcome. */
export interface Gateway {
  charge(charge: Charge): Promise<GatewayAnswer>
  lookup(charge: {
    readonly idempotencyKey: AttemptId
    readonly orderId: OrderId
    readonly amount: Money
  }): Promise<GatewayAnswer>
  refund(refund: RefundCharge): Promise<{ readonly refunded: boolean }>
}
