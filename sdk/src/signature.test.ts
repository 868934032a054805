import { expect, test, vi } from 'vitest'
import { fakeServer } from '../test/fake-server.ts'
import { createClient } from './client.ts'

const keys = {
  kind: 'keys',
  applicationKey: 'TDPKJdwZwAQPwKX2',
  applicationSecret: '9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk',
  consumerKey: '5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY',
} as const
const body = { a: 'b', c: 'd' }

test.each([
  ['GET', '/auth', undefined, '$1$e9556054b6309771395efa467c22e627407461ad'],
  ['POST', '/auth', body, '$1$ec2fb5c7a81f64723c77d2e5b609ae6f58a84fc1'],
  ['PUT', '/auth', body, '$1$8a75a9e7c8e7296c9dbeda6a2a735eb6bd58ec4b'],
  ['DELETE', '/auth', undefined, '$1$a1eecd00b3b02b6cf5708b84b9ff42059a950d85'],
  ['GET', '/call', undefined, '$1$7f2db49253edfc41891023fcd1a54cf61db05fbb'],
  ['GET', '/v1/call', undefined, '$1$e6e7906d385eb28adcbfbe6b66c1528a42d741ad'],
  ['GET', '/v2/call', undefined, '$1$bb63b132a6f84ad5433d0c534d48d3f7c3804285'],
])('signs %s %s as OVH documents it (ovh-api.md 1.2)', async (method, path, sent, signature) => {
  vi.useFakeTimers({ now: 1_457_018_875_000, toFake: ['Date'] })
  try {
    const server = fakeServer(({ url }) => ({ body: url.endsWith('/auth/time') ? 1_457_018_875 : null }))
    const client = createClient({ endpoint: 'ovh-eu', credentials: keys, fetch: server.fetch })
    await client.raw(method, path, { body: sent })
    const request = server.seen.at(-1)
    expect(request?.headers.get('x-ovh-signature')).toBe(signature)
    expect(request?.headers.get('x-ovh-timestamp')).toBe('1457018875')
    expect(request?.headers.get('x-ovh-application')).toBe(keys.applicationKey)
    expect(request?.headers.get('x-ovh-consumer')).toBe(keys.consumerKey)
    expect(request?.body).toBe(sent ? '{"a":"b","c":"d"}' : '')
  } finally {
    vi.useRealTimers()
  }
})
