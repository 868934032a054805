import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testAccount } from '../../../test/customer.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import { testOpenBill, testPlans, testServices } from '../../../test/services.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

describe('/service', () => {
  test('lists the ids of the caller, and of nobody else', async () => {
    const other = await testAccount(server.parts)
    await testServices(server.parts, other.id, [{ id: 555, plan: 'vps-starter', family: 'vps' }])
    expect((await server.call('GET', '/service')).body).toEqual([12345, 67890, 67891, 112233, 112234])
    const call = await server.client(other)
    expect((await call('GET', '/service')).body).toEqual([555])
    for (const path of ['/service/12345', '/service/12345/renew', '/services/12345', '/services/12345/options']) {
      const answer = await call('GET', path)
      const nobodys = await call('GET', path.replace('12345', '999'))
      expect(answer.status).toBe(404)
      expect(answer.body.message.replaceAll('12345', '999')).toBe(nobodys.body.message)
    }
    for (const [method, path, body] of [
      ['PUT', '/service/12345', {}],
      ['PUT', '/services/12345', {}],
      ['POST', '/service/12345/renew', { duration: 'P1Y', services: [12345] }],
    ] as const) {
      expect((await call(method, path, { body })).status).toBe(404)
    }
  })

  test('says all of a service', async () => {
    const { body } = await server.call('GET', '/service/12345')
    expect(body).toEqual({
      creationDate: '2026-01-15',
      details: [],
      engagementDate: null,
      expirationDate: '2027-01-15',
      nextBillingDate: null,
      plan: { code: 'domain-ovh', product: { name: 'Domain .ovh' } },
      quantity: 1,
      renew: {
        dayOfMonth: 15,
        interval: 'P1Y',
        mode: 'manual',
        possibleIntervals: ['P1Y', 'P2Y'],
        possibleModes: ['automaticV2016', 'manual', 'deleteAtExpiration'],
      },
      resource: { displayName: 'example.ovh', name: 'example.ovh', state: 'ok' },
      route: {
        path: '/domain/{serviceName}',
        url: '/domain/example.ovh',
        vars: [{ key: 'serviceName', value: 'example.ovh' }],
      },
      state: 'ok',
    })
  })

  test('names the parent in the route of a nested service, and none where there is no route', async () => {
    expect((await server.call('GET', '/service/67891')).body.route).toEqual({
      path: '/hosting/web/{serviceName}/cdn',
      url: '/hosting/web/example.ovh/cdn',
      vars: [{ key: 'serviceName', value: 'example.ovh' }],
    })
    expect((await server.call('GET', '/service/112234')).body.route).toEqual({ path: null, url: null, vars: [] })
    expect((await server.call('GET', '/services/112234')).body.route).toBeNull()
  })

  test('shows a display name that was put, with the rest of the object that a client sends back', async () => {
    const { body } = await server.call('GET', '/service/112233')
    const resource = { ...body.resource, displayName: 'Our VPS' }
    const put = await server.call('PUT', '/service/112233', { body: { ...body, resource } })
    expect([put.status, put.body]).toEqual([200, null])
    expect((await server.call('GET', '/service/112233')).body.resource.displayName).toBe('Our VPS')
    expect((await server.call('GET', '/services/112233')).body.resource.displayName).toBe('Our VPS')
    expect((await server.call('GET', '/vps/vps112233.ovh.net')).body.displayName).toBe('Our VPS')
    await server.call('PUT', '/service/112233', { body: { resource: { displayName: '' } } })
    expect((await server.call('GET', '/service/112233')).body.resource.displayName).toBe('vps112233.ovh.net')
  })

  test.each(['abc', '0', '-1', '1.5', '99999999999999999999'])('%s is no id', async (id) => {
    const answer = await server.call('GET', `/service/${id}`)
    expect([answer.status, answer.body.details]).toEqual([400, { field: 'serviceId' }])
  })

  test('answers a batch, and the objects of the list', async () => {
    const batch = await server.call('GET', '/service/12345,1,67890', { headers: { 'X-Ovh-Batch': ',' } })
    expect(batch.body.map((row: { error: { errorCode: string } | null }) => row.error?.errorCode)).toEqual([
      undefined,
      'NOT_FOUND',
      undefined,
    ])
    const headers = { 'X-Pagination-Mode': 'CachedObjectList-Pages', 'X-Pagination-Sort': 'expirationDate' }
    const objects = await server.call('GET', '/service', { headers })
    expect(objects.headers['x-pagination-elements']).toBe('5')
    expect(objects.body).toHaveLength(5)
  })
})

describe('/service/{serviceId}/renew', () => {
  test("lists the guide's strategies, the requested service last (S7)", async () => {
    const { body } = await server.call('GET', '/service/12345/renew')
    expect(body.map((description: { renewPeriod: string }) => description.renewPeriod)).toEqual(['P1Y', 'P2Y'])
    expect(body[0].strategies).toEqual([
      {
        price: { currencyCode: 'EUR', priceInUcents: 199000000, text: '1.99 €', value: 1.99 },
        priceInUcents: 199000000,
        services: [12345],
        servicesDetails: [{ serviceId: 12345, serviceName: 'example.ovh', serviceType: 'Domain .ovh' }],
      },
      {
        price: { currencyCode: 'EUR', priceInUcents: 3787000000, text: '37.87 €', value: 37.87 },
        priceInUcents: 3787000000,
        services: [67890, 12345],
        servicesDetails: [
          { serviceId: 67890, serviceName: 'example.ovh', serviceType: 'Hosting Perso 2014' },
          { serviceId: 12345, serviceName: 'example.ovh', serviceType: 'Domain .ovh' },
        ],
      },
    ])
  })

  test('takes includeOptions as every SDK writes it', async () => {
    const plain = (await server.call('GET', '/service/112233/renew')).body
    for (const value of ['false', 'null']) {
      expect((await server.call('GET', `/service/112233/renew?includeOptions=${value}`)).body).toEqual(plain)
    }
    const all = (await server.call('GET', '/service/112233/renew?includeOptions=true')).body
    expect(all[0].strategies).toHaveLength(2)
    expect((await server.call('GET', '/service/112233/renew?includeOptions=1')).status).toBe(400)
  })

  test('says when the bound of S8 cut the list', async () => {
    const account = await testAccount(server.parts)
    const services = Array.from({ length: 12 }, (_, index) => ({
      id: 9000 + index,
      plan: 'vps-starter',
      family: 'vps',
      link: 9000,
    }))
    await testServices(server.parts, account.id, services)
    const call = await server.client(account)
    const { body, headers } = await call('GET', '/service/9000/renew')
    expect(headers['x-renewal-strategies-truncated']).toBe('true')
    expect(body[0].strategies).toHaveLength(13)
    expect((await server.call('GET', '/service/12345/renew')).headers['x-renewal-strategies-truncated']).toBeUndefined()
  })

  test("makes the guide's order", async () => {
    const body = { duration: 'P1Y', services: [67890, 12345] }
    const { status, body: order } = await server.call('POST', '/service/12345/renew', { body })
    expect(status).toBe(200)
    expect(order).toMatchObject({
      priceWithoutTax: { value: 37.87 },
      tax: { value: 7.57 },
      priceWithTax: { currencyCode: 'EUR', priceInUcents: 4544000000, text: '45.44 €', value: 45.44 },
      retractionDate: null,
    })
    expect(order.url).toBe(`${server.publicUrl}/order?orderId=${order.orderId}&orderPassword=${order.password}`)
    const [date, expiration] = [order.date, order.expirationDate].map((text) => Temporal.Instant.from(text))
    expect(expiration?.since(date ?? expiration).total('hours')).toBe(24)
    expect((await server.call('GET', '/me/order')).body).toContain(order.orderId)
  })

  test('tries it without storing anything (O2)', async () => {
    const before = (await server.call('GET', '/me/order')).body
    const body = { duration: 'P1Y', services: [12345], dryRun: true }
    const { body: order } = await server.call('POST', '/service/12345/renew', { body })
    expect(order).toMatchObject({ orderId: 0, password: '', url: '', pdfUrl: '', priceWithoutTax: { text: '1.99 €' } })
    expect((await server.call('GET', '/me/order')).body).toEqual(before)
  })

  test.each([
    [{ duration: 'P1M2D', services: [12345] }, 'INVALID_PERIOD'],
    [{ duration: '1Y', services: [12345] }, 'INVALID_PERIOD'],
    [{ duration: 'P1M', services: [12345] }, 'PERIOD_NOT_SOLD'],
    [{ duration: 'P1Y', services: [] }, 'SERVICES_NOT_RENEWABLE_TOGETHER'],
    [{ duration: 'P1Y', services: [67890] }, 'SERVICES_NOT_RENEWABLE_TOGETHER'],
    [{ duration: 'P1Y', services: [12345, 12345] }, 'SERVICES_NOT_RENEWABLE_TOGETHER'],
    [{ duration: 'P1Y', services: ['12345'] }, 'INVALID_PARAMETER'],
    [{ duration: 'P1Y' }, 'INVALID_PARAMETER'],
  ])('%j is a 400: %s', async (body, errorCode) => {
    const answer = await server.call('POST', '/service/12345/renew', { body })
    expect([answer.status, answer.body.errorCode]).toEqual([400, errorCode])
  })

  test.each(['P1M2D', '1Y', 'P99999Y'])('a duration of %s is refused by the name of its field', async (duration) => {
    const body = { duration, services: [12345] }
    const answer = await server.call('POST', '/service/12345/renew', { body })
    expect(answer.body.details).toEqual({ field: 'duration' })
  })

  test('with an Idempotency-Key is one order, however often it is sent (O7)', async () => {
    const body = { duration: 'P1Y', services: [12345] }
    const options = { body, headers: { 'Idempotency-Key': 'once' } }
    const answers = await Promise.all([1, 2, 3, 4].map(() => server.call('POST', '/service/12345/renew', options)))
    answers.push(await server.call('POST', '/v1/service/12345/renew', options))
    expect(new Set(answers.map((answer) => answer.body.orderId)).size).toBe(1)
    const other = await server.call('POST', '/service/12345/renew', { ...options, body: { ...body, duration: 'P2Y' } })
    expect([other.status, other.body.errorCode]).toEqual([422, 'IDEMPOTENCY_CONFLICT'])
    const refused = { body: { duration: 'P9Y', services: [12345] }, headers: { 'Idempotency-Key': 'refused' } }
    const [first, second] = [
      await server.call('POST', '/service/12345/renew', refused),
      await server.call('POST', '/service/12345/renew', refused),
    ]
    expect(first?.status).toBe(400)
    expect(second?.body).toEqual(first?.body)
    const bad = { body, headers: { 'Idempotency-Key': 'x'.repeat(256) } }
    expect((await server.call('POST', '/service/12345/renew', bad)).status).toBe(400)
  })

  test('is refused for a service with an open bill, by the order to pay first (S5)', async () => {
    const account = await testAccount(server.parts)
    await testServices(server.parts, account.id, [{ id: 7001, plan: 'vps-starter', family: 'vps', mode: 'automatic' }])
    const orderId = await testOpenBill(server.parts, account.id, [7001])
    const call = await server.client(account)
    const answer = await call('GET', '/service/7001/renew')
    expect([answer.status, answer.body.errorCode]).toEqual([409, 'SERVICE_HAS_OPEN_BILL'])
    expect(answer.body.message).toContain(String(orderId))
  })

  test('is refused to rules that do not have it', async () => {
    const call = await server.client(server.account, [{ method: 'GET', path: '/service/*' }])
    expect((await call('GET', '/service/12345/renew')).status).toBe(200)
    expect((await call('HEAD', '/service/12345/renew')).status).toBe(200)
    const answer = await call('POST', '/service/12345/renew', { body: { duration: 'P1Y', services: [12345] } })
    expect([answer.status, answer.body.errorCode]).toEqual([403, 'NOT_GRANTED_CALL'])
    expect((await call('GET', '/service')).status).toBe(403)
    expect((await server.call('GET', '/service', { unsigned: true })).status).toBe(401)
  })
})

test('T3 a period that the wire cannot say is null, and left out of lists', async () => {
  const account = await testAccount(server.parts)
  await testPlans(server.parts, [{ code: 'weekly', family: 'vps', prices: { P1W: '1.00', P1M: '4.00', P4M: '15.00' } }])
  await testServices(server.parts, account.id, [
    { id: 7100, plan: 'weekly', family: 'vps', period: 'P1W', name: 'weekly' },
  ])
  const call = await server.client(account)
  const { renew } = (await call('GET', '/service/7100')).body
  expect(renew).toMatchObject({ interval: null, possibleIntervals: ['P1M'], dayOfMonth: null })
  const infos = (await call('GET', '/vps/weekly/serviceInfos')).body
  expect(infos).toMatchObject({ renew: { period: null }, possibleRenewPeriod: [1, 4] })
  const expanded = (await call('GET', '/services/7100')).body
  expect(expanded.billing.renew.current.period).toBe('P1W')
  expect((await call('GET', '/services/7100/renewPeriodCapacities')).body).toEqual(['P1W', 'P1M', 'P4M'])
})
