import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse } from '../../../test/customer-house.ts'
import type { Account } from '../../customers/account.ts'

let house: CustomerHouse
let maria: Account
let jan: Account

beforeAll(async () => {
  house = await customerHouse('2026-07-01T10:00:00Z')
  maria = await house.account()
  jan = await house.account()
})
afterAll(() => house?.close())

async function grant(points: number, reason: string) {
  const headers = { authorization: 'Bearer secret', 'content-type': 'application/json' }
  const url = `/admin/accounts/${maria.nichandle}/points`
  const answer = await house.app.inject({ method: 'POST', url, headers, payload: { points, reason } })
  return { status: answer.statusCode, body: answer.json() }
}
const get = async (path: string, account = maria) => house.call(account, 'GET', `/me/fidelityAccount${path}`)

test('points are given and taken by the operator, and told as movements', async () => {
  const opened = '2026-07-01T12:00:00+02:00'
  expect((await get('')).body).toEqual({
    ...{ alertThreshold: null, balance: 0, canBeCredited: false, lastUpdate: opened, openDate: opened },
  })
  house.moveTo('2026-07-02T10:00:00Z')
  expect((await grant(120, 'ten years')).body).toMatchObject({ points: 120, balance: 120, account: maria.nichandle })
  house.moveTo('2026-07-03T10:00:00Z')
  await grant(-20, 'a correction')
  const ids = (await get('/movements')).body
  const movements = await Promise.all(ids.map(async (id: number) => (await get(`/movements/${id}`)).body))
  expect(movements.map(({ movementId: _, ...movement }) => movement)).toEqual([
    {
      ...{ amount: 120, balance: 120, previousBalance: 0, description: 'ten years', operation: 'bonus', order: 0 },
      date: '2026-07-02T12:00:00+02:00',
    },
    {
      ...{ amount: -20, balance: 100, previousBalance: 120, description: 'a correction', operation: 'debit', order: 0 },
      date: '2026-07-03T12:00:00+02:00',
    },
  ])
  expect((await get('')).body).toMatchObject({ balance: 100, lastUpdate: '2026-07-03T12:00:00+02:00' })
  expect((await get('/movements?date.from=2026-07-03T00:00:00Z')).body).toEqual([ids[1]])
  expect([(await get(`/movements/${ids[0]}`, jan)).status, (await get('/movements', jan)).body]).toEqual([404, []])
})

test('never below nothing, and never by nothing', async () => {
  expect((await grant(-101, 'too many')).body.message).toContain('there are 100 points')
  expect((await grant(0, 'nothing')).status).toBe(400)
  expect((await grant(1.5, 'a half')).status).toBe(400)
})

test('its customer sets a mark on it', async () => {
  const put = (body: object) => house.call(maria, 'PUT', '/me/fidelityAccount', { body })
  expect(await put({ alertThreshold: 50 })).toMatchObject({ status: 200, body: null })
  expect((await get('')).body.alertThreshold).toBe(50)
  expect((await put({ alertThreshold: -1 })).status).toBe(400)
  await put({ alertThreshold: null })
  expect((await get('')).body.alertThreshold).toBeNull()
})
