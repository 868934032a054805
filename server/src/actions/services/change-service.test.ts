import sql from 'sql-template-tag'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { testAccount } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { testGuide, testOpenBill } from '../../../test/services.ts'
import { parsePeriod } from '../../calendar/period.ts'
import type { Account } from '../../customers/account.ts'
import type { MeansId, ServiceId } from '../../identity/identity.ts'
import { insertMeans } from '../../payments/means.store.ts'
import type { Parts } from '../parts.ts'
import { type ChangeServiceRequest, changeService } from './change-service.ts'
import { readService } from './read-service.ts'

let database: TestDatabase | undefined
let account: Account
let parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>
const now = Temporal.Instant.from('2026-11-22T12:00:00Z')
const domain = 12345 as ServiceId

beforeEach(async () => {
  await database?.close()
  database = await testDatabase()
  parts = { transaction: database.transaction, clock: { now: () => now }, zone: 'Europe/Paris' }
  account = await testAccount(parts)
  await testGuide(parts, account.id)
})
afterAll(() => database?.close())

const change = (request: Omit<ChangeServiceRequest, 'accountId' | 'serviceId'>, serviceId = domain) =>
  changeService(parts, { accountId: account.id, serviceId, ...request })
const read = async () => (await readService(parts, { accountId: account.id, serviceId: domain })).service
const events = () =>
  parts.transaction((transaction) =>
    transaction.query(sql`select type, service_id as "serviceId", at, data from events order by id`),
  )

async function registerMeans(expiresOn: string | null): Promise<void> {
  await parts.transaction((transaction) =>
    insertMeans(transaction, [
      {
        accountId: account.id,
        id: 5678 as MeansId,
        kind: 'creditCard',
        isDefault: true,
        state: 'valid',
        label: '5678',
        description: null,
        details: {},
        termsDays: null,
        expiresOn: expiresOn === null ? null : Temporal.PlainDate.from(expiresOn),
        createdAt: now,
        updatedAt: now,
      },
    ]),
  )
}

test('A1 the flags of serviceInfos write mode, period and end, and an event tells it', async () => {
  await registerMeans(null)
  await change({ flags: { automatic: true, manualPayment: false, deleteAtExpiration: true, period: 24 } })
  expect(await read()).toMatchObject({ mode: 'automatic', period: 'P2Y', ends: 'expiration' })
  expect((await events())[0]).toEqual({
    type: 'service.modeChanged',
    serviceId: domain,
    at: now,
    data: {
      from: { mode: 'manual', period: 'P1Y', ends: null },
      to: { mode: 'automatic', period: 'P2Y', ends: 'expiration' },
    },
  })
  expect((await events())[1]).toMatchObject({ type: 'notice.sent', serviceId: domain, data: { kind: 'mode.changed' } })
})

test('/services writes any of name, mode, period and end', async () => {
  await change({ displayName: '  My domain ', renewal: { period: parsePeriod('P2Y') } })
  expect(await read()).toMatchObject({ displayName: 'My domain', mode: 'manual', period: 'P2Y' })
  await change({ displayName: '' })
  expect(await read()).toMatchObject({ displayName: null, period: 'P2Y' })
})

test('what changes nothing tells nothing', async () => {
  await change({ flags: { automatic: false, manualPayment: true, deleteAtExpiration: false, period: 12 } })
  await change({})
  expect(await events()).toEqual([])
})

test('3.1 automatic needs a means that is valid: none, or one that has ended, is refused', async () => {
  await expect(change({ flags: { automatic: true } })).rejects.toMatchObject({ code: 'NO_VALID_PAYMENT_MEANS' })
  await registerMeans('2026-11-21')
  await expect(change({ flags: { automatic: true } })).rejects.toMatchObject({ code: 'NO_VALID_PAYMENT_MEANS' })
})

test('A8 a refused change leaves everything as it was, the name too', async () => {
  const order = await testOpenBill(parts, account.id, [domain])
  const both = change({ displayName: 'New', renewal: { ends: 'expiration' } })
  await expect(both).rejects.toMatchObject({ code: 'SERVICE_HAS_OPEN_BILL', details: { orderId: String(order) } })
  expect(await read()).toMatchObject({ displayName: null, ends: null })
  expect(await events()).toEqual([])
})

test('a service that is not the account’s is not found', async () => {
  await expect(change({ displayName: 'Mine' }, 999 as ServiceId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const thief = await testAccount(parts)
  const theft = changeService(parts, { accountId: thief.id, serviceId: domain, displayName: 'Mine' })
  await expect(theft).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await read()).toMatchObject({ displayName: null })
})

test('a name that is too long is refused', async () => {
  await expect(change({ displayName: 'x'.repeat(256) })).rejects.toMatchObject({ code: 'INVALID_PARAMETER' })
})
