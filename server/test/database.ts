import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { openDatabase } from '../src/database/pool.ts'
import type { RunTransaction } from '../src/database/transaction.ts'

export interface TestDatabase {
  readonly transaction: RunTransaction
  readonly url: string
  /** Closes the connections and drops the database. Call it in afterAll. */
  close(): Promise<void>
}

/** A migrated, empty database of the caller's own: a clone of the run's template. */
export async function testDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'))
  const name = `test_${randomBytes(8).toString('hex')}`
  await administer(template, `create database ${name} template ${template.pathname.slice(1)} strategy file_copy`)
  const url = new URL(template)
  url.pathname = `/${name}`
  const database = openDatabase({ url: url.href })
  return {
    transaction: database.transaction,
    url: url.href,
    async close() {
      await database.close()
      await administer(template, `drop database ${name} with (force)`)
    },
  }
}

async function administer(template: URL, statement: string): Promise<void> {
  const url = new URL(template)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
