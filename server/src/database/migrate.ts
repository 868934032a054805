import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { refusal } from './refusal.ts'

export interface Migration {
  readonly number: number
  /** `0001_foundation.sql` */
  readonly name: string
  readonly text: string
  /** SHA-256 of the text, hexadecimal. */
  readonly checksum: string
}

interface Applied {
  readonly number: number
  readonly name: string
  readonly checksum: string
}

const folder = new URL('../../migrations/', import.meta.url)
/** Any number will do, as long as every Odnowa takes the same. */
const lockKey = 4_203_140_001

/**
 * Brings the schema up to this code: each missing migration in a transaction of its own, under an advisory lock, so that several
 * processes may start at once.
 * @returns the names of the migrations that ran
 * @throws DATABASE_UNREACHABLE when nothing answers there
 * @throws DATABASE_REFUSED when PostgreSQL does not let us in: a wrong password, no such database
 * @throws DATABASE_NEWER when the database has a migration that this code does not know
 * @throws MIGRATION_EDITED when a migration differs from what once ran
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const known = await readMigrations()
  const client = await connect(url)
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await client.query(`create table if not exists migrations (
      number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`)
    const applied = await client.query<Applied>('select number, name, checksum from migrations order by number')
    const missing = missingMigrations(known, applied.rows)
    for (const migration of missing) await apply(client, migration)
    return missing.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

async function connect(url: string): Promise<pg.Client> {
  const timeout = { connectionTimeoutMillis: 10_000 }
  const client = new pg.Client({ connectionString: url, application_name: 'odnowa migrations', ...timeout })
  try {
    await client.connect()
    return client
  } catch (error) {
    const place = `${client.host}:${client.port}`
    const reason = error instanceof Error ? error.message : String(error)
    if (error instanceof pg.DatabaseError) {
      throw refusal(
        'DATABASE_REFUSED',
        `PostgreSQL at ${place} lets nobody in with this URL (${reason}): correct --database-url or DATABASE_URL`,
      )
    }
    throw refusal(
      'DATABASE_UNREACHABLE',
      `no PostgreSQL answers at ${place} (${reason}): start it, or correct --database-url or DATABASE_URL`,
    )
  }
}

/** Which known migrations are still to run; refuses a database that this code cannot serve. */
export function missingMigrations(known: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  for (const past of applied) {
    const same = known.find((migration) => migration.number === past.number)
    if (!same) {
      throw refusal(
        'DATABASE_NEWER',
        `the database has migration ${past.name}, which this version of Odnowa does not know: start a version that is at least as new`,
      )
    }
    if (same.checksum !== past.checksum) {
      throw refusal(
        'MIGRATION_EDITED',
        `migration ${same.name} differs from what once ran on this database: undo the change, and write a new migration instead`,
      )
    }
  }
  const last = applied.at(-1)?.number ?? 0
  return known.filter((migration) => migration.number > last)
}

/** The migrations of this code, by number; numbers run from 1 without a gap. */
export async function readMigrations(): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1])
      if (number !== index + 1) throw new Error(`migrations/${name} should be number ${index + 1}`)
      const text = await readFile(new URL(name, folder), 'utf8')
      return { number, name, text, checksum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(migration.text)
    await client.query('insert into migrations (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${migration.name} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    })
  }
}
