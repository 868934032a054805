import type { Nichandle } from '../identity/identity.ts'

/** What the database shows broken of the invariants of ARCHITECTURE.md. */
export interface Violation {
  /** 1-6 and 8; 7 is of notices. */
  readonly invariant: number
  /** Null for what belongs to no account: a series of documents, a currency. */
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
