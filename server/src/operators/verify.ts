import type { Nichandle } from '../identity/identity.ts'

/** Something in the database that an invariant (I1-I8 of the rules) does not allow. */
export interface Violation {
  /** 1 the chain of paid periods, 2 expirations, 3 charges, 4 postings, 5 documents, 6 next actions, 7 notices and warnings, 8 accounts kept apart. */
  readonly invariant: number
  /** Null for what is no account's own: a series of documents, a currency, a charge that nobody asked for. */
  readonly account: Nichandle | null
  /** `service 1000001`, `order 100000001`, `document B2026-000001` ... */
  readonly subject: string
  readonly message: string
}

/** How much was verified. */
export interface Checked {
  readonly services: number
  readonly orders: number
  readonly bills: number
  readonly postings: number
}
