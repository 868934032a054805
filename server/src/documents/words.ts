import type { BillingDocument } from '../bills/document.ts'
import type { TaxNote } from '../orders/order.ts'
import type { MeansKind } from '../payments/payment.ts'
import type { Column, SheetKind } from './sheet.ts'

/** The states of an order, then those of bills, then those of refunds. */
export type SheetState =
  | 'notPaid'
  | 'checking'
  | 'delivering'
  | 'delivered'
  | 'cancelled'
  | 'expired'
  | 'due'
  | 'paid'
  | 'partlyRefunded'
  | 'credited'
  | 'underway'
  | 'toMeans'
  | 'toBalance'
  | 'nothingPaid'

/** The words of a sheet in one language. `{...}` is filled in. */
export interface Words {
  readonly titles: Readonly<Record<SheetKind, string>>
  readonly states: Readonly<Record<SheetState, string>>
  readonly seller: string
  readonly customer: string
  /** Of a company. */
  readonly vatNumber: string
  readonly facts: {
    /** Of an order. */
    readonly made: string
    /** Of a bill or a refund. */
    readonly issued: string
    readonly account: string
    readonly order: string
    readonly corrects: string
    readonly payUntil: string
    readonly paid: string
  }
  /** The customer's own, as he wrote them. */
  readonly references: Readonly<Record<BillingDocument['purchaseOrders'][number]['type'], string>>
  /** `{date}`, `{means}` */
  readonly paidBy: string
  readonly means: Readonly<Record<MeansKind, string>>
  readonly free: string
  /** The line of an order that tops the prepaid balance up. */
  readonly topUp: string
  readonly withdrawal: string
  readonly headings: Readonly<Record<Column, string>>
  readonly net: string
  /** `{rate}` */
  readonly tax: string
  /** Where there are several rates: `{rate}`, `{net}`. */
  readonly taxOf: string
  readonly gross: Readonly<Record<SheetKind, string>>
  readonly taxNotes: Readonly<Record<TaxNote, string>>
  /** `{refunds}` */
  readonly refundedNote: string
}
