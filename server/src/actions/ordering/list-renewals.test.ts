import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testAccount } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { testGuide, testOpenBill, testPlans, testServices } from '../../../test/services.ts'
import type { Account } from '../../customers/account.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { toDecimal } from '../../money/money.ts'
import type { Parts } from '../parts.ts'
import { listRenewals } from './list-renewals.ts'
import { loadFamily } from './load-family.ts'

let database: TestDatabase
let account: Account
let other: Account
let now = Temporal.Instant.from('2026-11-22T12:00:00Z')
let parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>

beforeAll(async () => {
  database = await testDatabase()
  parts = { transaction: database.transaction, clock: { now: () => now }, zone: 'Europe/Paris' }
  account = await testAccount(parts)
  other = await testAccount(parts)
  await testGuide(parts, account.id)
  await testServices(parts, account.id, [{ id: 7, plan: 'vps-starter', family: 'vps' }])
  await testServices(parts, other.id, [{ id: 8, plan: 'vps-starter', family: 'vps' }])
})
afterAll(() => database.close())

async function list(serviceId: number, includeOptions = false) {
  const renewals = await listRenewals(parts, {
    accountId: account.id,
    serviceId: serviceId as ServiceId,
    includeOptions,
  })
  return Object.fromEntries(
    renewals.descriptions.map(({ period, strategies }) => [
      period,
      strategies.map(({ lines, price }) => `${lines.map(({ service }) => service.id).join(' ')} = ${toDecimal(price)}`),
    ]),
  )
}

describe('listRenewals', () => {
  test("S4 the guide's strategies: 1.99 for the domain, 37.87 with its hosting", async () => {
    expect(await list(12345)).toEqual({ P1Y: ['12345 = 1.99', '67890 12345 = 37.87'], P2Y: ['12345 = 3.98'] })
  })

  test("S2 the guide's VPS for P3M, alone and with its option", async () => {
    expect((await list(112233)).P3M).toEqual(['112233 = 10.50'])
    expect((await list(112233, true)).P3M).toEqual(['112233 = 10.50', '112234 112233 = 13.50'])
  })

  test("a service that is another's or is none is not found", async () => {
    await expect(list(8)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(list(999)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('T1, S6 prices count from 00:00 of their date in the provider’s zone', async () => {
    await testPlans(parts, [{ code: 'domain-ovh', prices: { P1Y: '2.99' }, validFrom: '2026-12-01' }])
    now = Temporal.Instant.from('2026-11-30T22:59:59Z')
    expect((await list(12345)).P1Y?.[0]).toBe('12345 = 1.99')
    now = Temporal.Instant.from('2026-11-30T23:00:00Z')
    expect((await list(12345)).P1Y?.[0]).toBe('12345 = 2.99')
  })

  test('S5 a service with an open bill: the oldest order is to be paid first', async () => {
    const order = await testOpenBill(parts, account.id, [7], '2026-11-19T12:00:00Z')
    await testOpenBill(parts, account.id, [7], '2026-11-20T12:00:00Z')
    await expect(list(7)).rejects.toMatchObject({
      code: 'SERVICE_HAS_OPEN_BILL',
      details: { serviceId: '7', orderId: String(order) },
    })
  })
})

test('O1 chosen ids of the account load, linked or not; those of another or of none are not found', async () => {
  const load = (...chosen: number[]) =>
    database.transaction((transaction) =>
      loadFamily(transaction, parts, account, 12345 as ServiceId, chosen as ServiceId[]),
    )
  expect((await load(12345, 7)).services.map((service) => service.id)).toEqual([12345, 67890, 67891])
  await expect(load(12345, 8)).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'service 8 does not exist' })
  await expect(load(999)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
