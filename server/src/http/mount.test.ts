import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FakeServer, fakeServer } from '../../test/fake-server.ts'

let server: FakeServer
beforeAll(async () => {
  server = await fakeServer()
})
afterAll(() => server.close())

describe('an operation', () => {
  test('is answered under both branches, as JSON', async () => {
    for (const branch of ['/1.0', '/v1']) {
      const answer = await server.call('GET', `${branch}/me/order`)
      expect([answer.statusCode, answer.json()]).toEqual([200, [1, 2, 3, 5, 8]])
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    }
  })

  test('may set status and headers', async () => {
    const answer = await server.call('GET', '/1.0/me/order/1/status')
    expect([answer.statusCode, answer.json()]).toEqual([202, 'notPaid'])
    expect(answer.headers['x-renewal-strategies-truncated']).toBe('true')
  })

  test('that is void answers null', async () => {
    const answer = await server.call('PUT', '/1.0/service/1', { payload: '{"resource":{"displayName":"a"}}' })
    expect([answer.statusCode, answer.body]).toEqual([200, 'null'])
  })

  test('without authentication needs none', async () => {
    const answer = await server.call('GET', '/1.0/auth/time', { headers: { 'x-rules': 'none' } })
    expect(answer.json()).toBe(1234567890)
  })

  test.each([
    ['a name with every kind of character', '/1.0/vps/%C3%A9%2Fa%20b%25%2B,;.fr/serviceInfos', 'é/a b%+,;.fr'],
    ['a name that was not encoded', '/1.0/vps/a+b,c:d@e/serviceInfos', 'a+b,c:d@e'],
    ['a very long name', `/1.0/vps/${'a'.repeat(5000)}/serviceInfos`, 'a'.repeat(5000)],
  ])('gets %s from the path', async (_what, url, name) => {
    expect((await server.call('GET', url)).json()).toBe(name)
  })

  test('is HEAD as GET, without a body', async () => {
    const answer = await server.call('HEAD', '/1.0/me/order')
    expect([answer.statusCode, answer.body, answer.headers['content-length']]).toEqual([200, '', '11'])
    expect((await server.call('HEAD', '/1.0/me/order', { headers: { 'x-rules': '/me/order' } })).statusCode).toBe(200)
    expect((await server.call('HEAD', '/1.0/me/order', { headers: { 'x-rules': '/me' } })).statusCode).toBe(403)
  })

  test('is refused before it is read when the caller may not', async () => {
    const answer = await server.call('PUT', '/1.0/service/1', { payload: 'no JSON', headers: { 'x-rules': '/*' } })
    expect(answer.json()).toMatchObject({
      class: 'Client::Forbidden',
      errorCode: 'NOT_GRANTED_CALL',
      httpCode: '403 Forbidden',
      message: expect.stringMatching(/^This call has not been granted: .* covers PUT \/service\/1;/),
      details: { method: 'PUT', path: '/service/1' },
      queryId: answer.headers['x-ovh-queryid'],
    })
    const unsigned = await server.call('PUT', '/1.0/service/1', { payload: 'no JSON', headers: { 'x-rules': 'none' } })
    expect(unsigned.json().errorCode).toBe('INVALID_SIGNATURE')
  })
})

describe('a body', () => {
  test.each([
    undefined,
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    '',
    'nonsense',
  ])('is JSON with the Content-Type %s', async (type) => {
    const response = await fetch(`${server.origin}/1.0/service/1`, {
      method: 'PUT',
      headers: type === undefined ? {} : { 'content-type': type },
      body: Buffer.from('{"quantity":2}'),
    })
    expect([response.status, server.seen.bodies.at(-1)]).toEqual([200, { quantity: 2 }])
  })

  test('that is empty is no error', async () => {
    for (const url of ['/1.0/service/1/suspend']) {
      const answer = await server.call('POST', url, { headers: { 'content-type': 'application/json' }, payload: '' })
      expect([answer.statusCode, server.seen.bodies.at(-1)]).toEqual([200, null])
    }
    expect((await server.call('POST', '/1.0/service/1/suspend', { payload: '{}' })).statusCode).toBe(200)
  })

  test.each([
    ['PUT', '/1.0/service/1', '{"quantity":}', 400, 'MALFORMED_JSON'],
    ['PUT', '/1.0/service/1', '{"quantity":"2"}', 400, 'INVALID_PARAMETER'],
    ['PUT', '/1.0/service/1', '{"more":1}', 400, 'UNKNOWN_FIELD'],
    ['PUT', '/1.0/service/1', '[]', 400, 'INVALID_PARAMETER'],
    ['POST', '/1.0/service/1/suspend', '{"more":1}', 400, 'UNKNOWN_FIELD'],
    ['POST', '/1.0/service/1/suspend', '7', 400, 'INVALID_PARAMETER'],
    ['PUT', '/1.0/service/1', ' '.repeat(1024 * 1024 + 1), 413, 'BODY_TOO_LARGE'],
  ])('%s %s %.20s is %i %s', async (method, url, payload, status, errorCode) => {
    const answer = await server.call(method, url, { payload })
    expect([answer.statusCode, answer.json().errorCode]).toEqual([status, errorCode])
  })

  test('of exactly 1 MiB is taken', async () => {
    const answer = await server.call('PUT', '/1.0/service/1', { payload: '{}'.padEnd(1024 * 1024) })
    expect(answer.statusCode).toBe(200)
  })

  test('past 1 MiB is refused without a Content-Length too', async () => {
    const response = await fetch(`${server.origin}/1.0/service/1`, {
      method: 'PUT',
      body: new ReadableStream({
        pull(controller) {
          controller.enqueue(new Uint8Array(300_000))
        },
      }),
      duplex: 'half',
    } as RequestInit).catch(() => null)
    if (response) expect(response.status).toBe(413)
  })
})

describe('a query', () => {
  test('reaches the operation as values', async () => {
    const answer = await server.call('GET', '/1.0/me/bill?date.from=2026-11-22&orderId=null')
    expect(JSON.parse(answer.json()[0])).toEqual({ 'date.from': '2026-11-21T23:00:00Z' })
  })

  test.each([
    ['?more=1', 'UNKNOWN_FIELD'],
    ['?orderId=x', 'INVALID_PARAMETER'],
    ['?orderId=%zz', 'BAD_REQUEST'],
  ])('%s is %s', async (search, errorCode) => {
    expect((await server.call('GET', `/1.0/me/bill${search}`)).json()).toMatchObject({
      errorCode,
      httpCode: '400 Bad Request',
    })
  })
})
