import { describe, expect, test } from 'vitest'
import { clientOf, failureOf } from '../test/client.ts'
import { createClient } from './client.ts'

async function urlOf(path: string, query?: Record<string, never>, endpoint = 'http://api.test/1.0'): Promise<string> {
  const { client, server } = clientOf(() => ({ body: null }), { endpoint })
  await client.raw('GET', path, { query })
  return server.seen[0]?.url ?? ''
}

describe('a URL', () => {
  test.each([
    ['/me', 'http://api.test/1.0/me'],
    ['/v2/iam', 'http://api.test/v2/iam'],
    ['/v1/me', 'http://api.test/v1/me'],
    ['/vps', 'http://api.test/1.0/vps'],
    [
      '/me/order?date.from=2026-01-01T00:00:00%2B01:00',
      'http://api.test/1.0/me/order?date.from=2026-01-01T00:00:00%2B01:00',
    ],
    ['/me#x', 'http://api.test/1.0/me'],
  ])('of %s is %s', async (path, url) => {
    expect(await urlOf(path)).toBe(url)
  })

  test('has the query: lists repeat, nothing is left out, offsets are encoded', async () => {
    const { client, server } = clientOf(() => ({ body: null }))
    const query = {
      'date.from': '2026-01-01T00:00:00+01:00',
      many: [1, 2],
      no: undefined,
      none: null,
      yes: true,
      tags: { a: [] },
    }
    await client.raw('GET', '/me/order?first=1', { query })
    expect(server.seen[0]?.url).toBe(
      'http://api.test/1.0/me/order?first=1&date.from=2026-01-01T00%3A00%3A00%2B01%3A00&many=1&many=2&yes=true&tags=%7B%22a%22%3A%5B%5D%7D',
    )
  })

  test('has every parameter as one segment', async () => {
    const { client, server } = clientOf(() => ({ body: null }))
    await client.call('GET /vps/{serviceName}', { params: { serviceName: 'a/b?c#d é' } })
    expect(server.seen[0]?.url).toBe('http://api.test/1.0/vps/a%2Fb%3Fc%23d%20%C3%A9')
  })

  test.each(['', '.', '..'])('never has the parameter "%s", which would be another path', async (serviceName) => {
    const { client, server } = clientOf(() => ({ body: null }))
    const failure = await failureOf(client.call('GET /vps/{serviceName}', { params: { serviceName } }))
    expect(failure).toMatchObject({ code: 'CONFIGURATION' })
    expect(server.seen).toHaveLength(0)
  })
})

describe('a client', () => {
  test.each([
    ['ovh-fr', 'is no name and no URL'],
    ['ftp://api.test', 'ftp: is not spoken'],
    ['http://user:password@api.test/1.0', 'without user, query and fragment'],
    ['http://api.test/1.0?x', 'without user, query and fragment'],
  ])('is refused the endpoint %s', (endpoint, why) => {
    expect(() => createClient({ endpoint, credentials: { kind: 'none' } })).toThrow(why)
  })

  test('is refused a timeout of nothing', () => {
    const options = { endpoint: 'ovh-eu', credentials: { kind: 'none' } } as const
    expect(() => createClient({ ...options, timeoutSeconds: 0 })).toThrow(
      'timeoutSeconds must be a number above 0, not 0',
    )
    expect(() => createClient({ ...options, retries: -1 })).toThrow('retries must be a number from 0, not -1')
  })

  test('says what it is, and sends what it is given', async () => {
    const { client, server } = clientOf(() => ({ body: null }), { userAgent: 'renewer/1' })
    await client.call('PUT /me', { body: {}, headers: { 'content-type': 'text/x' }, idempotencyKey: 'k' })
    const { headers } = server.seen[0] ?? {}
    expect(Object.fromEntries(headers ?? [])).toEqual({
      accept: 'application/json',
      'content-type': 'text/x',
      'idempotency-key': 'k',
      'user-agent': 'renewer/1',
    })
  })

  test('refuses a header that could not travel, without showing it', async () => {
    const { client } = clientOf(() => ({ body: null }))
    const failure = await failureOf(client.call('GET /me/order', { headers: { 'X-Note': 'a\nb' } }))
    expect(failure).toMatchObject({ message: 'the header X-Note must be a text of visible ASCII characters' })
  })

  test('gives null for an empty answer', async () => {
    const { client } = clientOf(() => ({ text: '' }))
    expect(await client.call('GET /me/order')).toBeNull()
  })
})
