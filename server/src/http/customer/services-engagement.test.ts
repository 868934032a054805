import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Call } from '../../../test/client.ts'
import { testAccount } from '../../../test/customer.ts'
import { givenMeans } from '../../../test/parts.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import { testPlans, testServices } from '../../../test/services.ts'
import type { Account } from '../../customers/account.ts'

interface Offer {
  readonly pricingMode: string
  readonly duration: string
  readonly price: { readonly value: number }
  readonly engagementConfiguration: object
}

let server: TestServer
let account: Account
let call: Call
let id = 5000

beforeAll(async () => {
  server = await testServer()
  account = await testAccount(server.parts)
  call = await server.client(account)
  await givenMeans(server.parts, account.id, { isDefault: true })
  await testPlans(server.parts, [
    { code: 'basic', family: 'vps', serviceType: 'VPS Basic', prices: { P1M: '3.50', P1Y: '39.00' } },
    { code: 'snap', family: 'vps/option', serviceType: 'Snapshot', prices: { P1Y: '6.00' }, followsParent: true },
    { code: 'site', family: 'hosting/web', prices: { P1M: '2.99', P1Y: '35.88' } },
  ])
})
afterAll(() => server?.close())

beforeEach(async () => {
  id += 10
  const monthly = {
    plan: 'basic',
    family: 'vps',
    start: '2026-01-31',
    expires: '2126-01-31',
    period: 'P1M',
    mode: 'automatic',
  } as const
  await testServices(server.parts, account.id, [
    { ...monthly, id, name: `vps-${id}` },
    { ...monthly, id: id + 1, name: `bound-${id}`, engagedUntil: Temporal.PlainDate.from('2126-05-10') },
    { ...monthly, id: id + 2, plan: 'site', family: 'hosting/web', name: `site-${id}` },
  ])
})

const at = (rest: string, service = id) => `/services/${service}/billing/engagement${rest}`
const ask = (pricingMode: string, service = id) => call('POST', at('/request', service), { body: { pricingMode } })
const method = async () => (await call('GET', '/me/payment/method?default=true')).body[0]
const pay = async (order: number) =>
  (await call('POST', `/me/order/${order}/pay`, { body: { paymentMethod: { id: await method() } } })).status
const told = async (service = id) => (await call('GET', `/services/${service}`)).body.billing
const expiration = async (service: number) => (await told(service)).expirationDate.slice(0, 10)

async function renew(duration: string): Promise<void> {
  const { body } = await call('POST', `/service/${id}/renew`, { body: { duration, services: [id] } })
  expect(await pay(body.orderId)).toBe(200)
}

describe('what a service can be bound by', () => {
  test('is a year of its own period, or a year at once, where its family has engagements', async () => {
    const { body } = await call('GET', at('/available'))
    expect(
      body.map((offer: Offer) => [
        ...[offer.pricingMode, offer.duration, offer.price.value, offer.engagementConfiguration],
      ]),
    ).toEqual([
      ['degressivity12', 'P1M', 3.5, { defaultEndAction: 'REACTIVATE_ENGAGEMENT', duration: 'P12M', type: 'periodic' }],
      ['upfront12', 'P1Y', 39, { defaultEndAction: 'REACTIVATE_ENGAGEMENT', duration: 'P12M', type: 'upfront' }],
    ])
    expect((await call('GET', at('/available', id + 1))).body).toEqual([])
    expect((await call('GET', at('/available', id + 2))).body).toEqual([])
  })

  test('is refused by name where it is not offered, and said to be there already where it is', async () => {
    expect((await ask('degressivity24')).body).toMatchObject({
      errorCode: 'INVALID_PARAMETER',
      details: { field: 'pricingMode' },
    })
    expect((await ask('upfront12', id + 2)).status).toBe(400)
    expect((await ask('upfront12', id + 1)).body.errorCode).toBe('CONFLICT')
  })
})

describe('a periodic engagement', () => {
  test('begins with the next renewal, and goes on when it is over', async () => {
    const asked = await ask('degressivity12')
    expect(asked.body).toMatchObject({
      options: [],
      order: null,
      pricing: { pricingMode: 'degressivity12', price: { value: 3.5 } },
    })
    expect((await call('GET', at('/request'))).body).toEqual(asked.body)
    expect((await told()).engagementRequest).toEqual({
      pricingMode: 'degressivity12',
      requestDate: asked.body.requestDate,
    })
    expect((await call('GET', at('/available'))).body).toEqual([])
    expect((await ask('upfront12')).body.errorCode).toBe('CONFLICT')
    await renew('P1M')
    const { engagement, engagementRequest } = await told()
    expect(engagementRequest).toBeNull()
    expect(engagement).toMatchObject({ endDate: '2127-01-31', endRule: { strategy: 'REACTIVATE_ENGAGEMENT' } })
    expect((await call('GET', at('/request'))).status).toBe(404)
  })

  test('ends on the day that the service is then paid until, where its last month is shorter', async () => {
    const monthly = { family: 'vps', period: 'P1M', mode: 'automatic' } as const
    const words = {
      ...monthly,
      id: id + 4,
      plan: 'basic',
      name: `late-${id}`,
      start: '2026-01-31',
      expires: '2127-02-28',
    }
    await testServices(server.parts, account.id, [words])
    await ask('degressivity12', id + 4)
    const { body } = await call('POST', `/service/${id + 4}/renew`, { body: { duration: 'P1Y', services: [id + 4] } })
    expect(await pay(body.orderId)).toBe(200)
    expect([await expiration(id + 4), (await told(id + 4)).engagement.endDate]).toEqual(['2128-02-29', '2128-02-29'])
  })

  test('is none when its request was deleted first', async () => {
    await ask('degressivity12')
    expect((await call('DELETE', at('/request'))).body).toBeNull()
    expect((await call('DELETE', at('/request'))).status).toBe(404)
    await renew('P1M')
    expect((await told()).engagement).toBeNull()
  })

  test('of another account is not there', async () => {
    const theirs = await server.client(await testAccount(server.parts))
    await ask('degressivity12')
    for (const verb of ['GET', 'DELETE'] as const) expect((await theirs(verb, at('/request'))).status).toBe(404)
  })
})

describe('an upfront engagement', () => {
  test('is ordered with what is always renewed with the service, and begins when that is paid', async () => {
    await testServices(server.parts, account.id, [
      {
        id: id + 3,
        plan: 'snap',
        family: 'vps/option',
        name: 'snap',
        parent: id,
        start: '2026-01-31',
        expires: '2126-01-31',
        mode: 'automatic',
      },
    ])
    const { body } = await ask('upfront12')
    expect(body.order).toMatchObject({
      prices: { withoutTax: { value: 45 }, tax: { value: 9 }, withTax: { value: 54 } },
      url: expect.stringContaining(`orderId=${body.order.orderId}`),
    })
    expect(body.options).toEqual([
      { serviceId: id + 3, pricing: expect.objectContaining({ priceInUcents: 600_000_000 }) },
    ])
    expect((await told()).engagement).toBeNull()
    expect(await pay(body.order.orderId)).toBe(200)
    expect((await told()).engagement.endDate).toBe('2127-01-31')
    expect(await expiration(id)).toBe('2127-01-31')
    expect((await told(id + 3)).engagement).toBeNull()
  })

  test('is not asked for any more once its order is cancelled with it', async () => {
    const { body } = await ask('upfront12')
    expect((await call('DELETE', at('/request'))).status).toBe(200)
    expect((await call('GET', `/me/order/${body.order.orderId}/status`)).body).toBe('cancelled')
    expect(await pay(body.order.orderId)).toBe(409)
    expect((await ask('upfront12')).status).toBe(200)
  })
})

describe('who pays himself out of an engagement', () => {
  const flush = (body: object, service = id + 1) => call('POST', at('/flush', service), { body })

  test('reads first what it comes to', async () => {
    const before = (await call('GET', '/me/order')).body
    const { order } = (await flush({ dryRun: true })).body
    // 31 January to 31 May: four months of 3.50
    expect(order).toMatchObject({ orderId: null, url: null, prices: { withoutTax: { value: 14 } } })
    expect(order.details[0].description).toContain('2126-01-31 - 2126-05-31')
    expect((await call('GET', '/me/order')).body).toEqual(before)
  })

  test('is free when he has paid', async () => {
    const { order } = (await flush({})).body
    expect((await told(id + 1)).engagement.endDate).toBe('2126-05-10')
    expect(await pay(order.orderId)).toBe(200)
    const { engagement, lifecycle } = await told(id + 1)
    expect([engagement, lifecycle.current.pendingActions]).toEqual([null, []])
    expect(await expiration(id + 1)).toBe('2126-05-31')
    expect((await flush({})).status).toBe(404)
  })

  test('may pay at once, and end the service with what is paid', async () => {
    const { status, body } = await flush({ autoPayWithPreferredPaymentMethod: true, terminateSubscription: true })
    expect(status).toBe(200)
    expect((await call('GET', `/me/order/${body.order.orderId}/status`)).body).toBe('delivered')
    const { engagement, lifecycle } = await told(id + 1)
    expect([engagement, lifecycle.current.pendingActions]).toEqual([null, ['terminateAtExpirationDate']])
  })

  test('has nothing to pay when all of it is paid, and is not free by an order that another has outdated', async () => {
    const { order } = (await flush({})).body
    const body = { duration: 'P1Y', services: [id + 1] }
    const longer = await call('POST', `/service/${id + 1}/renew`, { body })
    expect(await pay(longer.body.orderId)).toBe(200)
    expect((await flush({})).body.errorCode).toBe('CONFLICT')
    expect(await pay(order.orderId)).toBe(409)
    expect((await told(id + 1)).engagement.endDate).toBe('2126-05-10')
  })
})
