import type { Instant, LocalDate, Zone } from '../calendar/calendar.ts'
import type { Reader } from '../documents/reader.ts'
import type { DocumentId, OrderId } from '../identity/identity.ts'
import type { Money } from '../money/money.ts'
import type { NoticeData, NoticeKind } from './notice.ts'

export interface LetterService {
  /** As its owner calls it. */
  readonly name: string
  readonly serviceType: string
  readonly expiresOn: LocalDate
}

/** All that a mail is made of. */
export interface LetterFacts {
  readonly kind: NoticeKind
  readonly deadline: Instant | null
  readonly data: NoticeData
  readonly reader: Reader
  readonly zone: Zone
  /** The origin of links, without a final slash. */
  readonly publicUrl: string
  readonly account: { readonly nichandle: string; readonly firstname: string }
  readonly services: readonly LetterService[]
  /** With tax; null when it is not known. */
  readonly amount: Money | null
  /** Whether tax is in it; null when that is not known. */
  readonly isTaxed: boolean | null
  /** A means' label: its last digits or address. */
  readonly means: string | null
  /** A secret is in it. `isOpen`: it can still be paid. */
  readonly order: { readonly id: OrderId; readonly password: string; readonly isOpen: boolean } | null
  readonly document: { readonly id: DocumentId; readonly kind: 'bill' | 'refund'; readonly password: string } | null
}
