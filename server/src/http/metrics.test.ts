import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type TestServer, testServer } from '../../test/server.ts'
import { buildHouse } from '../main/house.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server?.close())

const read = async (headers = {}) => {
  const answer = await server.app.inject({ url: '/metrics', headers })
  expect(answer.statusCode).toBe(200)
  return answer
}

/** The number of a line such as `odnowa_due{what="services"} 2`; null when it is not there. */
async function metric(line: string): Promise<number | null> {
  const { body } = await read()
  const found = body.split('\n').find((each: string) => each.startsWith(`${line} `))
  return found === undefined ? null : Number(found.slice(line.length + 1))
}

test('/metrics speaks Prometheus, of Node too', async () => {
  const { headers, body } = await read()
  expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(body).toContain('# TYPE odnowa_http_request_seconds histogram')
  expect(body).toMatch(/^nodejs_eventloop_lag_seconds \d/m)
  expect(await metric('odnowa_database_up')).toBe(1)
})

test('requests are counted under the operation, not the address: no id, no secret, no name of an unknown route', async () => {
  await server.call('GET', '/service/12345')
  await server.app.inject('/v1/auth/time')
  await server.app.inject('/1.0/auth/time')
  await server.app.inject('/order?orderId=1&orderPassword=hunter2')
  await server.app.inject('/wp-admin/hunter2')
  await server.app.inject({ url: '/admin/plans/hunter2', headers: { authorization: 'Bearer hunter2' } })
  expect(await metric('odnowa_http_request_seconds_count{operation="GET /service/{serviceId}",status="2xx"}')).toBe(1)
  expect(await metric('odnowa_http_request_seconds_count{operation="GET /auth/time",status="2xx"}')).toBe(2)
  expect(await metric('odnowa_http_request_seconds_count{operation="none",status="4xx"}')).toBe(1)
  expect(await metric('odnowa_http_request_seconds_count{operation="GET /admin/plans/{code}",status="4xx"}')).toBe(1)
  const { body } = await read()
  for (const secret of ['hunter2', '12345', server.adminToken, server.keys.consumerKey]) {
    expect(body).not.toContain(secret)
  }
})

test('what is due is counted, with since when', async () => {
  await server.transaction((open) =>
    open.query(sql`update services set next_action_at = now() - interval '1 hour' where id = 12345`),
  )
  const lag = () => metric('odnowa_lag_seconds{what="services"}')
  await expect.poll(lag, { timeout: 5_000 }).toBeGreaterThanOrEqual(3_600)
  expect(await lag()).toBeLessThan(3_700)
  expect(await metric('odnowa_due{what="services"}')).toBeGreaterThanOrEqual(1)
})

test('what a sweep does is counted', async () => {
  const headers = { authorization: `Bearer ${server.adminToken}`, 'content-type': 'application/json' }
  const payload = JSON.stringify({ kind: 'renewals' })
  const run = (await server.app.inject({ method: 'POST', url: '/admin/runs', headers, payload })).json()
  expect(run.counts.judged).toBeGreaterThan(0)
  expect(await metric('odnowa_sweep_items_total{sweep="renewals",count="judged"}')).toBe(run.counts.judged)
  expect(await metric('odnowa_sweep_seconds_count{sweep="renewals",result="done"}')).toBe(1)
})

test('in production it wants an admin token', async () => {
  const log = { info() {}, warn() {}, error() {} }
  const plan = {
    host: '127.0.0.1',
    port: 0,
    roles: [],
    timezone: 'Europe/Paris',
    rateLimit: 0,
    tls: null,
    log,
  } as const
  const keys = { secretKey: 'secret-key-of-the-test', adminToken: 'the-token' }
  const database = await testDatabase()
  const urls = { publicUrl: 'https://renew.example', databaseUrl: database.url }
  const house = await buildHouse({ ...plan, ...keys, ...urls, mode: 'production' })
  const status = async (authorization?: string) => {
    const headers = authorization === undefined ? {} : { authorization }
    return (await house.app.inject({ url: '/metrics', headers })).statusCode
  }
  try {
    expect(await status()).toBe(401)
    expect(await status('Bearer wrong')).toBe(401)
    expect(await status('Bearer the-token')).toBe(200)
  } finally {
    await house.stop()
    await database.close()
  }
})
