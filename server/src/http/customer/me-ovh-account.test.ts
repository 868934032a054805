import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse, orderPath } from '../../../test/customer-house.ts'
import type { Account } from '../../customers/account.ts'
import type { Order } from '../../orders/order.ts'

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
  house.moveTo('2026-07-02T10:00:00Z')
  await house.credit(maria, '10', 'a gift')
  house.moveTo('2026-07-03T10:00:00Z')
  order = await house.order(maria, 'P1Y', 12345)
  const body = { paymentMean: 'ovhAccount' }
  await house.call(maria, 'POST', orderPath(order, '/payWithRegisteredPaymentMean'), { body })
  house.moveTo('2026-07-04T10:00:00Z')
  await house.credit(maria, '-1.50', 'a correction')
  await house.credit(jan, '5', 'a gift')
})
afterAll(() => house?.close())

const get = async (path: string) => (await house.call(maria, 'GET', path)).body

test('an account has one prepaid account, named by its currency', async () => {
  expect(await get('/me/ovhAccount')).toEqual(['EUR'])
  expect((await house.call(jan, 'GET', '/me/ovhAccount')).body).toEqual(['PLN'])
  expect(await get('/me/ovhAccount/EUR')).toMatchObject({
    ovhAccountId: 'EUR',
    balance: { text: '6.11 €' },
    openDate: '2026-07-01T12:00:00+02:00',
    lastUpdate: '2026-07-04T12:00:00+02:00',
    alertThreshold: null,
    isActive: true,
  })
})

test('B3 its movements follow each other: previous balance and amount make the balance', async () => {
  const ids = await get('/me/ovhAccount/EUR/movements')
  const movements = await Promise.all(ids.map((id: number) => get(`/me/ovhAccount/EUR/movements/${id}`)))
  const told = movements.map(({ operation, amount, balance, previousBalance, description, order: orderId }) => {
    return [operation, previousBalance.text, amount.text, balance.text, description, orderId]
  })
  expect(told).toEqual([
    ['credit', '0.00 €', '10.00 €', '10.00 €', 'a gift', 0],
    ['debit', '10.00 €', '-2.39 €', '7.61 €', `Order ${order.id} paid from the balance`, order.id],
    ['debit', '7.61 €', '-1.50 €', '6.11 €', 'a correction', 0],
  ])
  expect(movements[1].date).toBe('2026-07-03T12:00:00+02:00')
})

test('P8 it is topped up by an order, which has a page and a PDF as any other', async () => {
  const post = (account: Account, path: string, amount: number) =>
    house.call(account, 'POST', `${path}/creditOrder`, { body: { amount } })
  const { status, body: made } = await post(jan, '/me/ovhAccount/PLN', 20)
  expect(status).toBe(200)
  expect([made.priceWithTax.text, made.tax.text]).toEqual(['20.00 zł', '0.00 zł'])
  const own = async (rest: string) => (await house.call(jan, 'GET', `/me/order/${made.orderId}${rest}`)).body
  expect([await own('/details'), await own('/status')]).toEqual([[], 'notPaid'])
  expect(await own('/associatedObject')).toEqual({ id: null, type: null })
  const { pathname, search } = new URL(made.url)
  expect((await house.app.inject({ url: pathname + search })).statusCode).toBe(200)
  const pdf = new URL(made.pdfUrl)
  expect((await house.app.inject({ url: pdf.pathname + pdf.search })).headers['content-type']).toBe('application/pdf')
  for (const amount of [0, 100_001, 1_000_000_000_000]) {
    const refusal = { errorCode: 'INVALID_PARAMETER', details: { field: 'amount' } }
    expect(await post(jan, '/me/ovhAccount/PLN', amount)).toMatchObject({ status: 400, body: refusal })
  }
  expect((await post(jan, '/me/ovhAccount/EUR', 20)).status).toBe(404)
})

test('its customer sets a mark on it and takes it away; all else of it is as it is', async () => {
  const put = (body: object) => house.call(maria, 'PUT', '/me/ovhAccount/EUR', { body })
  expect(await put({ alertThreshold: 5, canBeCredited: false })).toMatchObject({ status: 200, body: null })
  expect(await get('/me/ovhAccount/EUR')).toMatchObject({ alertThreshold: 5, balance: { text: '6.11 €' } })
  await put({})
  expect(await put({ alertThreshold: -1 })).toMatchObject({ status: 400, body: { errorCode: 'INVALID_PARAMETER' } })
  expect((await get('/me/ovhAccount/EUR')).alertThreshold).toBe(5)
  await put({ alertThreshold: null })
  expect((await get('/me/ovhAccount/EUR')).alertThreshold).toBeNull()
})

test.each([
  ['?date.from=2026-07-03T12:00:00%2B02:00', 2],
  ['?date.to=2026-07-03T12:00:00%2B02:00', 2],
  ['?date.from=2026-07-02T12:00:01%2B02:00&date.to=2026-07-04T11:59:59%2B02:00', 1],
])('movements%s are %d', async (query, count) => {
  expect(await get(`/me/ovhAccount/EUR/movements${query}`)).toHaveLength(count)
})

describe('a batch', () => {
  test('of movements reads them in one statement', async () => {
    const ids = await get('/me/ovhAccount/EUR/movements')
    house.statements.splice(0)
    const options = { headers: { 'x-ovh-batch': ',' }, shape: 'batch' } as const
    const { body } = await house.call(maria, 'GET', `/me/ovhAccount/EUR/movements/${ids.join(',')}`, options)
    expect(body.map((row: { value: { balance: { text: string } } }) => row.value.balance.text)).toEqual([
      '10.00 €',
      '7.61 €',
      '6.11 €',
    ])
    expect(house.statements.filter((statement) => statement.includes('with moved'))).toHaveLength(1)
  })
})

test('nothing of another account, of another currency or of another book is there', async () => {
  const [theirs] = (await house.call(jan, 'GET', '/me/ovhAccount/PLN/movements')).body
  const [ours] = await get('/me/ovhAccount/EUR/movements')
  const paths = ['/me/ovhAccount/PLN', '/me/ovhAccount/PLN/movements', `/me/ovhAccount/EUR/movements/${theirs}`]
  for (const path of [...paths, `/me/ovhAccount/PLN/movements/${ours}`]) {
    expect([path, (await house.call(maria, 'GET', path)).status]).toEqual([path, 404])
  }
  expect((await house.call(jan, 'GET', `/me/ovhAccount/PLN/movements/${ours}`)).status).toBe(404)
})
