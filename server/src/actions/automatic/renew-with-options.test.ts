import sql from 'sql-template-tag'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { customerData } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { givenMeans, type TestParts, testParts } from '../../../test/parts.ts'
import { type TestService, testPlans, testServices } from '../../../test/services.ts'
import { parsePeriod } from '../../calendar/period.ts'
import type { Account } from '../../customers/account.ts'
import type { Nichandle, ServiceId } from '../../identity/identity.ts'
import { createAccount } from '../accounts/create-account.ts'
import { doDue } from '../operating/do-due.ts'
import { verifyBooks } from '../operating/verify-books.ts'
import { changeService } from '../services/change-service.ts'

let database: TestDatabase
let parts: TestParts
let maria: Account

beforeEach(async () => {
  database = await testDatabase()
  parts = testParts(database)
  maria = await createAccount(parts, { nichandle: 'ma1-ovh' as Nichandle, password: null, data: customerData })
  await testPlans(parts, [
    { code: 'vps', prices: { P1M: '3.50', P1Y: '39.00' } },
    { code: 'backup', prices: { P1M: '1.00', P1Y: '12.00' } },
    { code: 'licence', prices: { P1M: '0.50', P1Y: '6.00' }, followsParent: true },
  ])
  await givenMeans(parts, maria.id, { isDefault: true })
})
afterEach(async () => {
  expect((await verifyBooks(parts)).violations).toEqual([])
  await database.close()
})

const given = (services: readonly TestService[]) =>
  testServices(
    parts,
    maria.id,
    services.map((one) => ({ mode: 'automatic', period: 'P1M', expires: '2026-12-15', ...one })),
  )

/** Each line that was ordered, and what ended, by that moment. */
async function doneAt(moment: string) {
  parts.clock.set(moment)
  await doDue(parts, parts.clock.now(), () => {})
  const lines = await parts.transaction((open) =>
    open.query<{ said: string }>(sql`
      select service_id || ' ' || period || ' until ' || ends_on || ' for ' || total_price_ucents / 100000000.0 as said
      from order_lines order by service_id`),
  )
  const ended = await parts.transaction((open) =>
    open.query<{ id: number }>(sql`select id from services where state = 'terminated' order by id`),
  )
  return { lines: lines.map(({ said }) => said.replace(/0+$/, '')), ended: ended.map(({ id }) => id) }
}

test('S3 what follows a follower is renewed with it', async () => {
  await given([
    { id: 1, plan: 'vps' },
    { id: 2, plan: 'licence', parent: 1 },
    { id: 3, plan: 'licence', parent: 2 },
  ])
  expect((await doneAt('2026-12-13T23:00:00Z')).lines).toEqual([
    '1 P1M until 2027-01-15 for 3.5',
    '2 P1M until 2027-01-15 for 0.5',
    '3 P1M until 2027-01-15 for 0.5',
  ])
})

test('S3 what follows a service is renewed for its new period', async () => {
  await given([
    { id: 1, plan: 'vps' },
    { id: 2, plan: 'licence', parent: 1 },
    { id: 3, plan: 'backup', parent: 1 },
  ])
  const serviceId = 1 as ServiceId
  await changeService(parts, { accountId: maria.id, serviceId, renewal: { period: parsePeriod('P1Y') } })
  const periods = await parts.transaction((open) =>
    open.query<{ period: string }>(sql`select period from services order by id`),
  )
  expect(periods.map(({ period }) => period)).toEqual(['P1Y', 'P1Y', 'P1M'])
  expect((await doneAt('2026-12-13T23:00:00Z')).lines).toEqual([
    '1 P1Y until 2027-12-15 for 39.',
    '2 P1Y until 2027-12-15 for 6.',
    '3 P1M until 2027-01-15 for 1.',
  ])
})

test('S3 what came to follow a service with a period of its own is renewed for that one’s', async () => {
  await given([
    { id: 1, plan: 'vps' },
    { id: 2, plan: 'licence', parent: 1, period: 'P1Y', expires: '2027-06-20' },
  ])
  expect((await doneAt('2026-12-13T23:00:00Z')).lines).toEqual([
    '1 P1M until 2027-01-15 for 3.5',
    '2 P1M until 2027-07-15 for 0.5',
  ])
})

test('A2a an option of an option that ends with its parent is not renewed the day before', async () => {
  await given([
    { id: 1, plan: 'vps', ends: 'expiration' },
    { id: 2, plan: 'backup', parent: 1 },
    { id: 3, plan: 'backup', parent: 2 },
  ])
  expect(await doneAt('2026-12-14T22:59:00Z')).toEqual({ lines: [], ended: [] })
  expect(await doneAt('2026-12-14T23:00:00Z')).toEqual({ lines: [], ended: [1, 2, 3] })
  const told = await parts.transaction((open) =>
    open.query<{ services: readonly number[] }>(sql`select services from notices where kind = 'service.terminated'`),
  )
  expect(told).toEqual([{ services: [1, 2, 3] }])
})
