import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FakeServer, fakeServer, orders } from '../../test/fake-server.ts'

let server: FakeServer
beforeAll(async () => {
  server = await fakeServer()
})
afterAll(() => server.close())

describe('a batch', () => {
  const batch = (url: string, headers: Record<string, string> = {}) =>
    server.call('GET', url, { headers: { 'x-ovh-batch': ',', ...headers } })

  test('has a row for each id, in their order, duplicates too', async () => {
    const answer = await batch('/1.0/me/order/2,1,2,x,460/status')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['x-renewal-strategies-truncated']).toBeUndefined()
    expect(answer.json()).toMatchObject([
      { key: '2', value: 'delivered', error: null },
      { key: '1', value: 'notPaid', error: null },
      { key: '2', value: 'delivered', error: null },
      {
        key: 'x',
        value: null,
        error: { class: 'Client::BadRequest', errorCode: 'INVALID_PARAMETER', httpCode: '400 Bad Request' },
      },
      {
        key: '460',
        value: null,
        error: { class: 'Client::Expired', errorCode: 'SERVICE_EXPIRED', httpCode: '460 Expired' },
      },
    ])
  })

  test('asks once for many where that is possible', async () => {
    server.seen.manyOrders = []
    const answer = await batch('/1.0/me/order/8%2C4%2Cx%2C1')
    expect(server.seen.manyOrders).toEqual([['8', '4', 'x', '1']])
    expect(answer.json()).toMatchObject([
      { key: '8', value: orders[4], error: null },
      { key: '4', value: null, error: { errorCode: 'NOT_FOUND', httpCode: '404 Not Found' } },
      { key: 'x', error: { errorCode: 'INVALID_PARAMETER' } },
      { key: '1', value: orders[0], error: null },
    ])
  })

  test('may have any separator', async () => {
    expect(
      (await server.call('GET', '/1.0/me/order/1;2/status', { headers: { 'x-ovh-batch': ';' } })).json(),
    ).toHaveLength(2)
  })

  test('checks the rights for each id', async () => {
    server.seen.statuses = 0
    const answer = await batch('/1.0/me/order/1,2,3/status', { 'x-rules': '/me/order/1/status /me/order/3/*' })
    expect(answer.json().map((row: { error: { errorCode: string } | null }) => row.error?.errorCode ?? null)).toEqual([
      null,
      'NOT_GRANTED_CALL',
      null,
    ])
    expect(server.seen.statuses).toBe(2)
  })

  test('of more than 100 ids is refused, as is one without a parameter', async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => index + 1).join(',')
    expect((await batch(`/1.0/me/order/${ids(100)}`)).json()).toHaveLength(100)
    expect((await batch(`/1.0/me/order/${ids(101)}`)).json().errorCode).toBe('INVALID_PARAMETER')
    expect((await batch('/1.0/me/order')).json().errorCode).toBe('INVALID_PARAMETER')
  })

  test('with an error that nobody foresaw fails as a whole', async () => {
    expect((await batch('/1.0/me/order/1,500/status')).statusCode).toBe(500)
  })
})
