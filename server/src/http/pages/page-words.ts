import type { SheetKind } from '../../documents/sheet.ts'
import type { MeansKind } from '../../payments/payment.ts'

/** Why a payment did not go through, or could not begin. Codes of the error catalogue, and three of this page's own. */
export type PayRefusal =
  | 'PAYMENT_DECLINED'
  | 'PAYMENT_INCOMPLETE'
  | 'PAYMENT_FAILED'
  | 'PAYMENT_MEANS_NOT_VALID'
  | 'PAYMENT_MEANS_REFUSED'
  | 'BALANCE_TOO_SMALL'
  | 'NOT_FOUND'
  | 'ORDER_BEING_PAID'
  | 'ORDER_DELIVERED'
  | 'ORDER_CANCELLED'
  | 'ORDER_EXPIRED'
  | 'ORDER_OUTDATED'
  | 'SERVICE_RESERVED'
  | 'DEBT_CLOSED'
  /** The order went out of date while it was being paid: the money is on the balance. */
  | 'paidTooLate'
  | 'wrongLogin'
  | 'otherAccount'
  | 'formTooOld'

/** The words of the pages around a sheet, in one language. `{...}` is filled in. */
export interface PageWords {
  readonly pdf: string
  /** Leads to a document of that kind: `{number}`. */
  readonly open: Readonly<Record<SheetKind, string>>
  readonly notFound: Readonly<Record<SheetKind, string>>
  readonly notFoundText: string
  readonly tooMany: string
  readonly tooManyText: string
  readonly pay: string
  readonly payBill: string
  readonly confirm: string
  /** `{date}` */
  readonly payUntil: string
  readonly payAnyTime: string
  readonly logInToPay: string
  readonly logInToConfirm: string
  readonly account: string
  readonly password: string
  readonly next: string
  readonly payWith: string
  readonly means: Readonly<Record<MeansKind, string>>
  readonly isDefault: string
  /** `{amount}` */
  readonly payAmount: string
  readonly nothingDue: string
  readonly noMeans: string
  readonly cancel: string
  readonly checking: string
  readonly payByApi: string
  readonly confirmByApi: string
  /** Stands where the number of a payment method goes. */
  readonly methodNumber: string
  /** `{reason}` for a declined payment. */
  readonly refusals: Readonly<Record<PayRefusal, string>>
  /** Reasons of declined payments by the provider's name. */
  readonly reasons: Readonly<Record<string, string>>
}
