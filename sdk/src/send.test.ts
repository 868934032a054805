import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { clientOf, failureOf } from '../test/client.ts'
import type { Reply } from '../test/fake-server.ts'
import type { Client } from './client.ts'
import { apiError } from './errors.ts'
import { pauseAfter } from './retry.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const busy: Reply = { status: 503, body: { message: 'busy' } }
const fine: Reply = { body: 'done' }
const lost = (): never => {
  throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })
}

/** Lets the pauses pass while the call goes on. */
async function settle<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {})
  await vi.runAllTimersAsync()
  return promise
}

type Call = (client: Client) => Promise<unknown>
const get: Call = (client) => client.raw('GET', '/me')
const put: Call = (client) => client.raw('PUT', '/me', { body: {} })
const post: Call = (client) => client.raw('POST', '/me/order/1/pay', { body: {} })
const remove: Call = (client) => client.raw('DELETE', '/me/order/1/balance/x')
const keyed: Call = (client) => client.raw('POST', '/me/order/1/pay', { headers: { 'idempotency-key': 'once' } })

describe('what is sent again', () => {
  test.each<[string, Call, () => Reply, number]>([
    ['a GET that meets a 502', get, () => ({ status: 502, body: {} }), 2],
    ['a GET that meets a 503', get, () => busy, 2],
    ['a GET that meets a 504', get, () => ({ status: 504, text: '' }), 2],
    ['a GET that meets a 429', get, () => ({ status: 429, body: {} }), 2],
    ['a GET that finds no server', get, lost, 2],
    ['a PUT that finds no server', put, lost, 2],
    ['a POST with a key that finds no server', keyed, lost, 2],
    ['not a POST without one', post, lost, 1],
    ['not a POST without one, although refused', post, () => ({ status: 429, body: {} }), 1],
    ['not a DELETE', remove, lost, 1],
    ['not a GET that meets a 500', get, () => ({ status: 500, body: {} }), 1],
    ['not a GET that is refused', get, () => ({ status: 404, body: {} }), 1],
    ['not a payment that failed', keyed, () => ({ status: 502, body: { errorCode: 'PAYMENT_FAILED' } }), 1],
  ])('%s', async (_what, call, first, times) => {
    const { client, server } = clientOf((_request, count) => (count === 1 ? first() : fine))
    const ended = await settle(call(client).catch((error: unknown) => error))
    expect(server.seen).toHaveLength(times)
    expect(ended instanceof Error).toBe(times === 1)
  })

  test('not even a POST with a key at OVHcloud, which does not promise to do it once', async () => {
    for (const endpoint of ['ovh-eu', 'https://eu.api.ovh.com/v1']) {
      const { client, server } = clientOf(lost, { endpoint })
      await settle(failureOf(keyed(client)))
      expect(server.seen).toHaveLength(1)
    }
  })

  test('no more often than `retries` says, each time telling why', async () => {
    const told: unknown[] = []
    const { client, server } = clientOf(() => busy, { retries: 2, onRetry: (retry) => told.push(retry) })
    expect(await settle(failureOf(get(client)))).toMatchObject({ name: 'ServerError', status: 503 })
    expect(server.seen).toHaveLength(3)
    expect(told).toMatchObject([
      { attempt: 1, reason: 'GET /me: 503 busy' },
      { attempt: 2, reason: 'GET /me: 503 busy' },
    ])
  })
})

describe('the pause before', () => {
  const refused = (retryAfterSeconds: number | null, status = 429) =>
    apiError({
      method: 'GET',
      path: '/me',
      status,
      text: '',
      errorClass: null,
      errorCode: null,
      queryId: null,
      details: {},
      retryAfterSeconds,
    })

  test.each([
    [1, 0.25, 0.5],
    [2, 0.5, 1],
    [3, 1, 2],
    [9, 4, 8],
  ])('doubles: after failure %i it is between %d and %d s', (failures, least, most) => {
    expect(pauseAfter(refused(null), failures, () => 0)).toBe(least)
    expect(pauseAfter(refused(null), failures, () => 1)).toBe(most)
  })

  test('is at least what the server asks for, up to a minute', () => {
    expect(pauseAfter(refused(7), 1)).toBeGreaterThanOrEqual(7)
    expect(pauseAfter(refused(60), 1)).toBeLessThan(61)
    expect(pauseAfter(refused(61), 1)).toBeNull()
  })

  test('is read from Retry-After', async () => {
    const { client, server } = clientOf((_request, count) =>
      count === 1 ? { status: 429, headers: { 'Retry-After': '20' }, body: {} } : fine,
    )
    const call = get(client)
    await vi.advanceTimersByTimeAsync(19_900)
    expect(server.seen).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(server.seen).toHaveLength(2)
    await call
  })

  test('ends when the caller gives up', async () => {
    const stop = new AbortController()
    const { client, server } = clientOf(() => busy)
    const call = failureOf(client.raw('GET', '/me', { signal: stop.signal }))
    await vi.advanceTimersByTimeAsync(1)
    stop.abort(new Error('enough'))
    expect(await call).toMatchObject({ message: 'enough' })
    expect(server.seen).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a call that takes too long', () => {
  const silent = () => new Promise<Reply>(() => {})

  test('ends after timeoutSeconds, for each attempt anew', async () => {
    const { client, server } = clientOf(silent, { timeoutSeconds: 5, retries: 1 })
    const failure = await settle(failureOf(get(client)))
    expect(failure).toMatchObject({
      name: 'TimeoutError',
      code: 'TIMEOUT',
      message: 'GET /me: no whole answer within 5 s',
    })
    expect(server.seen).toHaveLength(2)
  })

  test('ends at once when the caller gives up, with his reason, and is not sent again', async () => {
    const stop = new AbortController()
    const { client, server } = clientOf(silent)
    const call = failureOf(client.raw('GET', '/me', { signal: stop.signal }))
    await vi.advanceTimersByTimeAsync(10)
    stop.abort()
    expect(await call).toMatchObject({ name: 'AbortError' })
    expect(server.seen).toHaveLength(1)
  })

  test('is not begun when the caller gave up before', async () => {
    const { client, server } = clientOf(() => fine)
    expect(await failureOf(client.raw('GET', '/me', { signal: AbortSignal.abort() }))).toMatchObject({
      name: 'AbortError',
    })
    expect(server.seen).toHaveLength(0)
  })
})
