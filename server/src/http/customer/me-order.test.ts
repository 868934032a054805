import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse, orderPath } from '../../../test/customer-house.ts'
import type { Account } from '../../customers/account.ts'
import type { Order } from '../../orders/order.ts'

let house: CustomerHouse
let maria: Account
let jan: Account
let first: Order
let second: Order

beforeAll(async () => {
  house = await customerHouse()
  maria = await house.account()
  jan = await house.account({ country: 'PL', currency: 'PLN', language: 'pl_PL' })
  await house.plan('domain-ovh', 'domain', 'Domain .ovh', { P1Y: '1.99' })
  await house.plan('hosting-perso-2014', 'hosting/web', 'Hosting Perso 2014', { P1M: '2.99', P1Y: '35.88' })
  await house.service(maria, 'domain-ovh', 'example.ovh', 12345)
  await house.service(maria, 'hosting-perso-2014', 'example.ovh', 67890, [12345])
  await house.means(maria)
  first = await house.order(maria, 'P1Y', 67890, 12345)
  house.moveTo('2026-07-15T13:49:10Z')
  second = await house.order(maria, 'P1M', 67890)
})
afterAll(() => house?.close())

describe('GET /me/order', () => {
  const list = async (query: string) => (await house.call(maria, 'GET', `/me/order${query}`)).body

  test('lists the orders of the caller, oldest first, and nobody else’s', async () => {
    expect(await list('')).toEqual([first.id, second.id])
    expect((await house.call(jan, 'GET', '/me/order')).body).toEqual([])
  })

  test.each([
    ['?date.from=2026-07-15T15:49:06%2B02:00', 2],
    ['?date.from=2026-07-15T15:49:07%2B02:00', 1],
    ['?date.from=2026-07-15T15:49:11%2B02:00', 0],
    ['?date.to=2026-07-15T15:49:05%2B02:00', 0],
    ['?date.to=2026-07-15T15:49:06%2B02:00', 1],
    ['?date.to=2026-07-15T13:49:10Z', 2],
    ['?date.from=2026-07-15T13:49:07Z&date.to=2026-07-15T13:49:09Z', 0],
    ['?date.from=null', 2],
  ])('%s finds %d: both ends count, by the second that the wire shows', async (query, count) => {
    expect(await list(query)).toHaveLength(count)
  })

  test('refuses what is no date, by name', async () => {
    const { status, body } = await house.call(maria, 'GET', '/me/order?date.from=yesterday')
    expect([status, body.details.field]).toEqual([400, 'date.from'])
  })
})

describe('GET /me/order/{orderId}', () => {
  test("O3 T1 is the guide's order: 37.87 + 7.57 = 45.44 EUR, expiring 24 h after its date", async () => {
    const { body } = await house.call(maria, 'GET', orderPath(first))
    expect(body).toEqual({
      date: '2026-07-15T15:49:06+02:00',
      expirationDate: '2026-07-16T15:49:06+02:00',
      orderId: first.id,
      password: first.password,
      pdfUrl: expect.stringContaining('https://odnowa.example/order.pdf?'),
      priceWithTax: { currencyCode: 'EUR', priceInUcents: 4544000000, text: '45.44 €', value: 45.44 },
      priceWithoutTax: { currencyCode: 'EUR', priceInUcents: 3787000000, text: '37.87 €', value: 37.87 },
      retractionDate: null,
      tax: { currencyCode: 'EUR', priceInUcents: 757000000, text: '7.57 €', value: 7.57 },
      url: expect.stringContaining(`https://odnowa.example/order?orderId=${first.id}&orderPassword=`),
    })
  })

  test('is a 404 for another account, on every route', async () => {
    const lineId = first.lines[0]?.id
    const routes = ['', '/status', '/payment', '/associatedObject', '/followUp', '/details', `/details/${lineId}`]
    routes.push(`/details/${lineId}/extension`, '/paymentMeans', '/paymentMethods')
    routes.push('/availableRegisteredPaymentMean', '/availablePaymentMean')
    for (const route of routes) {
      const { status, body } = await house.call(jan, 'GET', orderPath(first, route))
      expect([route, status, body.errorCode]).toEqual([route, 404, 'NOT_FOUND'])
    }
    for (const [route, body] of [
      ['/pay', { paymentMethod: { id: 1234 } }],
      ['/payWithRegisteredPaymentMean', { paymentMean: 'fidelityAccount' }],
    ] as const) {
      expect((await house.call(jan, 'POST', orderPath(first, route), { body })).status).toBe(404)
    }
    expect((await house.call(maria, 'GET', orderPath(first, '/status'))).body).toBe('notPaid')
  })

  test.each(['0', '-1', 'abc', '1.5', '99999999999999999999'])('refuses %s as an id, by name', async (id) => {
    const { status, body } = await house.call(maria, 'GET', `/me/order/${id}`)
    expect([status, body.details.field]).toEqual([400, 'orderId'])
  })

  test('status is a bare text', async () => {
    expect((await house.call(maria, 'GET', orderPath(first, '/status'))).body).toBe('notPaid')
  })
})

describe('several at once', () => {
  beforeEach(() => house.statements.splice(0))
  const batch = { headers: { 'x-ovh-batch': ',' }, shape: 'batch' } as const

  test('a batch of orders is one statement, in the order asked, with an error a row', async () => {
    const { body } = await house.call(maria, 'GET', `/me/order/${second.id},${first.id},7,x`, batch)
    expect(body.map((row: { key: string; value: unknown; error: unknown }) => row.key)).toEqual(
      [second.id, first.id, 7, 'x'].map(String),
    )
    expect(body[0].value.orderId).toBe(second.id)
    expect(body[1].value.priceWithTax.text).toBe('45.44 €')
    expect(body[2]).toMatchObject({ value: null, error: { errorCode: 'NOT_FOUND' } })
    expect(body[3]).toMatchObject({ value: null, error: { errorCode: 'INVALID_PARAMETER' } })
    expect(house.statements).toHaveLength(1)
  })

  test('a list with its objects is the list and one statement more', async () => {
    const headers = { 'x-pagination-mode': 'CachedObjectList-Pages', 'x-pagination-size': '50' }
    const answer = await house.call(maria, 'GET', '/me/order', { headers, shape: 'objects' })
    expect(answer.body.map((order: { orderId: number }) => order.orderId)).toEqual([first.id, second.id])
    expect(answer.headers['x-pagination-elements']).toBe('2')
    expect(house.statements).toHaveLength(2)
  })

  test('a batch of another account’s orders finds none', async () => {
    const { body } = await house.call(jan, 'GET', `/me/order/${first.id},${second.id}/status`, batch)
    expect(body.map((row: { error: { errorCode: string } }) => row.error.errorCode)).toEqual(['NOT_FOUND', 'NOT_FOUND'])
  })

  test('a batch of lines is one statement', async () => {
    const ids = first.lines.map((line) => line.id)
    const { body } = await house.call(maria, 'GET', orderPath(first, `/details/${ids.join(',')},999`), batch)
    expect(body.map((row: { value: { domain: string } | null }) => row.value?.domain)).toEqual([
      'example.ovh',
      'example.ovh',
      undefined,
    ])
    expect(house.statements).toHaveLength(1)
  })
})

describe('lines', () => {
  test('O3 S7 one a service, the requested one last; each tells its plan', async () => {
    const ids = (await house.call(maria, 'GET', orderPath(first, '/details'))).body
    expect(ids).toEqual(first.lines.map((line) => line.id))
    const { body } = await house.call(maria, 'GET', orderPath(first, `/details/${ids[1]}`))
    expect(body).toMatchObject({
      cancelled: false,
      description: 'Domain .ovh example.ovh, 2026-12-01 - 2027-12-01',
      detailType: 'RENEW',
      domain: 'example.ovh',
      orderDetailId: ids[1],
      quantity: '1',
      unitPrice: { text: '1.99 €' },
      totalPrice: { text: '1.99 €' },
    })
    const extension = (await house.call(maria, 'GET', orderPath(first, `/details/${ids[1]}/extension`))).body
    expect(extension.order.plan).toMatchObject({ code: 'domain-ovh', duration: 'P1Y', quantity: 1 })
  })

  test('are a 404 under another order', async () => {
    const lineId = first.lines[0]?.id
    expect((await house.call(maria, 'GET', orderPath(second, `/details/${lineId}`))).status).toBe(404)
    expect((await house.call(maria, 'GET', orderPath(second, `/details/${lineId}/extension`))).status).toBe(404)
  })
})

describe('before it is paid', () => {
  test('an order has no payment and stands for no document', async () => {
    expect((await house.call(maria, 'GET', orderPath(first, '/payment'))).status).toBe(404)
    expect((await house.call(maria, 'GET', orderPath(first, '/associatedObject'))).body).toEqual({
      id: null,
      type: null,
    })
  })

  test('followUp says that it is being validated, and that it was made', async () => {
    const { body } = await house.call(maria, 'GET', orderPath(first, '/followUp'))
    expect(body.map((step: { step: string; status: string }) => [step.step, step.status])).toEqual([
      ['VALIDATING', 'DOING'],
      ['VALIDATED', 'TODO'],
      ['DELIVERING', 'TODO'],
      ['AVAILABLE', 'TODO'],
    ])
    expect(body[0].history).toMatchObject([{ label: 'ORDER_STARTED', date: '2026-07-15T15:49:06+02:00' }])
  })
})
