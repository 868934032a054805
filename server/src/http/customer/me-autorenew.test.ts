import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testAccount } from '../../../test/customer.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import { testOpenBill, testPlans, testServices } from '../../../test/services.ts'
import type { AccountId } from '../../identity/identity.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
  await testPlans(server.parts, [
    { code: 'basic', family: 'vps', prices: { P1M: '3.50', P1Y: '39.00' } },
    { code: 'snapshot', family: 'vps/option', prices: { P1Y: '1.00' } },
  ])
})
afterAll(() => server.close())

const awake = (accountId: AccountId) =>
  server.transaction(async (open) => {
    const rows = await open.query<{ id: number }>(sql`
      select id from services where account_id = ${accountId}::bigint and next_action_at = '-infinity' order by id`)
    return rows.map((row) => row.id)
  })
const sleep = (accountId: AccountId) =>
  server.transaction((open) =>
    open.query(sql`
      update services set next_action_at = '2099-01-01' where account_id = ${accountId}::bigint and state <> 'terminated'`),
  )

test('A1 an account renews by default, by its services own dates', async () => {
  const call = await server.client(await testAccount(server.parts))
  expect((await call('GET', '/me/autorenew')).body).toEqual({ active: true, lastRenew: null, renewDay: 0 })
})

test('A2 day and pause are written, read back, and wake every live service of the account, no other', async () => {
  const [account, other] = [await testAccount(server.parts), await testAccount(server.parts)]
  const call = await server.client(account)
  await testServices(server.parts, account.id, [
    { id: 1, plan: 'basic' },
    { id: 2, plan: 'basic' },
  ])
  await testServices(server.parts, other.id, [{ id: 3, plan: 'basic' }])
  await sleep(account.id)
  await sleep(other.id)

  expect((await call('PUT', '/me/autorenew', { body: { active: false } })).status).toBe(200)
  expect((await call('GET', '/me/autorenew')).body).toMatchObject({ active: false, renewDay: 0 })
  expect(await awake(account.id)).toEqual([1, 2])
  expect(await awake(other.id)).toEqual([])

  await sleep(account.id)
  expect((await call('PUT', '/me/autorenew', { body: { active: false, lastRenew: null } })).status).toBe(200)
  expect(await awake(account.id)).toEqual([])
  expect((await call('POST', '/me/autorenew', { body: { renewDay: 31 } })).status).toBe(200)
  expect((await call('GET', '/me/autorenew')).body).toMatchObject({ active: true, renewDay: 31 })
  expect(await awake(account.id)).toEqual([1, 2])
})

test.each([-1, 32])('A2 the day %i is refused by name, and nothing is stored', async (renewDay) => {
  const call = await server.client(await testAccount(server.parts))
  const refused = await call('PUT', '/me/autorenew', { body: { renewDay, active: false } })
  expect([refused.status, refused.body.errorCode]).toEqual([400, 'INVALID_PARAMETER'])
  expect(refused.body.message).toContain('renewDay')
  expect((await call('GET', '/me/autorenew')).body.active).toBe(true)
})

test('A2 lastRenew is the last automatic order', async () => {
  const account = await testAccount(server.parts)
  const call = await server.client(account)
  await testServices(server.parts, account.id, [{ id: 11, plan: 'basic' }])
  await testOpenBill(server.parts, account.id, [11], '2026-11-20T12:00:00Z')
  await testOpenBill(server.parts, account.id, [11], '2026-10-20T12:00:00Z')
  expect((await call('GET', '/me/autorenew')).body.lastRenew).toBe('2026-11-20T13:00:00+01:00')
})

test('A2 a paused account shows its services own modes, bills none by itself, and covers no option (S2)', async () => {
  const account = await testAccount(server.parts)
  const call = await server.client(account)
  const expires = '2126-01-15'
  await testServices(server.parts, account.id, [
    { id: 21, plan: 'basic', family: 'vps', name: 'paused', mode: 'automatic', expires },
    { id: 22, plan: 'snapshot', parent: 21, expires },
  ])
  const strategies = async () => (await call('GET', '/service/22/renew')).body[0].strategies.length
  expect(await strategies()).toBe(2)
  await call('PUT', '/me/autorenew', { body: { active: false } })
  expect(await strategies()).toBe(1)
  expect((await call('GET', '/service/21')).body).toMatchObject({
    nextBillingDate: null,
    renew: { mode: 'automaticV2016' },
  })
  expect((await call('GET', '/vps/paused/serviceInfos')).body.renew.automatic).toBe(true)
})
