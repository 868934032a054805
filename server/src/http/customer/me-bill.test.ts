import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse, orderPath } from '../../../test/customer-house.ts'
import type { Account } from '../../customers/account.ts'
import type { Order } from '../../orders/order.ts'

let house: CustomerHouse
let maria: Account
let jan: Account
let orders: Order[]
const first = 'B2026-000001'
const second = 'B2026-000002'

beforeAll(async () => {
  house = await customerHouse()
  maria = await house.account()
  jan = await house.account()
  await house.plan('domain-ovh', 'domain', 'Domain .ovh', { P1Y: '1.99' })
  await house.plan('hosting-perso-2014', 'hosting/web', 'Hosting Perso 2014', { P1Y: '35.88' })
  await house.service(maria, 'domain-ovh', 'example.ovh', 12345)
  await house.service(maria, 'hosting-perso-2014', 'example.ovh', 67890, [12345])
  await house.means(maria)
  orders = [await paid(['12345', '67890']), await paid(['12345'], '2026-08-01T10:00:00Z')]
})
afterAll(() => house?.close())

async function paid(services: readonly string[], at?: string): Promise<Order> {
  if (at) house.moveTo(at)
  const order = await house.order(maria, 'P1Y', ...services.map(Number).reverse())
  const body = { paymentMethod: { id: 5678 } }
  expect((await house.call(maria, 'POST', orderPath(order, '/pay'), { body })).status).toBe(200)
  return order
}

const get = async (path: string) => (await house.call(maria, 'GET', path)).body

describe('GET /me/bill', () => {
  test.each([
    ['', [first, second]],
    ['?category=earlyrenewal', [first, second]],
    ['?category=autorenew', []],
    ['?category=purchase-web', []],
    ['?date.from=2026-08-01T12:00:00%2B02:00', [second]],
    ['?date.to=2026-08-01T11:59:59%2B02:00', [first]],
    ['?date.from=2026-07-15T15:49:06%2B02:00&date.to=2026-07-15T15:49:06%2B02:00', [first]],
    ['?orderId=1', []],
  ])('%s lists %j', async (query, ids) => {
    expect(await get(`/me/bill${query}`)).toEqual(ids)
  })

  test('by order', async () => {
    expect(await get(`/me/bill?orderId=${orders[1]?.id}`)).toEqual([second])
    expect(await get(`/me/bill?orderId=${orders[1]?.id}&category=autorenew`)).toEqual([])
  })
})

describe('a bill', () => {
  test('O3 has the amounts of its order to the last digit, and its payment', async () => {
    const bill = await get(`/me/bill/${first}`)
    const order = await get(orderPath(orders[0] as Order))
    expect(bill).toMatchObject({ billId: first, orderId: orders[0]?.id, category: 'earlyrenewal' })
    expect([bill.priceWithoutTax, bill.tax, bill.priceWithTax]).toEqual([
      order.priceWithoutTax,
      order.tax,
      order.priceWithTax,
    ])
    expect(bill.priceWithTax.text).toBe('45.44 €')
    expect(bill.date).toBe('2026-07-15T15:49:06+02:00')
    expect(bill.url).toBe(`https://odnowa.example/bill?billId=${first}&password=${bill.password}`)
    expect(await get(`/me/bill/${first}/payment`)).toEqual(await get(orderPath(orders[0] as Order, '/payment')))
  })

  test('T2 T5 has a line a service: periods follow each other', async () => {
    expect(await get(`/me/bill/${first}/details`)).toEqual(['1', '2'])
    const domain = await get(`/me/bill/${first}/details/2`)
    expect(domain).toMatchObject({
      billDetailId: '2',
      domain: 'example.ovh',
      periodStart: '2026-12-01',
      periodEnd: '2027-12-01',
      quantity: '1',
      totalPrice: { text: '1.99 €' },
    })
    expect(await get(`/me/bill/${second}/details/1`)).toMatchObject({
      periodStart: '2027-12-01',
      periodEnd: '2028-12-01',
    })
  })

  test.each([
    '/me/bill/B2026-000003',
    '/me/bill/x%27%20or%20true',
    `/me/bill/${first}/details/3`,
    `/me/bill/${first}/details/01`,
  ])('%s is a 404', async (path) => {
    expect((await house.call(maria, 'GET', path)).status).toBe(404)
  })

  test('is nobody else’s', async () => {
    expect((await house.call(jan, 'GET', '/me/bill')).body).toEqual([])
    expect((await house.call(jan, 'GET', `/me/bill?orderId=${orders[0]?.id}`)).body).toEqual([])
    for (const rest of ['', '/details', '/details/1', '/payment']) {
      const { status, body } = await house.call(jan, 'GET', `/me/bill/${first}${rest}`)
      expect([status, body.errorCode]).toEqual([404, 'NOT_FOUND'])
    }
  })
})

describe('several at once', () => {
  beforeEach(() => house.statements.splice(0))

  test('a batch of bills is one statement', async () => {
    const options = { headers: { 'x-ovh-batch': ',' }, shape: 'batch' } as const
    const { body } = await house.call(maria, 'GET', `/me/bill/${second},nothing,${first}`, options)
    expect(body.map((row: { value: { billId: string } | null }) => row.value?.billId)).toEqual([
      second,
      undefined,
      first,
    ])
    expect(house.statements).toHaveLength(1)
  })

  test('a list with its objects is the list and one statement more, sorted and filtered', async () => {
    const headers = {
      'x-pagination-mode': 'CachedObjectList-Pages',
      'x-pagination-sort': 'date',
      'x-pagination-sort-order': 'DESC',
      'x-pagination-filter': 'category:eq=earlyrenewal',
    }
    const answer = await house.call(maria, 'GET', '/me/bill', { headers, shape: 'objects' })
    expect(answer.body.map((bill: { billId: string }) => bill.billId)).toEqual([second, first])
    expect(house.statements).toHaveLength(2)
  })

  test('a batch of lines is one statement', async () => {
    const options = { headers: { 'x-ovh-batch': ',' }, shape: 'batch' } as const
    const { body } = await house.call(maria, 'GET', `/me/bill/${first}/details/1,2,3`, options)
    expect(body.map((row: { error: unknown }) => row.error === null)).toEqual([true, true, false])
    expect(house.statements).toHaveLength(1)
  })
})
