import type { Sql } from 'sql-template-tag'

/**
 * An open transaction: what every store function takes first. Values of a statement may be strings, numbers, booleans, null,
 * bigint, Buffer, Temporal dates and instants, and arrays of these; JSON goes in as a string with `::jsonb`.
 * Columns come out as: bigint -> number, numeric -> bigint, date -> Temporal.PlainDate, timestamptz -> Temporal.Instant.
 */
export interface Transaction {
  /** Runs one statement as a named prepared statement and answers its rows. */
  query<Row>(statement: Sql): Promise<Row[]>
}

/**
 * `snapshot`: every statement sees the database as the first one saw it, and none can change anything.
 * `reads`: no transaction around the statements, each of which sees what is committed when it is sent; none can change anything.
 * It spares two messages, has connections of its own, and so waits for nobody's locks.
 */
export type TransactionKind = 'usual' | 'snapshot' | 'reads'

/** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
export type RunTransaction = <Result>(
  work: (transaction: Transaction) => Promise<Result>,
  kind?: TransactionKind,
) => Promise<Result>
