import { connect } from 'node:net'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Log, Parts } from '../actions/parts.ts'
import { allRules } from '../customers/access-rules.ts'
import type { Caller } from '../customers/caller.ts'
import { problem } from '../problem/problem.ts'
import { type Operation, openOperation, operation } from './operation.ts'
import { idParameter, manyIds } from './parameters.ts'
import type { Authenticated, RawRequest } from './raw-request.ts'
import { buildServer } from './server.ts'
import type { PlainRoutes, ServerSetup } from './setup.ts'

const logged: { facts: Readonly<Record<string, unknown>>; message: string }[] = []
const log: Log = { info() {}, warn() {}, error: (facts, message) => logged.push({ facts, message }) }
const parts = { log, zone: 'Europe/Paris', publicUrl: 'https://renew.example' } as unknown as Parts
let health = async () => {}
const setup: ServerSetup = {
  parts,
  mode: 'sandbox',
  adminToken: 'secret',
  rateLimit: 0,
  health: () => health(),
}
const caller = { accountId: 1, nichandle: 'ab12345-ovh', method: 'account', credentialId: 7, clientId: null } as Caller
const bodies: unknown[] = []
let handled = 0
let manyCalls: (readonly string[])[] = []

const orders = [1, 2, 3, 5, 8].map((id) => ({ orderId: id, date: `2026-0${id}-01T00:00:00+01:00` }))

const fakes: readonly Operation[] = [
  openOperation('GET /auth/time', async () => 1234567890),
  operation('GET /me/order', async () => orders.map((order) => order.orderId)),
  operation('GET /me/order/{orderId}', async () => Promise.reject(new Error('asked one by one')), {
    many: async (_call, ids) => {
      manyCalls.push(ids)
      return manyIds(ids, 'orderId', async (numbers: readonly number[]) => {
        const found = orders.filter((order) => numbers.includes(order.orderId))
        return new Map(found.map((order) => [order.orderId, order])) as never
      })
    },
  }),
  operation('GET /me/order/{orderId}/status', async ({ params, setHeader, setStatus }) => {
    handled += 1
    setStatus(202)
    setHeader('X-Renewal-Strategies-Truncated', 'true')
    const id = idParameter(params.orderId, 'orderId')
    if (id === 460) throw problem('SERVICE_EXPIRED', 'This service is expired')
    if (id === 500) throw new Error('the pipe to the secret hunter2 burst')
    if (id === 503) throw Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' })
    return id % 2 === 0 ? 'delivered' : 'notPaid'
  }),
  operation('PUT /service/{serviceId}', async ({ body }) => {
    bodies.push(body)
  }),
  operation('POST /service/{serviceId}/suspend', async ({ body }) => {
    bodies.push(body)
  }),
  operation('GET /me/bill', async ({ query }) => [JSON.stringify(query), 'x'.repeat(2000)]),
  operation('GET /vps/{serviceName}/serviceInfos', async ({ params }) => params.serviceName as never),
]

const plain: PlainRoutes = (app) => {
  app.post('/admin/things', async (request, reply) => reply.send({ got: String(request.body) }))
  app.get('/order', async (_request, reply) => reply.type('text/html').send('<p>An order</p>'))
}

async function authenticate(_parts: Parts, request: RawRequest): Promise<Authenticated> {
  const rules = request.headers['x-rules']
  if (rules === 'none') throw problem('INVALID_SIGNATURE', 'Invalid signature')
  if (rules === undefined) return { caller, accessRules: allRules }
  const accessRules = String(rules)
    .split(' ')
    .map((path) => ({ method: 'GET' as const, path }))
  return { caller, accessRules }
}

let app: FastifyInstance
beforeAll(async () => {
  app = buildServer(setup, { operations: fakes, plainRoutes: [plain], authenticate })
  await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => app.close())

async function call(method: string, url: string, options: InjectOptions = {}) {
  const answer = await app.inject({ method: method as 'GET', url, ...options })
  expect(answer.headers['x-ovh-queryid']).toMatch(/^EU\.ext-1\.[0-9a-f]+\.\d+\.[0-9a-f]{32}$/)
  return answer
}

describe('an operation', () => {
  test('is answered under both branches, as JSON', async () => {
    for (const branch of ['/1.0', '/v1']) {
      const answer = await call('GET', `${branch}/me/order`)
      expect([answer.statusCode, answer.json()]).toEqual([200, [1, 2, 3, 5, 8]])
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    }
  })

  test('may set status and headers', async () => {
    const answer = await call('GET', '/1.0/me/order/1/status')
    expect([answer.statusCode, answer.json()]).toEqual([202, 'notPaid'])
    expect(answer.headers['x-renewal-strategies-truncated']).toBe('true')
  })

  test('that is void answers null', async () => {
    const answer = await call('PUT', '/1.0/service/1', { payload: '{"resource":{"displayName":"a"}}' })
    expect([answer.statusCode, answer.body]).toEqual([200, 'null'])
  })

  test('without authentication needs none', async () => {
    const answer = await call('GET', '/1.0/auth/time', { headers: { 'x-rules': 'none' } })
    expect(answer.json()).toBe(1234567890)
  })

  test.each([
    ['a name with every kind of character', '/1.0/vps/%C3%A9%2Fa%20b%25%2B,;.fr/serviceInfos', 'é/a b%+,;.fr'],
    ['a name that was not encoded', '/1.0/vps/a+b,c:d@e/serviceInfos', 'a+b,c:d@e'],
    ['a very long name', `/1.0/vps/${'a'.repeat(5000)}/serviceInfos`, 'a'.repeat(5000)],
  ])('gets %s from the path', async (_what, url, name) => {
    expect((await call('GET', url)).json()).toBe(name)
  })

  test('is HEAD as GET, without a body', async () => {
    const answer = await call('HEAD', '/1.0/me/order')
    expect([answer.statusCode, answer.body, answer.headers['content-length']]).toEqual([200, '', '11'])
    expect((await call('HEAD', '/1.0/me/order', { headers: { 'x-rules': '/me/order' } })).statusCode).toBe(200)
    expect((await call('HEAD', '/1.0/me/order', { headers: { 'x-rules': '/me' } })).statusCode).toBe(403)
  })

  test('is refused before it is read when the caller may not', async () => {
    const answer = await call('PUT', '/1.0/service/1', { payload: 'no JSON', headers: { 'x-rules': '/*' } })
    expect(answer.json()).toMatchObject({
      class: 'Client::Forbidden',
      errorCode: 'NOT_GRANTED_CALL',
      httpCode: '403 Forbidden',
      message: expect.stringMatching(/^This call has not been granted: .* covers PUT \/service\/1;/),
      details: { method: 'PUT', path: '/service/1' },
      queryId: answer.headers['x-ovh-queryid'],
    })
    const unsigned = await call('PUT', '/1.0/service/1', { payload: 'no JSON', headers: { 'x-rules': 'none' } })
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
    const response = await fetch(`${origin()}/1.0/service/1`, {
      method: 'PUT',
      headers: type === undefined ? {} : { 'content-type': type },
      body: Buffer.from('{"quantity":2}'),
    })
    expect([response.status, bodies.at(-1)]).toEqual([200, { quantity: 2 }])
  })

  test('that is empty is no error', async () => {
    for (const url of ['/1.0/service/1/suspend']) {
      const answer = await call('POST', url, { headers: { 'content-type': 'application/json' }, payload: '' })
      expect([answer.statusCode, bodies.at(-1)]).toEqual([200, null])
    }
    expect((await call('POST', '/1.0/service/1/suspend', { payload: '{}' })).statusCode).toBe(200)
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
    const answer = await call(method, url, { payload })
    expect([answer.statusCode, answer.json().errorCode]).toEqual([status, errorCode])
  })

  test('of exactly 1 MiB is taken', async () => {
    const answer = await call('PUT', '/1.0/service/1', { payload: '{}'.padEnd(1024 * 1024) })
    expect(answer.statusCode).toBe(200)
  })

  test('past 1 MiB is refused without a Content-Length too', async () => {
    const response = await fetch(`${origin()}/1.0/service/1`, {
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
    const answer = await call('GET', '/1.0/me/bill?date.from=2026-11-22&orderId=null')
    expect(JSON.parse(answer.json()[0])).toEqual({ 'date.from': '2026-11-21T23:00:00Z' })
  })

  test.each([
    ['?more=1', 'UNKNOWN_FIELD'],
    ['?orderId=x', 'INVALID_PARAMETER'],
    ['?orderId=%zz', 'BAD_REQUEST'],
  ])('%s is %s', async (search, errorCode) => {
    expect((await call('GET', `/1.0/me/bill${search}`)).json()).toMatchObject({
      errorCode,
      httpCode: '400 Bad Request',
    })
  })
})

describe('an error', () => {
  test('of the house has a name and a status, 460 too', async () => {
    const answer = await call('GET', '/1.0/me/order/460/status')
    expect(answer.statusCode).toBe(460)
    expect(answer.json()).toEqual({
      class: 'Client::Expired',
      errorCode: 'SERVICE_EXPIRED',
      httpCode: '460 Expired',
      message: 'This service is expired',
      queryId: answer.headers['x-ovh-queryid'],
    })
  })

  test('that nobody foresaw tells the caller nothing but the id under which it is logged', async () => {
    const answer = await call('GET', '/1.0/me/order/500/status')
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('hunter2')
    expect(answer.json()).toMatchObject({ class: 'Server::InternalServerError', errorCode: 'INTERNAL' })
    expect(logged.at(-1)?.facts).toMatchObject({
      queryId: answer.headers['x-ovh-queryid'],
      error: 'the pipe to the secret hunter2 burst',
    })
  })

  test('of a database that is away is a 503', async () => {
    const answer = await call('GET', '/1.0/me/order/503/status')
    expect(answer.json()).toMatchObject({ errorCode: 'UNAVAILABLE', httpCode: '503 Service Unavailable' })
  })

  test.each([
    ['GET', '/', 404, 'ROUTE_NOT_FOUND'],
    ['GET', '/1.0/nothing', 404, 'ROUTE_NOT_FOUND'],
    ['DELETE', '/1.0/me/order', 404, 'ROUTE_NOT_FOUND'],
    ['PATCH', '/1.0/me/order', 404, 'ROUTE_NOT_FOUND'],
    ['POST', '/1.0/nothing', 404, 'ROUTE_NOT_FOUND'],
    ['GET', '/me/order', 404, 'ROUTE_NOT_FOUND'],
    ['GET', '/1.0/vps/%zz/serviceInfos', 400, 'BAD_REQUEST'],
    ['GET', '/1.0/vps/%00/serviceInfos', 400, 'INVALID_PARAMETER'],
    ['GET', '/%', 400, 'BAD_REQUEST'],
    ['GET', '/1.0/me/order/abc/status', 400, 'INVALID_PARAMETER'],
    ['GET', '/1.0/me/order/0/status', 400, 'INVALID_PARAMETER'],
    ['GET', '/1.0/me/order/99999999999999999999/status', 400, 'INVALID_PARAMETER'],
  ])('of the path: %s %s is %i %s', async (method, url, status, errorCode) => {
    const answer = await call(method, url)
    expect([answer.statusCode, answer.json().errorCode]).toEqual([status, errorCode])
  })

  test('names what is not served, and why v2 is not', async () => {
    const unknown = await call('GET', '/1.0/nothing?password=x')
    expect(unknown.json().message).toBe('GET /1.0/nothing is not served: see /1.0/openapi.json for what is')
    expect(unknown.json().class).toBe('Client::NotFound')
    expect((await call('GET', '/v2/iam/policy')).json().message).toContain('v1 only')
  })

  test('of HTTP itself has the usual form', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(origin()).port), '127.0.0.1', () => socket.write('nonsense\r\n\r\n'))
      let text = ''
      socket.on('data', (bytes) => {
        text += bytes
      })
      socket.on('end', () => resolve(text))
      socket.on('error', reject)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(answer).toMatch(/X-OVH-QUERYID: EU\.ext-1\./)
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ errorCode: 'BAD_REQUEST' })
  })
})

describe('a batch', () => {
  const batch = (url: string, headers: Record<string, string> = {}) =>
    call('GET', url, { headers: { 'x-ovh-batch': ',', ...headers } })

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
    manyCalls = []
    const answer = await batch('/1.0/me/order/8%2C4%2Cx%2C1')
    expect(manyCalls).toEqual([['8', '4', 'x', '1']])
    expect(answer.json()).toMatchObject([
      { key: '8', value: orders[4], error: null },
      { key: '4', value: null, error: { errorCode: 'NOT_FOUND', httpCode: '404 Not Found' } },
      { key: 'x', error: { errorCode: 'INVALID_PARAMETER' } },
      { key: '1', value: orders[0], error: null },
    ])
  })

  test('may have any separator', async () => {
    expect((await call('GET', '/1.0/me/order/1;2/status', { headers: { 'x-ovh-batch': ';' } })).json()).toHaveLength(2)
  })

  test('checks the rights for each id', async () => {
    handled = 0
    const answer = await batch('/1.0/me/order/1,2,3/status', { 'x-rules': '/me/order/1/status /me/order/3/*' })
    expect(answer.json().map((row: { error: { errorCode: string } | null }) => row.error?.errorCode ?? null)).toEqual([
      null,
      'NOT_GRANTED_CALL',
      null,
    ])
    expect(handled).toBe(2)
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

describe('the objects of a list', () => {
  const objects = (headers: Record<string, string> = {}) =>
    call('GET', '/1.0/me/order', { headers: { 'x-pagination-mode': 'CachedObjectList-Pages', ...headers } })

  test('come in one query, with their number', async () => {
    manyCalls = []
    const answer = await objects()
    expect(answer.json()).toEqual(orders)
    expect(answer.headers['x-pagination-elements']).toBe('5')
    expect(manyCalls).toEqual([['1', '2', '3', '5', '8']])
  })

  test('come by pages, and only a page of them is read', async () => {
    manyCalls = []
    const answer = await objects({ 'x-pagination-size': '2', 'x-pagination-number': '2' })
    expect(answer.json()).toEqual(orders.slice(2, 4))
    expect(answer.headers['x-pagination-elements']).toBe('5')
    expect(manyCalls).toEqual([['3', '5']])
    expect((await objects({ 'x-pagination-number': '9' })).json()).toEqual([])
  })

  test('are sorted and filtered', async () => {
    const answer = await objects({
      'x-pagination-sort': 'date',
      'x-pagination-sort-order': 'DESC',
      'x-pagination-filter': 'orderId:gt=1&orderId:lt=8',
      'x-pagination-size': '2',
    })
    expect(answer.json()).toEqual([orders[3], orders[2]])
    expect(answer.headers['x-pagination-elements']).toBe('3')
  })

  test('are refused when the caller may read the list but not them', async () => {
    expect((await objects({ 'x-rules': '/me/order' })).json().errorCode).toBe('NOT_GRANTED_CALL')
    expect((await objects({ 'x-rules': '/me/order /me/order/*' })).statusCode).toBe(200)
  })

  test.each([
    [{ 'x-pagination-mode': 'Cursors' }, 'X-Pagination-Mode'],
    [{ 'x-pagination-size': '0' }, 'X-Pagination-Size'],
    [{ 'x-pagination-size': '1001' }, 'X-Pagination-Size'],
    [{ 'x-pagination-number': 'x' }, 'X-Pagination-Number'],
    [{ 'x-pagination-sort-order': 'UP' }, 'X-Pagination-Sort-Order'],
    [{ 'x-pagination-filter': 'orderId=1' }, 'X-Pagination-Filter'],
    [{ 'x-pagination-sort': 'nothing' }, 'nothing'],
  ])('%j is refused by name', async (headers, name) => {
    const answer = await objects(headers)
    expect([answer.statusCode, answer.json().errorCode]).toEqual([400, 'INVALID_PARAMETER'])
    expect(answer.json().message).toContain(name)
  })
})

describe('the server', () => {
  test('lets any origin call the API, and none call operators or read pages', async () => {
    const preflight = { origin: 'https://a.example', 'access-control-request-method': 'PUT' }
    const answer = await call('OPTIONS', '/1.0/me/order', { headers: preflight })
    expect(answer.statusCode).toBe(204)
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': expect.stringMatching(/Authorization.*X-Ovh-Application.*X-Ovh-Timestamp/),
      'access-control-allow-methods': expect.stringContaining('PUT'),
    })
    const got = await call('GET', '/1.0/me/order', { headers: { origin: 'https://a.example' } })
    expect(got.headers['access-control-allow-origin']).toBe('*')
    expect(got.headers['access-control-expose-headers']).toMatch(/X-OVH-QUERYID/)
    for (const url of ['/admin/things', '/sandbox/clock', '/order', '/1.0x']) {
      const refused = await call('OPTIONS', url, { headers: preflight })
      expect([refused.statusCode, refused.headers['access-control-allow-origin']]).toEqual([404, undefined])
    }
    const page = await call('GET', '/order', { headers: { origin: 'https://a.example' } })
    expect(page.headers['access-control-allow-origin']).toBeUndefined()
  })

  test('compresses answers over 1 KiB when asked', async () => {
    const headers = { 'accept-encoding': 'gzip' }
    expect((await call('GET', '/1.0/me/bill', { headers })).headers['content-encoding']).toBe('gzip')
    expect((await call('GET', '/1.0/me/bill')).headers['content-encoding']).toBeUndefined()
    expect((await call('GET', '/1.0/me/order', { headers })).headers['content-encoding']).toBeUndefined()
  })

  test('gives plain routes their body in bytes, their pages a query id', async () => {
    const answer = await call('POST', '/admin/things', { payload: 'a,b', headers: { 'content-type': 'text/csv' } })
    expect(answer.json()).toEqual({ got: 'a,b' })
    expect((await call('GET', '/order')).body).toBe('<p>An order</p>')
  })

  test('says whether it can serve', async () => {
    expect((await call('GET', '/health')).json()).toEqual({ status: 'ok' })
    health = async () => Promise.reject(new Error('the database does not answer'))
    const answer = await call('GET', '/health')
    health = async () => {}
    expect([answer.statusCode, answer.json()]).toEqual([
      503,
      { status: 'unavailable', reason: 'the database does not answer' },
    ])
  })

  test('limits the requests of a credential, and says when to come back', async () => {
    const limited = buildServer({ ...setup, rateLimit: 2 }, { operations: fakes, plainRoutes: [], authenticate })
    const answers = []
    for (let time = 0; time < 3; time++) answers.push(await limited.inject('/1.0/me/order'))
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 429])
    expect(Number(answers[2]?.headers['retry-after'])).toBeGreaterThan(50)
    expect(answers[2]?.json()).toMatchObject({ errorCode: 'TOO_MANY_REQUESTS', httpCode: '429 Too Many Requests' })
    expect((await limited.inject('/1.0/auth/time')).statusCode).toBe(200)
    await limited.close()
  })

  test('describes the operations that it serves, and no others', async () => {
    const openapi = (await call('GET', '/1.0/openapi.json')).json()
    expect(Object.keys(openapi.paths).sort()).toEqual([...new Set(fakes.map(({ contract }) => contract.path))].sort())
    const me = (await call('GET', '/v1/me.json')).json()
    expect(me).toMatchObject({ basePath: 'https://renew.example/v1', resourcePath: '/me' })
    expect(me.apis.map((api: { path: string }) => api.path)).toContain('/me/order/{orderId}/status')
    expect((await call('GET', '/1.0/')).json().apis).toHaveLength(4)
    expect((await call('GET', '/1.0/domain.json')).statusCode).toBe(404)
  })
})

function origin(): string {
  return `http://127.0.0.1:${new URL(app.listeningOrigin).port}`
}
