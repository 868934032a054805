import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { clientOf, failureOf } from '../test/client.ts'
import type { Reply, Seen } from '../test/fake-server.ts'

const account = { kind: 'oauth2', clientId: 'id', clientSecret: 'very-secret' } as const

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const isToken = ({ url }: Seen) => url.endsWith('/auth/oauth2/token')
const bearers = (seen: readonly Seen[]) =>
  seen.filter((request) => !isToken(request)).map(({ headers }) => headers.get('authorization'))

/** Gives the tokens t1, t2 ... that live for an hour. */
function withTokens(answer: (request: Seen) => Reply) {
  let given = 0
  return clientOf(
    (request) => (isToken(request) ? { body: { access_token: `t${++given}`, expires_in: 3600 } } : answer(request)),
    { credentials: account },
  )
}

test('a token is got once by client credentials and shared', async () => {
  const { client, server } = withTokens(() => ({ body: [] }))
  await Promise.all([client.raw('GET', '/me/order'), client.raw('GET', '/me/bill')])
  const asked = server.seen.filter(isToken)
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatchObject({
    method: 'POST',
    url: 'http://api.test/auth/oauth2/token',
    body: 'grant_type=client_credentials&scope=all',
  })
  expect(asked[0]?.headers.get('authorization')).toBe(`Basic ${btoa('id:very-secret')}`)
  expect(asked[0]?.headers.get('content-type')).toBe('application/x-www-form-urlencoded')
  expect(bearers(server.seen)).toEqual(['Bearer t1', 'Bearer t1'])
})

test('a token is renewed a minute before its end, once for all', async () => {
  const { client, server } = withTokens(() => ({ body: [] }))
  await client.raw('GET', '/me')
  vi.setSystemTime(Date.now() + 3539_000)
  await client.raw('GET', '/me')
  vi.setSystemTime(Date.now() + 2_000)
  await Promise.all([client.raw('GET', '/me'), client.raw('GET', '/me')])
  expect(bearers(server.seen)).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2', 'Bearer t2'])
})

test('a token that is refused is fetched anew once, and the call sent once more', async () => {
  const { client, server } = withTokens(({ headers }) =>
    headers.get('authorization') === 'Bearer t1' ? { status: 401, body: { message: 'revoked' } } : { body: 'done' },
  )
  expect((await client.raw('POST', '/me/order/1/pay')).body).toBe('done')
  expect(bearers(server.seen)).toEqual(['Bearer t1', 'Bearer t2'])
})

test('a call that is refused with a fresh token too is unauthorized', async () => {
  const { client, server } = withTokens(() => ({ status: 401, body: { message: 'not you' } }))
  expect(await failureOf(client.raw('GET', '/me'))).toMatchObject({ name: 'UnauthorizedError', status: 401 })
  expect(bearers(server.seen)).toHaveLength(2)
})

test('a refused service account is told as the token URL tells it', async () => {
  const { client } = clientOf(
    () => ({ status: 401, body: { error: 'invalid_client', error_description: 'no very-secret' } }),
    {
      credentials: account,
    },
  )
  const failure = await failureOf(client.raw('GET', '/me'))
  expect(failure).toMatchObject({ code: 'INVALID_CLIENT', message: 'POST /auth/oauth2/token: 401 no ***' })
})

test.each([
  ['ovh-eu', 'https://www.ovh.com/auth/oauth2/token'],
  ['ovh-ca', 'https://ca.ovh.com/auth/oauth2/token'],
  ['ovh-us', 'https://us.ovhcloud.com/auth/oauth2/token'],
])('%s gives its tokens at %s', async (endpoint, tokenUrl) => {
  const { client, server } = clientOf(() => ({ body: { access_token: 't', expires_in: 3599 } }), {
    endpoint,
    credentials: account,
  })
  await client.raw('GET', '/me')
  expect(server.seen[0]?.url).toBe(tokenUrl)
})
