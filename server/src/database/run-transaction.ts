import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Sql } from 'sql-template-tag'
import { problem } from '../problem/problem.ts'
import { type Borrowed, sharing } from './shared-connection.ts'
import type { RunTransaction, Transaction, TransactionKind } from './transaction.ts'
import { toParameter } from './values.ts'

/** serialization_failure and deadlock_detected: PostgreSQL has rolled back, and the same work may well succeed. */
const retriable: ReadonlySet<string> = new Set(['40001', '40P01'])
const attempts = 4
const beginnings: Readonly<Record<Exclude<TransactionKind, 'reads'>, string>> = {
  usual: 'begin',
  snapshot: 'begin isolation level repeatable read, read only',
}

/** Connections for transactions, and others that can do nothing but read. */
export interface Pools {
  readonly usual: pg.Pool
  readonly reading: pg.Pool
}

/**
 * Makes the transaction() of two pools. The whole work runs again, up to 3 times, when PostgreSQL ends it for a deadlock or a
 * serialization failure, and when its connection breaks before COMMIT (a pool may hand out one that has just ended): safe,
 * because work has no effect outside its transaction (a gateway is never called inside one).
 * A connection that breaks during COMMIT is not tried again: nobody knows whether the work stands.
 * @throws UNAVAILABLE when the database cannot be reached, or went away before COMMIT: nothing stands then
 */
export function runIn(pools: Pools): RunTransaction {
  const borrow = sharing(() => connect(pools.reading))
  return async (work, kind = 'usual') => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await (kind === 'reads' ? runReads(borrow, work) : runOnce(pools.usual, work, beginnings[kind]))
      } catch (error) {
        if (attempt === attempts || !isRetriable(error))
          throw error instanceof ConnectionEnded ? unavailable(error.cause) : error
        await wait(Math.random() * 20 * attempt)
      }
    }
  }
}

async function runOnce<Result>(
  pool: pg.Pool,
  work: (transaction: Transaction) => Promise<Result>,
  beginning: string,
): Promise<Result> {
  const client = await connect(pool)
  const open = { client: client as pg.PoolClient | null }
  let broken: Error | undefined
  let committing = false
  try {
    const begun = client.query(beginning)
    begun.catch(() => {}) // the first statement is sent behind it in the same packet, and fails with it
    const result = await work(transactionOn(open))
    await begun
    committing = true
    await commit(client)
    return result
  } catch (error) {
    broken = await rollBack(client)
    throw broken && !committing ? new ConnectionEnded('before COMMIT', { cause: error }) : error
  } finally {
    open.client = null
    client.release(broken)
  }
}

async function runReads<Result>(
  borrow: () => Borrowed,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const borrowed = borrow()
  const client = await borrowed.client
  const open = { client: client as pg.PoolClient | null }
  let broken: Error | undefined
  try {
    return await work(transactionOn(open))
  } catch (error) {
    broken = await rollBack(client) // there is nothing to roll back: it tells whether the connection is whole
    throw broken ? new ConnectionEnded('in the middle of reads', { cause: error }) : error
  } finally {
    open.client = null
    borrowed.giveBack(broken)
  }
}

function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  return pool.connect().catch((error) => {
    throw unavailable(error)
  })
}

/** A statement that failed and was swallowed leaves the transaction aborted; PostgreSQL answers COMMIT with ROLLBACK then. */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('commit')
  if (command !== 'COMMIT') throw new Error('the transaction was rolled back: one of its statements had failed')
}

/** Answers the error when the connection cannot be used again. */
async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function transactionOn(open: { client: pg.PoolClient | null }): Transaction {
  return {
    async query<Row>(statement: Sql): Promise<Row[]> {
      if (!open.client) throw new Error('this transaction has ended: its work was not awaited to the end')
      const text = statement.text
      const { rows } = await open.client.query({
        name: nameOf(text),
        text,
        values: statement.values.map(toParameter),
      })
      return rows as Row[]
    },
  }
}

const names = new Map<string, string>()

/** The name under which a connection keeps a statement prepared: equal for equal texts. */
function nameOf(text: string): string {
  let name = names.get(text)
  if (!name) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 22)
    names.set(text, name)
  }
  return name
}

function unavailable(cause: unknown): Error {
  return Object.assign(problem('UNAVAILABLE', 'the database cannot be reached: try again in a moment'), { cause })
}

/** A connection ended before COMMIT: nothing stands, and the same work may succeed on another one. */
class ConnectionEnded extends Error {}

function isRetriable(error: unknown): boolean {
  if (error instanceof ConnectionEnded) return true
  return error instanceof pg.DatabaseError && retriable.has(error.code ?? '')
}
