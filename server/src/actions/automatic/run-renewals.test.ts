import sql from 'sql-template-tag'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { customerData } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { givenMeans, type TestParts, testParts } from '../../../test/parts.ts'
import { testPlans, testServices } from '../../../test/services.ts'
import type { Account } from '../../customers/account.ts'
import type { Nichandle } from '../../identity/identity.ts'
import { createAccount } from '../accounts/create-account.ts'
import { verifyBooks } from '../operating/verify-books.ts'
import { runRenewals } from './run-renewals.ts'

let database: TestDatabase
let parts: TestParts
let maria: Account

beforeEach(async () => {
  database = await testDatabase()
  parts = testParts(database)
  maria = await createAccount(parts, { nichandle: 'ma1-ovh' as Nichandle, password: null, data: customerData })
  await testPlans(parts, [
    { code: 'vps', prices: { P1M: '3.50', P1Y: '39.00' } },
    { code: 'domain', prices: { P1Y: '1.99' }, deletionDays: 45 },
    { code: 'backup', prices: { P1M: '1.00' }, followsParent: true },
  ])
  await givenMeans(parts, maria.id, { isDefault: true })
})
afterEach(async () => {
  expect((await verifyBooks(parts)).violations).toEqual([])
  await database.close()
})

const runAt = (moment: string) => {
  parts.clock.set(moment)
  return runRenewals(parts, { until: parts.clock.now() })
}

/** What happened since the last look, in few words. */
function lookingFrom() {
  let seen = 0
  return async () => {
    const rows = await parts.transaction((open) =>
      open.query<{ id: number; said: string }>(sql`
        select id, type || coalesce(' ' || (data ->> 'kind'), '') || coalesce(' ' || (data ->> 'cause'), '')
          || coalesce(' ' || service_id::text, '') as said
        from events where id > ${seen}::bigint order by id`),
    )
    seen = rows.at(-1)?.id ?? seen
    return rows.map((row) => row.said)
  }
}

describe('A1-A3 an automatic service', () => {
  test('is ordered and billed 24 hours before its expiration, once', async () => {
    await testServices(parts, maria.id, [
      { id: 1, plan: 'vps', mode: 'automatic', period: 'P1M', expires: '2026-12-15' },
    ])
    const look = lookingFrom()
    expect(await runAt('2026-12-13T22:59:59Z')).toMatchObject({ judged: 1, ordered: 0 })
    expect(await runAt('2026-12-13T23:00:00Z')).toMatchObject({ judged: 1, ordered: 1 })
    expect(await runAt('2026-12-13T23:00:00Z')).toMatchObject({ judged: 0 })
    expect(await look()).toEqual(['order.created automatic', 'bill.issued', 'debt.opened'])
  })

  test('one order an account for all that is due at the moment, what follows a service with it', async () => {
    await testServices(parts, maria.id, [
      { id: 1, plan: 'vps', mode: 'automatic', period: 'P1M', expires: '2026-12-15' },
      { id: 2, plan: 'vps', mode: 'automatic', period: 'P1M', expires: '2026-12-15', name: 'second' },
      { id: 3, plan: 'backup', mode: 'automatic', period: 'P1M', expires: '2026-12-20', parent: 1 },
      { id: 4, plan: 'domain', mode: 'manual', period: 'P1Y', expires: '2026-12-15' },
    ])
    expect(await runAt('2026-12-13T23:00:00Z')).toMatchObject({ ordered: 3 })
    const lines = await parts.transaction((open) =>
      open.query(
        sql`select service_id as id, renewal_identity as identity, starts_on as "from", ends_on as "to" from order_lines order by id`,
      ),
    )
    expect(lines.map((line) => JSON.parse(JSON.stringify(line)))).toEqual([
      { id: 1, identity: 'auto:1:2026-12-15', from: '2026-12-15', to: '2027-01-15' },
      { id: 2, identity: 'auto:2:2026-12-15', from: '2026-12-15', to: '2027-01-15' },
      { id: 3, identity: 'auto:3:2026-12-20', from: '2026-12-20', to: '2027-01-15' },
    ])
  })

  test('A5, A6 unpaid: a warning, the suspension, a warning, the end, each on its day; what was unpaid is credited', async () => {
    await testServices(parts, maria.id, [
      { id: 1, plan: 'vps', mode: 'automatic', period: 'P1M', expires: '2026-12-15' },
      { id: 2, plan: 'domain', mode: 'automatic', period: 'P1Y', expires: '2026-12-15' },
    ])
    await runAt('2026-12-13T23:00:00Z')
    const look = lookingFrom()
    await look()
    const days: Record<string, readonly string[]> = {}
    for (
      let day = Temporal.Instant.from('2026-12-14T23:00:00Z');
      day.toString() < '2027-02-10';
      day = day.add({ hours: 24 })
    ) {
      await runAt(day.toString())
      const said = await look()
      if (said.length > 0) days[day.toZonedDateTimeISO('Europe/Paris').toPlainDate().toString()] = said
    }
    expect(days).toEqual({
      '2026-12-20': ['notice.sent suspension.warning'],
      '2026-12-21': ['service.suspended unpaid 1', 'service.suspended unpaid 2', 'notice.sent service.suspended'],
      '2027-01-17': ['notice.sent termination.warning 1'],
      '2027-01-20': ['service.terminated 1', 'notice.sent service.terminated 1', 'refund.issued'],
      '2027-02-01': ['notice.sent termination.warning 2'],
      '2027-02-04': [
        ...[
          'service.terminated 2',
          'notice.sent service.terminated 2',
          'refund.issued',
          'debt.closed',
          'order.cancelled',
        ],
      ],
    })
  })

  test('A6, A8 what lapsed and what was to end on the same day are told apart', async () => {
    await testServices(parts, maria.id, [
      { id: 1, plan: 'vps', mode: 'manual', period: 'P1M', expires: '2026-12-15' },
      { id: 2, plan: 'vps', mode: 'manual', period: 'P1M', expires: '2027-01-14', name: 'second' },
    ])
    await parts.transaction((open) => open.query(sql`update services set ends = 'expiration' where id = 2`))
    for (const day of ['2026-12-14', '2026-12-15', '2027-01-11', '2027-01-14']) await runAt(`${day}T00:00:00+01:00`)
    const told = await parts.transaction((open) =>
      open.query(
        sql`select services, data ->> 'cause' as cause from notices where kind = 'service.terminated' order by id`,
      ),
    )
    expect(told).toEqual([
      { services: [1], cause: 'unpaid' },
      { services: [2], cause: 'ending' },
    ])
  })

  test('A8, A10 what is told of a renewal names its means; what ends is not charged', async () => {
    await testServices(parts, maria.id, [
      { id: 1, plan: 'vps', mode: 'automatic', period: 'P1Y', expires: '2027-01-14' },
      { id: 2, plan: 'vps', mode: 'automatic', period: 'P1Y', expires: '2027-01-14', name: 'second' },
    ])
    await parts.transaction((open) => open.query(sql`update services set ends = 'expiration' where id = 2`))
    await runAt('2026-12-15T00:00:00+01:00')
    const told = await parts.transaction((open) =>
      open.query(
        sql`select kind, services, data ? 'means' as means from notices where deadline is not null order by kind`,
      ),
    )
    expect(told).toEqual([
      { kind: 'ending.reminder', services: [2], means: false },
      { kind: 'renewal.upcoming', services: [1], means: true },
    ])
  })

  test('A6, T6 an option that is due in the batch that ends its parent ends with it, and is not ordered', async () => {
    await testServices(parts, maria.id, [
      { id: 1, plan: 'vps', mode: 'automatic', period: 'P1M', expires: '2026-12-15' },
      { id: 2, plan: 'domain', mode: 'automatic', period: 'P1Y', expires: '2027-01-31', parent: 1 },
    ])
    for (const moment of ['2026-12-14', '2026-12-20', '2026-12-22', '2027-01-19']) await runAt(`${moment}T12:00:00Z`)
    expect(await runAt('2027-01-30T12:00:00Z')).toMatchObject({ terminated: 2, ordered: 0 })
    expect(await runAt('2027-01-30T12:00:00Z')).toMatchObject({ judged: 0 })
  })
})
