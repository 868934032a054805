import pg from 'pg'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { openDatabase } from './pool.ts'
import type { Transaction } from './transaction.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await database.transaction((transaction) =>
    transaction.query(sql`create table notes (id bigint primary key, text text)`),
  )
})
afterAll(() => database.close())

const add = (transaction: Transaction, id: number) =>
  transaction.query(sql`insert into notes values (${id}::bigint, 'new')`)
const change = (transaction: Transaction, id: number) =>
  transaction.query(sql`update notes set text = 'changed' where id = ${id}::bigint`)
const ids = () =>
  database.transaction(async (transaction) => {
    const rows = await transaction.query<{ id: number }>(sql`select id from notes order by id`)
    return rows.map((row) => row.id)
  })

describe('values', () => {
  test('come out as they went in', async () => {
    const at = Temporal.Instant.from('2026-03-29T01:30:00.123456Z')
    const date = Temporal.PlainDate.from('2028-02-29')
    const [row] = await database.transaction((transaction) =>
      transaction.query(sql`select
        ${at}::timestamptz as at, ${[at, null]}::timestamptz[] as instants,
        ${date}::date as date, ${[date]}::date[] as dates,
        ${12n}::numeric as amount, ${[-(10n ** 23n), null]}::numeric[] as amounts,
        ${2 ** 53 - 1}::bigint as id, ${[1, null]}::bigint[] as ids,
        ${['a"b', null, 'c,d', '\\', '', 'NULL', '{}']}::text[] as texts, ${Buffer.from([0, 255])}::bytea as bytes,
        ${[Buffer.from([0, 255]), null]}::bytea[] as "manyBytes", ${[]}::bigint[] as none, ${[true, false]}::boolean[] as flags,
        ${JSON.stringify({ a: [1] })}::jsonb as json, ${null}::text as nothing`),
    )
    expect(row).toEqual({
      ...{ at, instants: [at, null], date, dates: [date], amount: 12n, amounts: [-(10n ** 23n), null] },
      ...{ id: 2 ** 53 - 1, ids: [1, null], bytes: Buffer.from([0, 255]) },
      ...{ texts: ['a"b', null, 'c,d', '\\', '', 'NULL', '{}'], manyBytes: [Buffer.from([0, 255]), null] },
      ...{ none: [], flags: [true, false] },
      ...{ json: { a: [1] }, nothing: null },
    })
  })

  test('a bigint that a number cannot hold is an error, never a neighbour', async () => {
    const reading = database.transaction((transaction) => transaction.query(sql`select 9007199254740993::bigint as id`))
    await expect(reading).rejects.toThrow('9007199254740993')
  })

  test('the text of a value is never read as SQL', async () => {
    const text = "'; drop table notes; --"
    const [row] = await database.transaction((transaction) => transaction.query(sql`select ${text}::text as text`))
    expect(row).toEqual({ text })
  })
})

describe('a snapshot', () => {
  const count = (transaction: Transaction) =>
    transaction.query<{ count: number }>(sql`select count(*) as count from notes where id between 900 and 999`)

  test('sees one moment, whatever others commit meanwhile', async () => {
    const seen = await database.transaction(async (transaction) => {
      const before = await count(transaction)
      await database.transaction((another) => add(another, 900))
      return [before, await count(transaction)]
    }, 'snapshot')
    expect(seen).toEqual([[{ count: 0 }], [{ count: 0 }]])
    expect(await database.transaction(count)).toEqual([{ count: 1 }])
    await database.transaction((transaction) => transaction.query(sql`delete from notes where id = 900`))
  })

  test('changes nothing', async () => {
    const writing = database.transaction((transaction) => add(transaction, 901), 'snapshot')
    await expect(writing).rejects.toMatchObject({ code: '25006' })
    await expect(
      database.transaction((transaction) => add(transaction, 901)).then(() => ids()),
      'and the next transaction of its connection is a usual one',
    ).resolves.toContain(901)
    await database.transaction((transaction) => transaction.query(sql`delete from notes where id = 901`))
  })
})

describe('reads', () => {
  test('see what others have committed meanwhile, statement by statement', async () => {
    const count = (transaction: Transaction) =>
      transaction.query<{ count: number }>(sql`select count(*) as count from notes where id = 910`)
    const seen = await database.transaction(async (transaction) => {
      const before = await count(transaction)
      await database.transaction((another) => add(another, 910))
      return [before, await count(transaction)]
    }, 'reads')
    expect(seen).toEqual([[{ count: 0 }], [{ count: 1 }]])
    await database.transaction((transaction) => transaction.query(sql`delete from notes where id = 910`))
  })

  test('change nothing', async () => {
    await expect(database.transaction((transaction) => add(transaction, 911), 'reads')).rejects.toMatchObject({
      code: '25006',
    })
    expect(await ids()).not.toContain(911)
  })

  test('go on while every connection for transactions is taken', async () => {
    const own = openDatabase({ url: database.url, connections: 1 })
    const one = await own.transaction(() =>
      own.transaction((transaction) => transaction.query(sql`select 1 as one`), 'reads'),
    )
    expect(one).toEqual([{ one: 1 }])
    await own.close()
  })

  test('a failed statement is its own error, and leaves a sound connection', async () => {
    const own = openDatabase({ url: database.url, readingConnections: 1 })
    const failing = own.transaction((transaction) => transaction.query(sql`select 1 / ${0}::integer`), 'reads')
    await expect(failing).rejects.toMatchObject({ code: '22012' })
    expect(await own.transaction((transaction) => transaction.query(sql`select 1 as one`), 'reads')).toEqual([
      { one: 1 },
    ])
    await own.close()
  })
})

describe('a transaction', () => {
  test('stands when its work resolves, and not when it throws', async () => {
    await database.transaction((transaction) => add(transaction, 1))
    const failing = database.transaction(async (transaction) => {
      await add(transaction, 2)
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await ids()).toEqual([1])
  })

  test('does not pretend to stand when the error of a statement was swallowed', async () => {
    const work = database.transaction(async (transaction) => {
      await add(transaction, 3)
      await add(transaction, 3).catch(() => {})
    })
    await expect(work).rejects.toThrow('was rolled back')
    expect(await ids()).toEqual([1])
  })

  test('is closed to work that was not awaited', async () => {
    let leaked: Transaction | null = null
    await database.transaction(async (transaction) => {
      leaked = transaction
    })
    await expect(add(leaked as unknown as Transaction, 4)).rejects.toThrow('has ended')
    expect(await ids()).toEqual([1])
  })

  test('statements may be sent together', async () => {
    await database.transaction((transaction) => Promise.all([5, 6, 7].map((id) => add(transaction, id))))
    expect(await ids()).toEqual([1, 5, 6, 7])
  })

  test('runs its work again when PostgreSQL ends it for a deadlock', async () => {
    const runs: string[] = []
    let both = 0
    let meet: () => void = () => {}
    const met = new Promise<void>((resolve) => {
      meet = resolve
    })
    const cross = (name: string, first: number, second: number) =>
      database.transaction(async (transaction) => {
        runs.push(name)
        await change(transaction, first)
        if (++both === 2) meet()
        await met
        await change(transaction, second)
      })
    await Promise.all([cross('there', 5, 6), cross('back', 6, 5)])
    expect(runs).toHaveLength(3)
  })
})

describe('the database away', () => {
  test('is UNAVAILABLE when nobody listens', async () => {
    const nowhere = openDatabase({ url: 'postgres://odnowa:x@127.0.0.1:1/odnowa' })
    await expect(nowhere.transaction(async () => {})).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await nowhere.close()
  })

  test.each([
    'usual',
    'reads',
    'snapshot',
  ] as const)('once, before COMMIT, only makes the work run again: %s', async (kind) => {
    let runs = 0
    const work = async (transaction: Transaction) => {
      runs += 1
      const [row] = await transaction.query<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      if (runs === 1) await terminate(row?.pid ?? 0)
      return transaction.query<{ one: number }>(sql`select 1 as one`)
    }
    expect(await database.transaction(work, kind)).toEqual([{ one: 1 }])
    expect(runs).toBe(2)
  })

  test('in the middle of reads is UNAVAILABLE, and the next reads get a sound connection', async () => {
    const own = openDatabase({ url: database.url, readingConnections: 1 })
    const pid = (transaction: Transaction) => transaction.query<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    const killed = own.transaction(async (transaction) => {
      const [row] = await pid(transaction)
      await terminate(row?.pid ?? 0)
      return pid(transaction)
    }, 'reads')
    await expect(killed).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(await own.transaction(pid, 'reads')).toHaveLength(1)
    await own.close()
  })

  test('in the middle of a transaction is UNAVAILABLE, and the next transaction gets a sound connection', async () => {
    const own = openDatabase({ url: database.url, connections: 1 })
    const killed = own.transaction(async (transaction) => {
      const [row] = await transaction.query<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await terminate(row?.pid ?? 0)
      await add(transaction, 8)
    })
    await expect(killed).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await own.transaction((transaction) => add(transaction, 9))
    expect(await ids()).toEqual([1, 5, 6, 7, 9])
    await own.close()
  })
})

async function terminate(pid: number): Promise<void> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query('select pg_terminate_backend($1, 5000)', [pid])
  await client.end()
}
