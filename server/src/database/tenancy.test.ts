import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'

/**
 * The tables that are nobody's own. Every other table distributes by account (ARCHITECTURE.md): it has account_id, and
 * every key of it begins with account_id. Adding a table here means that all accounts share one copy of it.
 */
const shared = [
  // what is sold, and at which tax
  ...['plans', 'plan_prices', 'bundles', 'tax_rates'],
  // keys, found before the account is known
  ...['applications', 'credentials', 'oauth2_clients', 'oauth2_tokens'],
  // numbers of documents, taken last in a transaction
  'document_series',
  // what is worth money to who knows it
  'credit_codes',
  // the operators'
  ...['settings', 'admin_tokens', 'audit', 'webhooks', 'runs'],
  'migrations',
  'access_version',
  'catalog_version',
]
/** The directory of accounts is looked up by name. */
const sharedKeys = ['accounts_nichandle_key']

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await testDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.close()
})

const read = async <Row extends object>(text: string) => (await client.query<Row>(text)).rows

test('every table that is not shared has account_id', async () => {
  const tables = await read<{ name: string; own: boolean }>(`
    select relname as name, exists (
      select from pg_attribute where attrelid = pg_class.oid and attname = 'account_id' and attnotnull) as own
    from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`)
  expect(tables.length).toBeGreaterThan(20)
  expect(tables.filter((table) => !table.own && !shared.includes(table.name))).toEqual([])
  expect(shared.filter((name) => !tables.some((table) => table.name === name))).toEqual([])
})

test('every primary key and unique index of such a table begins with account_id', async () => {
  const keys = await read<{ table: string; name: string; first: string | null }>(`
    select class.relname as "table", index.relname as name,
      (select attname from pg_attribute where attrelid = class.oid and attnum = indkey[0] and attnum > 0) as first
    from pg_index join pg_class class on class.oid = indrelid join pg_class index on index.oid = indexrelid
    where (indisunique or indisexclusion) and class.relkind in ('r', 'p') and class.relnamespace = 'public'::regnamespace`)
  const astray = keys.filter(
    (key) => key.first !== 'account_id' && !shared.includes(key.table) && !sharedKeys.includes(key.name),
  )
  expect(astray).toEqual([])
  const keyed = new Set(keys.map((key) => key.table))
  const keyless = await read<{ name: string }>(`
    select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`)
  expect(keyless.filter((table) => !keyed.has(table.name))).toEqual([])
})

test('a foreign key from one such table to another leads by account_id', async () => {
  const references = await read<{ table: string; name: string; target: string; first: string; firstThere: string }>(`
    select source.relname as "table", conname as name, target.relname as target,
      (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) as first,
      (select attname from pg_attribute where attrelid = confrelid and attnum = confkey[1]) as "firstThere"
    from pg_constraint join pg_class source on source.oid = conrelid join pg_class target on target.oid = confrelid
    where contype = 'f' and source.relnamespace = 'public'::regnamespace`)
  const astray = references
    .filter((reference) => !shared.includes(reference.table) && !shared.includes(reference.target))
    .filter((reference) => reference.first !== 'account_id' || reference.firstThere !== 'account_id')
  expect(references.length).toBeGreaterThan(10)
  expect(astray).toEqual([])
})
