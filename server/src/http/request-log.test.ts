import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedHeaders } from '../../test/customer.ts'
import { givenMeans, givenOrder } from '../../test/parts.ts'
import { type TestServer, testServer } from '../../test/server.ts'
import type { Parts } from '../actions/parts.ts'

/** A gateway whose line is dead: its callers log that. */
const deadLine = (parts: Parts): Parts => {
  const charge = async () => {
    throw new Error('the line is dead')
  }
  return { ...parts, gateway: { ...parts.gateway, charge } }
}

let server: TestServer
beforeAll(async () => {
  server = await testServer({ plan: { around: deadLine } })
})
afterAll(() => server?.close())

const lines = () => server.logged.map((line) => JSON.parse(line) as Record<string, unknown>)
const answered = (queryId: unknown) => lines().filter((line) => line.queryId === queryId && line.message === 'answered')

test('each request leaves one line with the query id of its answer, its operation and how long it took', async () => {
  const answer = await server.app.inject('/1.0/auth/time')
  const [line, ...others] = answered(answer.headers['x-ovh-queryid'])
  expect(others).toEqual([])
  expect(line).toMatchObject({ operation: 'GET /auth/time', status: 200, milliseconds: expect.any(Number) })
  const lost = await server.app.inject('/1.0/nowhere?secret=hunter2')
  expect(answered(lost.headers['x-ovh-queryid'])).toMatchObject([{ operation: 'none', status: 404 }])
})

test('what is logged deep inside for a request has its query id, behind a body too', async () => {
  await givenMeans(server.parts, server.account.id, { id: 1234 as never, isDefault: true })
  const order = await givenOrder(server.parts, server.account, 'P1Y', 12345)
  const path = `/1.0/me/order/${order.id}/pay`
  const body = JSON.stringify({ paymentMethod: { id: 1234 } })
  const signed = signedHeaders(server.keys, { method: 'POST', url: server.publicUrl + path, body })
  const headers = { 'content-type': 'application/json', ...signed }
  const url = await server.app.listen({ host: '127.0.0.1', port: 0 })
  const slow = { method: 'POST', headers, body: inPackets(body), duplex: 'half' } as unknown as RequestInit
  const answer = await fetch(url + path, slow)
  const queryId = answer.headers.get('x-ovh-queryid')
  expect(queryId).toMatch(/^EU\.ext-1\./)
  const warning = lines().find((line) => line.message === 'the gateway broke off: its answer is unknown')
  expect(warning).toMatchObject({ queryId })
})

/** A body that comes by and by, as by a slow line. */
async function* inPackets(text: string): AsyncGenerator<Uint8Array> {
  for (const part of [text.slice(0, 9), text.slice(9)]) {
    await wait(50)
    yield new TextEncoder().encode(part)
  }
}

test('a run that an operator asked for names its request', async () => {
  const headers = { authorization: `Bearer ${server.adminToken}` }
  const answer = await server.app.inject({ method: 'POST', url: '/admin/runs', headers })
  const line = lines().find((each) => each.run === answer.json().id && each.message === 'a run is done')
  expect(line).toMatchObject({ kind: 'all', queryId: answer.headers['x-ovh-queryid'] })
})

test('neither addresses nor secrets are logged, and of machines that ask all the time only what went wrong', async () => {
  const before = server.logged.length
  await server.app.inject('/health')
  await server.app.inject('/metrics')
  expect(server.logged.length).toBe(before)
  await server.app.inject('/order?orderId=1&orderPassword=hunter2')
  const headers = { authorization: 'Bearer hunter2', 'x-ovh-consumer': 'hunter2' }
  await server.app.inject({ url: '/admin/plans/hunter2', headers })
  const text = server.logged.join('\n')
  for (const secret of ['hunter2', server.adminToken, server.keys.consumerKey, server.keys.applicationSecret]) {
    expect(text).not.toContain(secret)
  }
})
