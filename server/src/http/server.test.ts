import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FakeServer, fakeOperations, fakeServer } from '../../test/fake-server.ts'

let server: FakeServer
beforeAll(async () => {
  server = await fakeServer()
})
afterAll(() => server.close())

describe('the server', () => {
  test('lets any origin call the API, and none call operators or read pages', async () => {
    const preflight = { origin: 'https://a.example', 'access-control-request-method': 'PUT' }
    const answer = await server.call('OPTIONS', '/1.0/me/order', { headers: preflight })
    expect(answer.statusCode).toBe(204)
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': expect.stringMatching(/Authorization.*X-Ovh-Application.*X-Ovh-Timestamp/),
      'access-control-allow-methods': expect.stringContaining('PUT'),
    })
    const got = await server.call('GET', '/1.0/me/order', { headers: { origin: 'https://a.example' } })
    expect(got.headers['access-control-allow-origin']).toBe('*')
    expect(got.headers['access-control-expose-headers']).toMatch(/X-OVH-QUERYID/)
    for (const url of ['/admin/things', '/sandbox/clock', '/order', '/1.0x']) {
      const refused = await server.call('OPTIONS', url, { headers: preflight })
      expect([refused.statusCode, refused.headers['access-control-allow-origin']]).toEqual([404, undefined])
    }
    const page = await server.call('GET', '/order', { headers: { origin: 'https://a.example' } })
    expect(page.headers['access-control-allow-origin']).toBeUndefined()
  })

  test('compresses answers over 1 KiB when asked', async () => {
    const headers = { 'accept-encoding': 'gzip' }
    expect((await server.call('GET', '/1.0/me/bill', { headers })).headers['content-encoding']).toBe('gzip')
    expect((await server.call('GET', '/1.0/me/bill')).headers['content-encoding']).toBeUndefined()
    expect((await server.call('GET', '/1.0/me/order', { headers })).headers['content-encoding']).toBeUndefined()
  })

  test('gives plain routes their body in bytes, their pages a query id', async () => {
    const answer = await server.call('POST', '/admin/things', {
      payload: 'a,b',
      headers: { 'content-type': 'text/csv' },
    })
    expect(answer.json()).toEqual({ got: 'a,b' })
    expect((await server.call('GET', '/order')).body).toBe('<p>An order</p>')
  })

  test('says whether it can serve', async () => {
    expect((await server.call('GET', '/health')).json()).toEqual({ status: 'ok' })
    server.seen.health = async () => Promise.reject(new Error('the database does not answer'))
    const answer = await server.call('GET', '/health')
    server.seen.health = async () => {}
    expect([answer.statusCode, answer.json()]).toEqual([
      503,
      { status: 'unavailable', reason: 'the database does not answer' },
    ])
  })

  test('limits the requests of a credential, and says when to come back', async () => {
    const limited = await fakeServer(2)
    const answers = []
    for (let time = 0; time < 3; time++) answers.push(await limited.call('GET', '/1.0/me/order'))
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 429])
    expect(Number(answers[2]?.headers['retry-after'])).toBeGreaterThan(50)
    expect(answers[2]?.json()).toMatchObject({ errorCode: 'TOO_MANY_REQUESTS', httpCode: '429 Too Many Requests' })
    expect((await limited.call('GET', '/1.0/auth/time')).statusCode).toBe(200)
    await limited.close()
  })

  test('describes the operations that it serves, and no others', async () => {
    const openapi = (await server.call('GET', '/1.0/openapi.json')).json()
    expect(Object.keys(openapi.paths).sort()).toEqual(
      [...new Set(fakeOperations(server.seen).map(({ contract }) => contract.path))].sort(),
    )
    const me = (await server.call('GET', '/v1/me.json')).json()
    expect(me).toMatchObject({ basePath: 'https://renew.example/v1', resourcePath: '/me' })
    expect(me.apis.map((api: { path: string }) => api.path)).toContain('/me/order/{orderId}/status')
    expect((await server.call('GET', '/1.0/')).json().apis).toHaveLength(4)
    expect((await server.call('GET', '/1.0/domain.json')).statusCode).toBe(404)
  })
})
