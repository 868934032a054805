import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { PurchaseReference } from '../customers/purchase-order.ts'
import type { AccountId, DocumentId, OrderId, OrderLineId, ServiceId } from '../identity/identity.ts'
import type { Currency, Money } from '../money/money.ts'
import type { OrderAmounts, TaxNote } from '../orders/order.ts'

export type DocumentKind = 'bill' | 'refund'
export type DocumentCategory = 'autorenew' | 'earlyrenewal'

/** The seller as it stands on a document (rule B2). */
export interface Seller {
  readonly name: string
  readonly address: string
  readonly country: string
  readonly vat: string | null
}

/** The customer as it stands on a document (rule B2). */
export interface CustomerSnapshot {
  readonly nichandle: string
  readonly name: string
  readonly firstname: string
  readonly organisation: string | null
  readonly email: string
  readonly country: string
  readonly vat: string | null
  readonly address: string | null
  readonly city: string | null
  readonly zip: string | null
  readonly language: string
}

export interface DocumentLine {
  readonly id: number
  readonly orderLineId: OrderLineId
  readonly serviceId: ServiceId
  readonly serviceType: string
  readonly serviceName: string
  readonly startsOn: LocalDate | null
  readonly endsOn: LocalDate | null
  readonly quantity: number
  readonly unitPrice: Money
  readonly totalPrice: Money
  readonly taxRatePpm: number
}

/** A bill or a refund: numbered without gaps and never changed once issued (rule B1). */
export interface BillingDocument {
  readonly accountId: AccountId
  readonly id: DocumentId
  readonly kind: DocumentKind
  readonly orderId: OrderId
  /** The bill that a refund corrects. */
  readonly corrects: DocumentId | null
  readonly category: DocumentCategory
  readonly currency: Currency
  readonly amounts: OrderAmounts
  readonly taxNote: TaxNote | null
  readonly seller: Seller
  readonly customer: CustomerSnapshot
  /** The customer's own references, as they held on its day; on a refund those of the bill that it corrects. */
  readonly purchaseOrders: readonly PurchaseReference[]
  /** Opens the document's pages without login: a secret, never logged. */
  readonly password: string
  readonly issuedAt: Instant
  readonly lines: readonly DocumentLine[]
}
