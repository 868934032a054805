import type { Clock, Zone } from '../calendar/calendar.ts'
import type { RunTransaction } from '../database/transaction.ts'
import type { Mailer } from '../notices/mailer.ts'
import type { Poster } from '../notices/poster.ts'
import type { Counts, SweepKind } from '../operators/run.ts'
import type { Gateway } from '../payments/payment.ts'
import type { Registrar } from '../payments/registrar.ts'

/** Structured log: no secret ever goes in. */
export interface Log {
  info(facts: Readonly<Record<string, unknown>>, message: string): void
  warn(facts: Readonly<Record<string, unknown>>, message: string): void
  error(facts: Readonly<Record<string, unknown>>, message: string): void
}

/** Encrypts what must be read again (application secrets, order passwords); AES-256-GCM under ODNOWA_SECRET_KEY. */
export interface Seal {
  seal(plain: string): Buffer
  open(sealed: Buffer): string
}

/** Counts what is done, for those who watch the house. Labels are words of ours, never ids. */
export interface Meter {
  /** A batch of a sweep is done; what came to its counts. */
  swept(kind: SweepKind, counts: Counts): void
  ended(kind: SweepKind, end: { readonly succeeded: boolean; readonly seconds: number }): void
}

/** The parts of the running house: made and joined in main, passed to every action as its first argument. */
export interface Parts {
  readonly transaction: RunTransaction
  readonly clock: Clock
  readonly gateway: Gateway
  /** None: holders cannot add means of payment. */
  readonly registrar?: Registrar
  /** Null: mails are kept and shown, not sent. */
  readonly mailer: Mailer | null
  readonly poster: Poster
  readonly seal: Seal
  readonly log: Log
  /** Aborted when the process is to end: its sweeps stop behind the batch that they are at, whoever waits for them. None: never. */
  readonly stopping?: AbortSignal
  /** None where nobody watches. */
  readonly meter?: Meter
  readonly zone: Zone
  /** Origin of links and of the first signature candidate, without a final slash: `http://127.0.0.1:8080`. */
  readonly publicUrl: string
}
