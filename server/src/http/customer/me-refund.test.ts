import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse, orderPath } from '../../../test/customer-house.ts'
import { refundOrder } from '../../actions/refunding/refund-order.ts'
import type { Account } from '../../customers/account.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import type { Order } from '../../orders/order.ts'

let house: CustomerHouse
let maria: Account
let jan: Account
let order: Order
const first = 'R2026-000001'
const second = 'R2026-000002'
const third = 'R2026-000003'

beforeAll(async () => {
  house = await customerHouse()
  maria = await house.account()
  jan = await house.account()
  await house.plan('domain-ovh', 'domain', 'Domain .ovh', { P1Y: '1.99', P2Y: '-1.00' })
  await house.plan('hosting-perso-2014', 'hosting/web', 'Hosting Perso 2014', { P1Y: '35.88' })
  await house.service(maria, 'domain-ovh', 'example.ovh', 12345)
  await house.service(maria, 'hosting-perso-2014', 'example.ovh', 67890, [12345])
  await house.means(maria)
  order = await house.order(maria, 'P1Y', 67890, 12345)
  await pay(order, '/pay', { paymentMethod: { id: 5678 } })
  const [line] = order.lines.filter(({ serviceId }) => serviceId === 12345)
  const facts = { operator, orderId: order.id, reason: 'a favour' }
  await refundOrder(house.parts, { ...facts, lines: [line?.id ?? 0] })
  house.moveTo('2026-08-01T10:00:00Z')
  await refundOrder(house.parts, { ...facts, to: 'balance' })
  await pay(await house.order(maria, 'P2Y', 12345), '/payWithRegisteredPaymentMean', {
    paymentMean: 'fidelityAccount',
  })
})
afterAll(() => house?.close())

async function pay(paid: Order, rest: string, body: object): Promise<void> {
  expect((await house.call(maria, 'POST', orderPath(paid, rest), { body })).status).toBe(200)
}

const get = async (path: string) => (await house.call(maria, 'GET', path)).body

describe('GET /me/refund', () => {
  test.each([
    ['', [first, second, third]],
    ['?date.from=2026-08-01T12:00:00%2B02:00', [second, third]],
    ['?date.to=2026-08-01T11:59:59%2B02:00', [first]],
    ['?date.from=2026-07-15T15:49:06%2B02:00&date.to=2026-07-15T15:49:06%2B02:00', [first]],
    ['?orderId=1', []],
  ])('%s lists %j', async (query, ids) => {
    expect(await get(`/me/refund${query}`)).toEqual(ids)
  })

  test('by order, and no bill among them', async () => {
    expect(await get(`/me/refund?orderId=${order.id}`)).toEqual([first, second])
    expect(await get('/me/bill')).toEqual(['B2026-000001'])
  })
})

describe('a refund', () => {
  test('B6 names the bill that it corrects, with positive amounts by the same rounding', async () => {
    const refund = await get(`/me/refund/${first}`)
    expect(refund).toMatchObject({ refundId: first, orderId: order.id, originalBillId: 'B2026-000001' })
    expect([refund.priceWithoutTax.text, refund.tax.text, refund.priceWithTax.text]).toEqual([
      '1.99 €',
      '0.40 €',
      '2.39 €',
    ])
    expect(refund.date).toBe('2026-07-15T15:49:06+02:00')
    expect(refund.url).toBe(`https://odnowa.example/refund?refundId=${first}&password=${refund.password}`)
    expect((await get(`/me/refund/${second}`)).priceWithTax.text).toBe('43.05 €')
  })

  test('P6 of an order with a negative total corrects nothing', async () => {
    expect(await get(`/me/refund/${third}`)).toMatchObject({
      originalBillId: null,
      priceWithTax: { text: '1.20 €' },
    })
  })

  test('has a line for each that it takes back', async () => {
    expect(await get(`/me/refund/${first}/details`)).toEqual(['1'])
    expect(await get(`/me/refund/${first}/details/1`)).toEqual({
      ...{ refundId: first, refundDetailId: '1', domain: 'example.ovh', quantity: '1' },
      description: 'Domain .ovh example.ovh, 2026-12-01 - 2027-12-01',
      reference: String(order.lines.find(({ serviceId }) => serviceId === 12345)?.id),
      totalPrice: expect.objectContaining({ text: '1.99 €' }),
      unitPrice: expect.objectContaining({ text: '1.99 €' }),
    })
  })

  test('its payment says where the money went', async () => {
    expect(await get(`/me/refund/${first}/payment`)).toEqual({
      paymentDate: '2026-07-15T15:49:06+02:00',
      paymentIdentifier: first,
      paymentType: 'creditCard',
    })
    const toBalance = { paymentDate: '2026-08-01T12:00:00+02:00', paymentIdentifier: null, paymentType: 'ovhAccount' }
    expect(await get(`/me/refund/${second}/payment`)).toEqual(toBalance)
    expect(await get(`/me/refund/${third}/payment`)).toEqual(toBalance)
  })

  test('a batch of refunds', async () => {
    const options = { headers: { 'x-ovh-batch': ',' }, shape: 'batch' } as const
    const { body } = await house.call(maria, 'GET', `/me/refund/${second},B2026-000001`, options)
    expect(body.map((row: { value: { refundId: string } | null }) => row.value?.refundId)).toEqual([second, undefined])
  })

  test.each([
    '/me/refund/R2026-000009',
    '/me/refund/B2026-000001',
    `/me/refund/${first}/details/2`,
    `/me/refund/B2026-000001/payment`,
  ])('%s is a 404', async (path) => {
    expect((await house.call(maria, 'GET', path)).status).toBe(404)
  })

  test('is nobody else’s', async () => {
    expect((await house.call(jan, 'GET', '/me/refund')).body).toEqual([])
    for (const rest of ['', '/details', '/details/1', '/payment']) {
      const { status, body } = await house.call(jan, 'GET', `/me/refund/${first}${rest}`)
      expect([status, body.errorCode]).toEqual([404, 'NOT_FOUND'])
    }
  })
})
