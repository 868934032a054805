import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse, orderPath } from '../../../test/customer-house.ts'
import type { Account } from '../../customers/account.ts'
import type { Order } from '../../orders/order.ts'

let house: CustomerHouse
let maria: Account
let order: Order

beforeAll(async () => {
  house = await customerHouse()
  await house.plan('hosting', 'hosting/web', 'Hosting', { P1Y: '35.88' })
  maria = await house.account()
  await house.service(maria, 'hosting', 'site.example', 1000)
  order = await house.order(maria, 'P1Y', 1000)
})
afterAll(() => house?.close())

const ask = (account: Account, rest: string, body?: object) =>
  house.call(account, 'POST', orderPath(order, rest), body ? { body } : {})

test('O4 a renewal has no right of withdrawal: to use it or to waive it is refused, and changes nothing', async () => {
  const before = (await house.call(maria, 'GET', orderPath(order))).body
  expect(before.retractionDate).toBeNull()
  for (const [rest, body] of [
    ['/retraction', { reason: 'unused', comment: 'too many' }],
    ['/waiveRetraction'],
  ] as const) {
    const refused = await ask(maria, rest, body)
    expect([refused.status, refused.body.errorCode]).toEqual([409, 'NO_RIGHT_OF_WITHDRAWAL'])
    expect(refused.body.message).toContain('leave it unpaid')
  }
  expect((await house.call(maria, 'GET', orderPath(order))).body).toEqual(before)
  await house.credit(maria, '50', 'a gift')
  await ask(maria, '/payWithRegisteredPaymentMean', { paymentMean: 'ovhAccount' })
  expect((await ask(maria, '/retraction', { reason: 'unused' })).body.message).toContain('end at their expiration')
})

test('a reason that is none, and an order of another', async () => {
  expect((await ask(maria, '/retraction', { reason: 'boredom' })).status).toBe(400)
  const jan = await house.account()
  expect((await ask(jan, '/retraction', { reason: 'unused' })).status).toBe(404)
  expect((await ask(jan, '/waiveRetraction')).status).toBe(404)
})
