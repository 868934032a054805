import sql from 'sql-template-tag'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { customerData } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { givenMeans, type TestParts, testParts } from '../../../test/parts.ts'
import { testPlans, testServices } from '../../../test/services.ts'
import type { Account } from '../../customers/account.ts'
import type { Nichandle, ServiceId } from '../../identity/identity.ts'
import { wakeAccounts, wakeServices } from '../../services/next-action.store.ts'
import { createAccount } from '../accounts/create-account.ts'
import { collectDebts } from './collect-debts.ts'
import { runRenewals } from './run-renewals.ts'

let database: TestDatabase
let parts: TestParts
let maria: Account

const automatic = { mode: 'automatic', expires: '2026-12-15' } as const
const fleet = [
  { id: 1, plan: 'vps', period: 'P1M', ...automatic },
  { id: 2, plan: 'vps', period: 'P1Y', ...automatic },
  { id: 3, plan: 'backup', period: 'P1M', parent: 1, ...automatic },
  { id: 4, plan: 'vps', period: 'P1M', start: '2026-01-31', ...automatic },
  { id: 5, plan: 'week', period: 'P1W', ...automatic },
]

beforeEach(async () => {
  database = await testDatabase()
  parts = testParts(database)
  maria = await createAccount(parts, { nichandle: 'ma1-ovh' as Nichandle, password: null, data: customerData })
  await testPlans(parts, [
    { code: 'vps', prices: { P1M: '3.50', P1Y: '39.00' } },
    { code: 'week', prices: { P1W: '1.00' } },
    { code: 'backup', prices: { P1M: '1.00' }, followsParent: true },
  ])
  await testServices(parts, maria.id, fleet)
})
afterEach(() => database.close())

const run = () => runRenewals(parts, { until: parts.clock.now() })
const collect = () => collectDebts(parts, { until: parts.clock.now() })
const orderAt = (moment: string) => {
  parts.clock.set(moment)
  return run()
}

/** When each service is looked at next; `at once` for those that must be judged first. */
async function nextActions(): Promise<Readonly<Record<number, string>>> {
  const rows = await parts.transaction((open) =>
    open.query<{ id: number; at: string }>(sql`
      select id, case when next_action_at = '-infinity' then 'at once' else next_action_at::text end as at
      from services where state <> 'terminated' order by id`),
  )
  return Object.fromEntries(rows.map(({ id, at }) => [id, at]))
}

/** What a judgement says of every service as it stands. */
async function judgedAnew() {
  await parts.transaction((open) => wakeAccounts(open, [maria.id]))
  await run()
  return nextActions()
}

test.each([
  ['a means without an end', undefined],
  ['a card that ends between two renewals', '2027-04-10'],
])('A11 what is paid at once is looked at next as a judgement would say, with %s', async (_words, expires) => {
  const card =
    expires === undefined ? {} : ({ kind: 'creditCard', expiresOn: Temporal.PlainDate.from(expires) } as const)
  await givenMeans(parts, maria.id, { isDefault: true, ...card })
  expect(await orderAt('2026-12-13T23:00:00Z')).toMatchObject({ ordered: 5 })
  expect(await collect()).toMatchObject({ collected: 1 })
  const said = await nextActions()
  expect(Object.values(said).filter((at) => at === 'at once')).toHaveLength(1) // the option, which its parent covers
  const anew = await judgedAnew()
  expect(said).toEqual({ ...anew, 3: 'at once' })
})

test('A11 what was woken meanwhile is judged anew', async () => {
  await givenMeans(parts, maria.id, { isDefault: true })
  await orderAt('2026-12-13T23:00:00Z')
  await parts.transaction((open) => wakeServices(open, [{ accountId: maria.id, serviceId: 1 as ServiceId }]))
  await collect()
  const said = await nextActions()
  expect([said[1], said[2] === 'at once']).toEqual(['at once', false])
})

test('A11 so is what was judged again before it was paid', async () => {
  await givenMeans(parts, maria.id, { isDefault: true, outcomes: ['decline:lost', 'success'] })
  await orderAt('2026-12-13T23:00:00Z')
  expect(await collect()).toMatchObject({ failed: 1 })
  await run()
  parts.clock.advance('P2D')
  await run()
  expect(await collect()).toMatchObject({ collected: 1 })
  expect(new Set(Object.values(await nextActions()))).toEqual(new Set(['at once']))
})

test('A11 a renewal that comes so late that the next is due is judged at once', async () => {
  await givenMeans(parts, maria.id, { isDefault: true })
  await orderAt('2027-03-01T12:00:00Z')
  await collect()
  expect((await nextActions())[1]).toBe('at once')
})
