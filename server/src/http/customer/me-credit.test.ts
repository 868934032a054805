import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse, orderPath } from '../../../test/customer-house.ts'
import { refundOrder } from '../../actions/refunding/refund-order.ts'
import type { Account } from '../../customers/account.ts'
import type { AttemptId } from '../../identity/identity.ts'
import { parseAmount, zero } from '../../money/money.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import type { Order } from '../../orders/order.ts'
import { insertAttempts } from '../../payments/attempt.store.ts'
import type { Attempt } from '../../payments/payment.ts'

let house: CustomerHouse
let maria: Account
let jan: Account
let order: Order

beforeAll(async () => {
  house = await customerHouse('2026-07-01T10:00:00Z')
  maria = await house.account()
  jan = await house.account({ country: 'PL', currency: 'PLN' })
  await house.plan('domain-ovh', 'domain', 'Domain .ovh', { P1Y: '1.99' })
  await house.service(maria, 'domain-ovh', 'example.ovh', 12345)
  await house.credit(maria, '10', 'a gift')
  house.moveTo('2026-07-03T10:00:00Z')
  order = await house.order(maria, 'P1Y', 12345)
  const body = { paymentMean: 'ovhAccount' }
  await house.call(maria, 'POST', orderPath(order, '/payWithRegisteredPaymentMean'), { body })
  await refundOrder(house.parts, { operator, orderId: order.id, reason: 'a favour' })
})
afterAll(() => house?.close())

const get = async (path: string) => (await house.call(maria, 'GET', path)).body

test('there is one balance, that of the prepaid account', async () => {
  expect(await get('/me/credit/balance')).toEqual(['PREPAID_ACCOUNT'])
  expect(await get('/me/credit/balance?type=PREPAID_ACCOUNT')).toEqual(['PREPAID_ACCOUNT'])
  expect(await get('/me/credit/balance?type=VOUCHER')).toEqual([])
  expect(await get('/me/credit/balance/PREPAID_ACCOUNT')).toMatchObject({
    ...{ balanceName: 'PREPAID_ACCOUNT', type: 'PREPAID_ACCOUNT', booked: [], expiring: [] },
    amount: { text: '10.00 €' },
    balanceDetails: [{ amount: { text: '10.00 €' }, balanceSubName: null, serviceId: null }],
    creationDate: '2026-07-01T12:00:00+02:00',
    lastUpdate: '2026-07-03T12:00:00+02:00',
  })
  expect((await house.call(jan, 'GET', '/me/credit/balance/PREPAID_ACCOUNT')).body.amount.text).toBe('0.00 zł')
})

test('B3 its movements are those of /me/ovhAccount, with where they came from and went to', async () => {
  const ids = await get('/me/credit/balance/PREPAID_ACCOUNT/movement')
  expect(ids).toEqual(await get('/me/ovhAccount/EUR/movements'))
  const options = { headers: { 'x-ovh-batch': ',' }, shape: 'batch' } as const
  const path = `/me/credit/balance/PREPAID_ACCOUNT/movement/${ids.join(',')}`
  const rows = (await house.call(maria, 'GET', path, options)).body
  const balance = { id: 'PREPAID_ACCOUNT', name: 'balance' }
  const told = rows.map(({ value: { type, amount, orderId, sourceObject, destinationObject } }: Row) => {
    return [type, amount.text, orderId, sourceObject, destinationObject]
  })
  expect(told).toEqual([
    ['MANUAL', '10.00 €', null, { id: String(ids[0]), name: 'movement' }, null],
    ['USE', '-2.39 €', order.id, balance, { id: String(order.id), name: 'order' }],
    ['REFUND', '2.39 €', order.id, { id: 'R2026-000001', name: 'refund' }, null],
  ])
  expect(await get(`/me/credit/balance/PREPAID_ACCOUNT/movement/${ids[1]}`)).toEqual(rows[1].value)
})

interface Row {
  readonly value: {
    readonly type: string
    readonly amount: { readonly text: string }
    readonly orderId: number | null
    readonly sourceObject: object
    readonly destinationObject: object | null
  }
}

test('P8 what an open payment reserves of it is booked', async () => {
  const later = await house.order(maria, 'P1Y', 12345)
  const at = house.clock.now()
  const amounts = { amount: parseAmount('1.39', later.currency), balance: parseAmount('1', later.currency) }
  const attempt: Attempt = {
    ...{ accountId: maria.id, id: randomUUID() as string as AttemptId, orderId: later.id, ...amounts },
    ...{
      meansId: null,
      meansKind: 'creditCard',
      state: 'pending',
      reason: null,
      gatewayReference: null,
      lookups: 0,
      byHolder: true,
    },
    ...{ received: zero(later.currency), createdAt: at, endedAt: null, resolveAt: at },
  }
  await house.parts.transaction((transaction) => insertAttempts(transaction, [attempt]))
  expect((await get('/me/credit/balance/PREPAID_ACCOUNT')).booked).toEqual([
    { orderId: later.id, balanceSubName: null, amount: expect.objectContaining({ text: '1.00 €' }) },
  ])
})

test('nothing of another account or of another name is there', async () => {
  const [ours] = await get('/me/credit/balance/PREPAID_ACCOUNT/movement')
  expect((await house.call(jan, 'GET', '/me/credit/balance/PREPAID_ACCOUNT/movement')).body).toEqual([])
  for (const path of [`PREPAID_ACCOUNT/movement/${ours}`, 'EUR', 'EUR/movement']) {
    expect([path, (await house.call(jan, 'GET', `/me/credit/balance/${path}`)).status]).toEqual([path, 404])
  }
})
