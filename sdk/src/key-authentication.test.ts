import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { clientOf, failureOf, keys } from '../test/client.ts'
import type { Reply, Seen } from '../test/fake-server.ts'

const now = 1_800_000_000

beforeEach(() => {
  vi.useFakeTimers({ now: now * 1000, toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A server whose clock tells these seconds, one a question, the last one ever after. */
function withClock(times: number[], answer: (request: Seen) => Reply) {
  return clientOf(
    (request) =>
      request.url.endsWith('/auth/time') ? { body: times.length > 1 ? times.shift() : times[0] } : answer(request),
    { credentials: keys },
  )
}

const timestamps = (seen: readonly Seen[]) => seen.flatMap(({ headers }) => headers.get('x-ovh-timestamp') ?? [])
const questions = (seen: readonly Seen[]) => seen.filter(({ url }) => url.endsWith('/auth/time'))

test('the server is asked for its time once, however many calls begin together', async () => {
  const { client, server } = withClock([now + 500], () => ({ body: [] }))
  await Promise.all([client.raw('GET', '/me/order'), client.raw('GET', '/me/bill'), client.raw('GET', '/services')])
  await client.raw('GET', '/vps')
  expect(questions(server.seen)).toHaveLength(1)
  expect(questions(server.seen)[0]?.headers.has('x-ovh-signature')).toBe(false)
  expect(timestamps(server.seen)).toEqual(Array(4).fill(String(now + 500)))
})

test('a time that could not be asked is asked again by the next call', async () => {
  let fails = true
  const { client, server } = clientOf(
    ({ url }) => (url.endsWith('/auth/time') && fails ? { status: 500, body: { message: 'no' } } : { body: now }),
    { credentials: keys },
  )
  expect(await failureOf(client.raw('GET', '/me'))).toMatchObject({ status: 500, path: '/auth/time' })
  fails = false
  await client.raw('GET', '/me')
  expect(questions(server.seen)).toHaveLength(2)
})

test('a POST refused for its time is sent once more by the clock as it is now', async () => {
  const refusal = { status: 400, body: { errorCode: 'QUERY_TIME_OUT', message: 'too old' } }
  const { client, server } = withClock([now, now + 900], ({ headers }) =>
    headers.get('x-ovh-timestamp') === String(now + 900) ? { body: 'done' } : refusal,
  )
  expect((await client.raw('POST', '/me/order/1/pay', { body: {} })).body).toBe('done')
  expect(timestamps(server.seen)).toEqual([String(now), String(now + 900)])
})

test('a signature that is refused although the clocks agree is wrong for another reason', async () => {
  const { client, server } = withClock([now], () => ({
    status: 400,
    body: { errorCode: 'INVALID_SIGNATURE', message: 'no' },
  }))
  expect(await failureOf(client.raw('GET', '/me'))).toMatchObject({ code: 'INVALID_SIGNATURE', status: 400 })
  expect(timestamps(server.seen)).toHaveLength(1)
  expect(questions(server.seen)).toHaveLength(2)
})

test('a signature that is refused by a clock that moved is sent once more', async () => {
  const { client, server } = withClock([now, now + 3600], ({ headers }) =>
    headers.get('x-ovh-timestamp') === String(now)
      ? { status: 400, body: { errorCode: 'INVALID_SIGNATURE' } }
      : { body: 1 },
  )
  expect((await client.raw('GET', '/me')).body).toBe(1)
  expect(timestamps(server.seen)).toEqual([String(now), String(now + 3600)])
})

test('the bytes that are signed are those that are sent, whatever the alphabet', async () => {
  const { client, server } = withClock([now], () => ({ body: null }))
  await client.raw('PUT', '/domain/é.fr', { body: { name: 'Żółć €', none: null, left: undefined } })
  const { url, body, headers } = server.seen.at(-1) ?? {}
  expect(url).toBe('http://api.test/1.0/domain/%C3%A9.fr')
  expect(body).toBe('{"name":"Żółć €","none":null}')
  const signed = `application-secret+consumer-key+PUT+${url}+${body}+${now}`
  const hash = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(signed))
  expect(headers?.get('x-ovh-signature')).toBe(`$1$${Buffer.from(hash).toString('hex')}`)
})

test('without a consumer key only the calls that need none are made', async () => {
  const { client, server } = clientOf(() => ({ body: { consumerKey: 'new' } }), {
    credentials: { ...keys, consumerKey: null },
  })
  const body = { accessRules: [{ method: 'GET' as const, path: '/*' }] }
  await client.call('POST /auth/credential', { body })
  expect(await failureOf(client.call('GET /me/order'))).toMatchObject({ code: 'CONFIGURATION' })
  expect(server.seen).toHaveLength(1)
  expect(server.seen[0]?.headers.get('x-ovh-application')).toBe('application-key')
  expect(server.seen[0]?.headers.has('x-ovh-consumer')).toBe(false)
})
