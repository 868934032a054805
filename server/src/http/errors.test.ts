import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FakeServer, fakeServer } from '../../test/fake-server.ts'

let server: FakeServer
beforeAll(async () => {
  server = await fakeServer()
})
afterAll(() => server.close())

describe('an error', () => {
  test('of the house has a name and a status, 460 too', async () => {
    const answer = await server.call('GET', '/1.0/me/order/460/status')
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
    const answer = await server.call('GET', '/1.0/me/order/500/status')
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('hunter2')
    expect(answer.json()).toMatchObject({ class: 'Server::InternalServerError', errorCode: 'INTERNAL' })
    expect(server.seen.logged.at(-1)?.facts).toMatchObject({
      queryId: answer.headers['x-ovh-queryid'],
      error: 'the pipe to the secret hunter2 burst',
    })
  })

  test('of a database that is away is a 503', async () => {
    const answer = await server.call('GET', '/1.0/me/order/503/status')
    expect(answer.json()).toMatchObject({ errorCode: 'UNAVAILABLE', httpCode: '503 Service Unavailable' })
    expect(server.seen.logged.at(-1)?.facts).toMatchObject({ code: 'UNAVAILABLE', cause: 'ECONNREFUSED' })
    const batch = await server.call('GET', '/1.0/me/order/1,503/status', { headers: { 'x-ovh-batch': ',' } })
    expect(batch.statusCode).toBe(503)
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
    const answer = await server.call(method, url)
    expect([answer.statusCode, answer.json().errorCode]).toEqual([status, errorCode])
  })

  test('names what is not served, and why v2 is not', async () => {
    const unknown = await server.call('GET', '/1.0/nothing?password=x')
    expect(unknown.json().message).toBe('GET /1.0/nothing is not served: see /1.0/openapi.json for what is')
    expect(unknown.json().class).toBe('Client::NotFound')
    expect((await server.call('GET', '/v2/iam/policy')).json().message).toContain('v1 only')
  })

  test('of HTTP itself has the usual form', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(server.origin).port), '127.0.0.1', () => socket.write('nonsense\r\n\r\n'))
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
