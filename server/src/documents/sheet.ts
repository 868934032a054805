import type { Language } from './reader.ts'

/** What a sheet is of. A refund is a credit note. */
export type SheetKind = 'order' | 'bill' | 'refund'
/** How a state looks: `due`, something is to be done; `waiting`, nothing but to wait; `done`, settled; `over`, of no matter any more. */
export type Tone = 'due' | 'waiting' | 'done' | 'over'

/**
 * An order, a bill or a refund as its reader sees it: every text in his language, every amount in his spelling. The page and the
 * PDF are two pictures of this one value, so that they never disagree.
 */
export interface Sheet {
  readonly kind: SheetKind
  readonly language: Language
  /** `Faktura B2026-000001` */
  readonly title: string
  /** Of its files, without an ending: `B2026-000001`. */
  readonly name: string
  /** The moment of the document, ISO-8601: a PDF of it is dated so, whenever it was made. */
  readonly dated: string
  readonly state: { readonly text: string; readonly tone: Tone }
  readonly seller: Party
  readonly customer: Party
  readonly facts: readonly Fact[]
  readonly headings: Readonly<Record<Column, string>>
  readonly lines: readonly SheetLine[]
  /** From the net total to the amount that counts, which is last. */
  readonly totals: readonly Total[]
  readonly notes: readonly string[]
}

export interface Party {
  /** `Sprzedawca` */
  readonly role: string
  readonly name: string
  /** Address, country, numbers: a line each. */
  readonly details: readonly string[]
}

export interface Fact {
  readonly label: string
  readonly value: string
}

export type Column = 'service' | 'from' | 'to' | 'quantity' | 'unitPrice' | 'totalPrice'

export interface SheetLine {
  readonly service: string
  readonly type: string
  /** Empty where the line is of no period. */
  readonly from: string
  readonly to: string
  readonly quantity: string
  readonly unitPrice: string
  readonly totalPrice: string
}

export interface Total {
  readonly label: string
  readonly amount: string
}
