import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testAccount } from '../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { testPlans, testServices } from '../../test/services.ts'
import { parsePeriod } from '../calendar/period.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, OrderId, ServiceId } from '../identity/identity.ts'
import { endAtExpiration, extendServices, retractPeriods } from './paid-period.store.ts'
import { updateRenewals } from './service-change.store.ts'
import { suspendServices } from './suspension.store.ts'

let database: TestDatabase
let mine: AccountId
const now = Temporal.Instant.from('2026-11-22T12:00:00Z')
const date = Temporal.PlainDate.from
const [parent, option, deeper] = [1, 2, 4] as ServiceId[] as [ServiceId, ServiceId, ServiceId]

beforeAll(async () => {
  database = await testDatabase()
  const parts = { transaction: database.transaction, clock: { now: () => now } }
  mine = (await testAccount(parts)).id
  await testPlans(parts, [{ code: 'vps' }, { code: 'vps/option' }])
  await testServices(parts, mine, [
    { id: parent, plan: 'vps' },
    { id: option, plan: 'vps/option', parent },
    { id: 3, plan: 'vps' },
    { id: deeper, plan: 'vps/option', parent: option },
  ])
})
afterAll(() => database.close())
beforeEach(() => database.transaction((open) => open.query(sql`update services set next_action_at = '2099-01-01'`)))

const awake = () =>
  database.transaction(async (open) => {
    const rows = await open.query<{ id: number }>(
      sql`select id from services where next_action_at = '-infinity' order by id`,
    )
    return rows.map((row) => row.id)
  })
const extension = (from: string, to: string) => ({
  ...{ accountId: mine, orderId: 7 as OrderId, from: date(from), to: date(to), state: 'active', suspensionCauses: [] },
})

test.each<[string, (open: Transaction) => Promise<unknown>]>([
  [
    'another mode',
    (open) =>
      updateRenewals(open, [
        { accountId: mine, serviceId: parent, mode: 'automatic', period: parsePeriod('P1Y'), ends: null },
      ]),
  ],
  [
    'a paid period',
    (open) => extendServices(open, [{ ...extension('2027-01-15', '2028-01-15'), serviceId: parent, state: 'active' }]),
  ],
  [
    'a period taken back',
    (open) => retractPeriods(open, [{ ...extension('2027-01-15', '2028-01-15'), serviceId: parent }]),
  ],
  ['an end', (open) => endAtExpiration(open, mine, [parent])],
])('A2a, S3 %s of a parent has its options and theirs judged anew, and nothing else', async (_, change) => {
  await database.transaction(change)
  expect(await awake()).toEqual([parent, option, deeper])
})

test('S3 a suspension of a parent has its own options judged anew, which may be suspended by it', async () => {
  await database.transaction((open) => suspendServices(open, [{ accountId: mine, id: parent, cause: 'expired' }], now))
  expect(await awake()).toEqual([parent, option])
})

test('a parent and its option are extended together, each once', async () => {
  const both = [parent, option].map((serviceId) => {
    return { ...extension('2027-01-15', '2028-01-15'), serviceId, state: 'active' } as const
  })
  expect(await database.transaction((open) => extendServices(open, both))).toHaveLength(2)
  expect(await awake()).toEqual([parent, option, deeper])
})
