import pg from 'pg'
import { runIn } from './run-transaction.ts'
import type { RunTransaction } from './transaction.ts'
import { columnTypes } from './values.ts'

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/name` */
  readonly url: string
  /** Connections at most. */
  readonly connections?: number
  /** Told of connections that break while idle; the pool replaces them by itself. */
  readonly onIdleError?: (error: Error) => void
}

export interface Database {
  readonly transaction: RunTransaction
  /** For libraries that want a pool of their own kind (graphile-worker). Our own statements go through `transaction`. */
  readonly pool: pg.Pool
  /** Waits for statements under way, then closes every connection. */
  close(): Promise<void>
}

/** Opens a pool; connects when first needed. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections ?? 10,
    types: columnTypes,
    options: '-c timezone=UTC -c datestyle=ISO',
    application_name: 'odnowa',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    pipeline: true,
  })
  pool.on('error', (error) => options.onIdleError?.(error))
  // one that breaks in a transaction also fails its statements, which is where it is dealt with; unheard, it would end the process
  pool.on('connect', (client) => client.on('error', () => {}))
  return { transaction: runIn(pool), pool, close: () => pool.end() }
}
