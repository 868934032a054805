import sql, { raw } from 'sql-template-tag'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { customerData } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { givenMeans, type TestParts, testParts } from '../../../test/parts.ts'
import { testPlans, testServices } from '../../../test/services.ts'
import type { Account } from '../../customers/account.ts'
import type { Nichandle } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { createAccount } from '../accounts/create-account.ts'
import { collectDebts } from './collect-debts.ts'
import { runRenewals } from './run-renewals.ts'

let database: TestDatabase
let parts: TestParts
let maria: Account
let jan: Account

beforeEach(async () => {
  database = await testDatabase()
  parts = testParts(database)
  const account = (nichandle: string) =>
    createAccount(parts, { nichandle: nichandle as Nichandle, password: null, data: customerData })
  ;[maria, jan] = [await account('ma1-ovh'), await account('ja1-ovh')]
  await testPlans(parts, [{ code: 'vps', prices: { P1M: '3.50' } }])
  const vps = { plan: 'vps', mode: 'automatic', period: 'P1M', expires: '2026-12-15' } as const
  await testServices(parts, maria.id, [{ id: 1, ...vps }])
  await testServices(parts, jan.id, [{ id: 2, ...vps }])
  for (const { id } of [maria, jan]) await givenMeans(parts, id, { isDefault: true })
  parts.clock.set('2026-12-13T23:00:00Z')
})
afterEach(() => database.close())

const run = (by = parts) => runRenewals(by, { until: by.clock.now() })
const collect = (by = parts) => collectDebts(by, { until: by.clock.now() })

/** From here on the database refuses every row of a table that is Jan's. */
const refuseJan = (table: string) =>
  database.transaction((open) =>
    open.query(
      sql`alter table ${raw(table)} add constraint nothing_of_jan check (account_id <> ${raw(String(jan.id))}) not valid`,
    ),
  )
const allowJan = (table: string) =>
  database.transaction((open) => open.query(sql`alter table ${raw(table)} drop constraint nothing_of_jan`))
const ordered = async () =>
  (
    await database.transaction((open) =>
      open.query<{ id: number }>(sql`select account_id as id from orders order by account_id`),
    )
  ).map(({ id }) => id)

test('an account whose orders fail holds up no other, is counted, told in the log, and tried again an hour later', async () => {
  await refuseJan('orders')
  expect(await run()).toMatchObject({ judged: 1, ordered: 1, putOff: 1 })
  expect(await ordered()).toEqual([maria.id])
  expect(parts.logged.map((line) => JSON.parse(line))).toMatchObject([
    { account: jan.id, until: '2026-12-14T00:00:00Z', message: 'what is due of an account failed: it is put off' },
  ])
  expect(await run()).toMatchObject({ judged: 0, putOff: 0 })
  await allowJan('orders')
  parts.clock.advance('PT1H')
  expect(await run()).toMatchObject({ ordered: 1 })
  expect(await ordered()).toEqual([maria.id, jan.id])
})

test('one whose bills cannot be collected holds up no other either, and is charged once when it can', async () => {
  await run()
  await refuseJan('payment_attempts')
  expect(await collect()).toMatchObject({ collected: 1, putOff: 1 })
  expect(await collect()).toMatchObject({ collected: 0, putOff: 0 })
  await allowJan('payment_attempts')
  parts.clock.advance('PT1H')
  expect(await collect()).toMatchObject({ collected: 1 })
})

test('a database that is away is nobody’s fault: nothing is put off', async () => {
  const away: TestParts = {
    ...parts,
    transaction: (work, kind) =>
      parts.transaction(async (open) => {
        await work(open)
        throw problem('UNAVAILABLE', 'the database cannot be reached: try again in a moment')
      }, kind),
  }
  await expect(run(away)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  expect(parts.logged).toEqual([])
  expect(await run()).toMatchObject({ ordered: 2 })
})
