import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerData } from '../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { givenMeans, testParts } from '../../test/parts.ts'
import { testPlans, testServices } from '../../test/services.ts'
import { createAccount } from '../actions/accounts/create-account.ts'
import type { Parts } from '../actions/parts.ts'
import { moveClock } from '../actions/sandbox/move-clock.ts'
import type { Instant } from '../calendar/calendar.ts'
import type { SandboxClock } from '../calendar/sandbox-clock.ts'
import { sandboxGateway } from '../gateways/sandbox-gateway.ts'
import type { AccountId, Nichandle } from '../identity/identity.ts'
import { mainOperator as operator } from '../operators/token.ts'
import { movableClock } from './movable-clock.ts'

let database: TestDatabase
let clock: SandboxClock
let parts: Parts
let accountId: AccountId

/** The bill of a service on 14 December, whose means declines: suspended at 00:00 of the 21st (rules A2, A4). */
beforeAll(async () => {
  database = await testDatabase()
  const still = testParts(database)
  clock = await movableClock(database.transaction)
  const { transaction, zone } = still
  parts = { ...still, clock, gateway: sandboxGateway({ transaction, clock, zone }) }
  const { id } = await createAccount(parts, { nichandle: 'ma1-ovh' as Nichandle, password: null, data: customerData })
  accountId = id
  await testPlans(parts, [{ code: 'vps', prices: { P1M: '3.50' } }])
  const service = { id: 1, plan: 'vps', mode: 'automatic', period: 'P1M', expires: '2099-12-15' } as const
  await testServices(parts, id, [service])
  await givenMeans(parts, id, { isDefault: true, outcomes: ['decline:insufficient_funds'] })
})
afterAll(() => database.close())

const moveTo = (day: string) =>
  moveClock(parts, { operator, clock, to: () => Temporal.Instant.from(`${day}T00:00:00+01:00`) })

test('T6 what falls due in a move happens at its very moment, so that what follows days later is due at 00:00 again', async () => {
  await moveTo('2099-12-14')
  const [debt] = await database.transaction((open) =>
    open.query<{ readonly countsFrom: Instant }>(sql`select counts_from as "countsFrom" from debts`),
  )
  expect(String(debt?.countsFrom)).toBe('2099-12-13T23:00:00Z')
  const { events } = await moveTo('2099-12-21')
  expect(events.at(-2)).toMatchObject({ type: 'service.suspended', at: Temporal.Instant.from('2099-12-20T23:00:00Z') })
})

test('T7 a move by no time at all is none backward, though the clock runs on until it begins, and does all that is due', async () => {
  const late = { id: 2, plan: 'vps', mode: 'automatic', period: 'P1M', expires: '2099-12-22' } as const
  await testServices(parts, accountId, [late])
  const before = clock.now()
  const { now, events } = await moveClock(parts, { operator, clock, to: (from) => from })
  expect(Temporal.Instant.compare(now, before)).toBeGreaterThanOrEqual(0)
  expect(events.map(({ type }) => type)).toEqual([
    ...['order.created', 'bill.issued', 'debt.opened', 'payment.declined', 'notice.sent'],
  ])
})
