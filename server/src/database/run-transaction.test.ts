import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

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
        ${['a"b', null, 'c,d']}::text[] as texts, ${Buffer.from([0, 255])}::bytea as bytes,
        ${JSON.stringify({ a: [1] })}::jsonb as json, ${null}::text as nothing`),
    )
    expect(row).toEqual({
      ...{ at, instants: [at, null], date, dates: [date], amount: 12n, amounts: [-(10n ** 23n), null] },
      ...{ id: 2 ** 53 - 1, ids: [1, null], texts: ['a"b', null, 'c,d'], bytes: Buffer.from([0, 255]) },
      ...{ json: { a: [1] }, nothing: null },
    })
  })
})
