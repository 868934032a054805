import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { type Migration, migrate, missingMigrations, readMigrations } from './migrate.ts'

const migration = (number: number, checksum = `sum ${number}`): Migration => ({
  ...{ number, name: `000${number}_some.sql`, text: 'select 1', checksum },
})

describe('missing migrations', () => {
  test.each([
    ['an empty database misses all', [1, 2], [], [1, 2]],
    ['an older one the newer ones', [1, 2, 3], [1], [2, 3]],
    ['a current one none', [1, 2], [1, 2], []],
  ])('%s', (_, known, applied, missing) => {
    const found = missingMigrations(
      known.map((number) => migration(number)),
      applied.map((number) => migration(number)),
    )
    expect(found.map((each) => each.number)).toEqual(missing)
  })

  test('a database newer than the code is refused', () => {
    expect(() => missingMigrations([migration(1)], [migration(1), migration(2)])).toThrow(
      expect.objectContaining({ code: 'DATABASE_NEWER', message: expect.stringContaining('0002_some.sql') }),
    )
  })

  test('a migration edited after it landed is refused', () => {
    expect(() => missingMigrations([migration(1, 'another')], [migration(1)])).toThrow(
      expect.objectContaining({ code: 'MIGRATION_EDITED', message: expect.stringContaining('0001_some.sql') }),
    )
  })
})

test('every migration says on its first line, in a sentence, what it brings', async () => {
  const silent = (await readMigrations()).filter(({ text }) => !/^-- [A-Z].+\.\n/.test(text))
  expect(silent.map(({ name }) => name)).toEqual([])
})

describe('on a database', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(() => database.close())

  test('that is current, nothing runs', async () => {
    expect(await migrate(database.url)).toEqual([])
  })

  test('that is empty, two servers that start at once run each migration once between them', async () => {
    const url = await emptyDatabase()
    const ran = await Promise.all([migrate(url), migrate(url)])
    expect(ran.flat()).toEqual((await readMigrations()).map(({ name }) => name))
  })

  test('that is newer, the refusal names the migration', async () => {
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    await client.query("insert into migrations (number, name, checksum) values (9999, '9999_future.sql', '')")
    await client.end()
    await expect(migrate(database.url)).rejects.toMatchObject({
      code: 'DATABASE_NEWER',
      message: expect.stringContaining('9999_future.sql'),
    })
  })
})

async function emptyDatabase(): Promise<string> {
  const url = new URL(inject('templateUrl'))
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query('create database migrate_twice template template0')
  await client.end()
  url.pathname = '/migrate_twice'
  return url.href
}
