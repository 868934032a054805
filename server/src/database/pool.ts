import pg from 'pg'
import { gatheringSocket } from './gathering-socket.ts'
import { runIn } from './run-transaction.ts'
import type { RunTransaction } from './transaction.ts'
import { columnTypes } from './values.ts'

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/name` */
  readonly url: string
  /** Connections for transactions, at most. */
  readonly connections?: number
  /** Connections for reads, at most: few, since reads are gathered (coalesce.ts). */
  readonly readingConnections?: number
  /** Told of connections that break while idle; the pool replaces them by itself. */
  readonly onIdleError?: (error: Error) => void
}

export interface Database {
  readonly transaction: RunTransaction
  /** For what is no statement of ours. Our own statements go through `transaction`. */
  readonly pool: pg.Pool
  /** Waits for statements under way, then closes every connection, and resolves when the last one is closed. */
  close(): Promise<void>
}

/** Opens a pool; connects when first needed. */
export function openDatabase(options: DatabaseOptions): Database {
  const usual = openOwnPool(options, '')
  const reading = openOwnPool(
    { ...options, connections: options.readingConnections ?? 8 },
    ' -c default_transaction_read_only=on',
  )
  return {
    transaction: runIn({ usual: usual.pool, reading: reading.pool }),
    pool: usual.pool,
    async close() {
      await Promise.all([usual.close(), reading.close()])
    },
  }
}

function openOwnPool(options: DatabaseOptions, settings: string) {
  return openPool(options, {
    types: columnTypes,
    options: `-c timezone=UTC -c datestyle=ISO${settings}`,
    pipeline: true,
    stream: gatheringSocket,
  })
}

/** A pool as pg makes it, for libraries that want one. Their values are not converted as ours are. */
export function openPool(
  { url, connections = 10, onIdleError }: DatabaseOptions,
  special: pg.PoolConfig = {},
): { readonly pool: pg.Pool; close(): Promise<void> } {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    application_name: 'odnowa',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    ...special,
  })
  pool.on('error', (error) => onIdleError?.(error))
  const ended = watchConnections(pool)
  return {
    pool,
    async close() {
      // pool.end() resolves when every connection was told to end; a PostgreSQL that stops meanwhile would still complain to them
      await pool.end()
      await ended()
    },
  }
}

/** @returns what resolves when all connections of the pool are closed */
function watchConnections(pool: pg.Pool): () => Promise<unknown> {
  const ends = new Set<Promise<unknown>>()
  pool.on('connect', (client) => {
    // one that breaks in a transaction also fails its statements, which is where it is dealt with; unheard, it would end the process
    client.on('error', () => {})
    const end = new Promise<void>((resolve) => client.once('end', resolve)).then(() => void ends.delete(end))
    ends.add(end)
  })
  return () => Promise.all(ends)
}
