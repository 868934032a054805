import sql from 'sql-template-tag'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testAccount } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { givenMeans, type TestParts, testParts } from '../../../test/parts.ts'
import { testPlans, testServices } from '../../../test/services.ts'
import type { Account } from '../../customers/account.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import { addPaymentMeans } from '../means/add-payment-means.ts'
import { changePolicy } from '../operating/change-policy.ts'
import { doDue } from '../operating/do-due.ts'
import { verifyBooks } from '../operating/verify-books.ts'

let database: TestDatabase
let parts: TestParts
let account: Account

beforeEach(async () => {
  database = await testDatabase()
  parts = testParts(database)
  parts.clock.set('2026-11-20T09:00:00Z')
  account = await testAccount(parts)
  await testPlans(parts, [{ code: 'vps', prices: { P1M: '3.50' } }])
  const monthly = { plan: 'vps', period: 'P1M', mode: 'automatic' } as const
  await testServices(parts, account.id, [{ id: 1, expires: '2026-12-15', ...monthly }])
})
afterEach(async () => {
  expect((await verifyBooks(parts)).violations).toEqual([])
  await database.close()
})

/** The warnings, suspensions and terminations of the days from one local midnight to the next ones. */
async function stepsOn(...days: readonly string[]): Promise<readonly string[]> {
  for (const day of days) {
    parts.clock.set(Temporal.PlainDate.from(day).toZonedDateTime(parts.zone).toInstant().toString())
    await doDue(parts, parts.clock.now(), () => {})
  }
  const rows = await parts.transaction((open) =>
    open.query<{ said: string }>(sql`
      select (at at time zone 'Europe/Paris')::date || ' ' || coalesce(data ->> 'kind', type) as said from events
      where type in ('service.suspended', 'service.terminated') or data ->> 'kind' like '%warning' order by id`),
  )
  return rows.map(({ said }) => said)
}

/** The days on which a charge was declined. */
async function declines(): Promise<readonly string[]> {
  const rows = await parts.transaction((open) =>
    open.query<{ day: string }>(sql`
      select (at at time zone 'Europe/Paris')::date::text as day from events where type = 'payment.declined' order by id`),
  )
  return rows.map(({ day }) => day)
}

test('A5, A6 without any time between a warning and what it warns of both are done at their moment', async () => {
  await changePolicy(parts, { operator, change: { warningHours: 0, terminationWarningDays: 0 } })
  expect(await stepsOn('2026-12-14', '2026-12-21', '2027-01-20')).toEqual([
    '2026-12-21 suspension.warning',
    '2026-12-21 service.suspended',
    '2027-01-20 termination.warning',
    '2027-01-20 service.terminated',
  ])
})

test.each([
  ['is declined', true],
  ['has no means', false],
])('A3, A5 when the grace is a day, who %s is warned once that is known, and suspended a day later', async (_, hasMeans) => {
  if (hasMeans) await givenMeans(parts, account.id, { isDefault: true, outcomes: ['decline:insufficient_funds'] })
  await changePolicy(parts, { operator, change: { graceDays: 1 } })
  expect(await stepsOn('2026-12-14', '2026-12-15')).toEqual([
    '2026-12-14 suspension.warning',
    '2026-12-15 service.suspended',
  ])
})

test('A3 a bill is tried again until its service is suspended, and after that when there is a new means, once', async () => {
  await givenMeans(parts, account.id, { isDefault: true, outcomes: ['decline:insufficient_funds'] })
  await changePolicy(parts, { operator, change: { graceDays: 3 } })
  await stepsOn('2026-12-14', '2026-12-16', '2026-12-17', '2026-12-18')
  expect(await declines()).toEqual(['2026-12-14', '2026-12-16'])
  const { nichandle } = account
  const traits = { id: null, iban: null, expiresOn: null, termsDays: null, outcomes: ['decline:insufficient_funds'] }
  await addPaymentMeans(parts, { operator, nichandle, kind: 'paypal', isDefault: true, ...traits })
  await stepsOn('2026-12-19', '2026-12-20', '2026-12-21')
  expect(await declines()).toEqual(['2026-12-14', '2026-12-16', '2026-12-18'])
})

test('A3, A5 who pays at once is not warned, however short the grace', async () => {
  await givenMeans(parts, account.id, { isDefault: true })
  await changePolicy(parts, { operator, change: { graceDays: 0, warningHours: 48 } })
  expect(await stepsOn('2026-12-14', '2026-12-15', '2026-12-16')).toEqual([])
})
