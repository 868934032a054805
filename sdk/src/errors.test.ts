import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { clientOf, failureOf, keys } from '../test/client.ts'
import type { Reply } from '../test/fake-server.ts'
import { createClient } from './client.ts'
import {
  ApiError,
  BadRequestError,
  ConflictError,
  ExpiredError,
  ForbiddenError,
  NotFoundError,
  OdnowaError,
  PaymentDeclinedError,
  ServerError,
  TooManyRequestsError,
  UnauthorizedError,
} from './errors.ts'

async function refusedWith(reply: Reply): Promise<unknown> {
  const { client } = clientOf(() => reply, { retries: 0 })
  return failureOf(client.raw('POST', '/me/order/7/pay?x=1', { body: {} }))
}

describe('an error', () => {
  test.each([
    [400, BadRequestError],
    [401, UnauthorizedError],
    [402, PaymentDeclinedError],
    [403, ForbiddenError],
    [404, NotFoundError],
    [409, ConflictError],
    [413, BadRequestError],
    [422, BadRequestError],
    [429, TooManyRequestsError],
    [460, ExpiredError],
    [500, ServerError],
    [503, ServerError],
    [418, ApiError],
  ])('of status %i is a %o', async (status, kind) => {
    const failure = await refusedWith({ status, body: { message: 'so' } })
    expect(failure).toBeInstanceOf(kind)
    expect(failure).toBeInstanceOf(OdnowaError)
    expect(failure).toMatchObject({ name: kind.name, status })
  })

  test('tells all that the newer form has', async () => {
    const failure = await refusedWith({
      status: 409,
      headers: { 'X-OVH-QUERYID': 'EU.ext-1' },
      body: {
        class: 'Client::Conflict',
        errorCode: 'SERVICE_ENDING',
        message: 'It ends',
        details: { field: 'a', n: 1 },
      },
    })
    expect(failure).toMatchObject({
      code: 'SERVICE_ENDING',
      errorClass: 'Client::Conflict',
      errorCode: 'SERVICE_ENDING',
      queryId: 'EU.ext-1',
      details: { field: 'a', n: '1' },
      method: 'POST',
      path: '/me/order/7/pay',
      message: 'POST /me/order/7/pay: 409 It ends (query id EU.ext-1)',
    })
  })

  test.each<[string, Reply, string, string]>([
    [
      'the older form',
      { status: 403, body: { errorCode: 'INVALID_CREDENTIAL', httpCode: '403 Forbidden', message: 'no' } },
      'INVALID_CREDENTIAL',
      'no',
    ],
    ['a class alone', { status: 403, body: { class: 'Client::NotGranted', message: 'no' } }, 'NOT_GRANTED', 'no'],
    [
      'a message alone',
      { status: 404, body: { message: 'paymentMean not found' } },
      'HTTP_404',
      'paymentMean not found',
    ],
    ["a proxy's page", { status: 502, text: '<html><b>Bad</b> gateway</html>' }, 'HTTP_502', 'Bad gateway'],
    ['nothing', { status: 504, text: '' }, 'HTTP_504', 'no reason was given'],
    ['a list', { status: 500, body: [1] }, 'HTTP_500', 'no reason was given'],
  ])('is read from %s', async (_form, reply, code, text) => {
    const message = `POST /me/order/7/pay: ${reply.status} ${text}`
    expect(await refusedWith(reply)).toMatchObject({ code, message, details: {} })
  })

  test('names the rule that a key lacks', async () => {
    const body = { errorCode: 'NOT_GRANTED_CALL', message: 'no', details: { method: 'POST', path: '/me/order/7/pay' } }
    expect(await refusedWith({ status: 403, body })).toMatchObject({
      missingRule: 'POST /me/order/7/pay',
      missingRights: [],
    })
    const older = { class: 'Client::Forbidden', message: 'This call has not been granted' }
    expect(await refusedWith({ status: 403, body: older })).toMatchObject({ missingRule: 'POST /me/order/7/pay' })
  })

  test('names the rights that a service account lacks', async () => {
    const details = {
      unauthorizedActionsByIAM: 'account:apiovh:me/order/pay, a:b',
      unauthorizedActionsByAuthentication: '',
    }
    const failure = await refusedWith({ status: 403, body: { class: 'Client::Forbidden', message: 'no', details } })
    expect(failure).toMatchObject({ missingRule: null, missingRights: ['account:apiovh:me/order/pay', 'a:b'] })
  })

  test('says how long to wait', async () => {
    const failure = await refusedWith({ status: 429, headers: { 'Retry-After': '12' }, body: {} })
    expect(failure).toMatchObject({ retryAfterSeconds: 12 })
    expect(await refusedWith({ status: 429, body: { details: { retryAfter: '5' } } })).toMatchObject({
      retryAfterSeconds: 5,
    })
    const date = new Date(Date.now() + 30_000).toUTCString()
    const dated = (await refusedWith({ status: 429, headers: { 'Retry-After': date }, body: {} })) as ApiError
    expect(dated.retryAfterSeconds).toBeGreaterThan(27)
    expect(dated.retryAfterSeconds).toBeLessThanOrEqual(30)
  })
})

test('a page instead of an answer says that the endpoint is no API', async () => {
  const { client } = clientOf(() => ({ text: '<html>' }))
  expect(await failureOf(client.raw('GET', '/me'))).toMatchObject({ code: 'INVALID_ANSWER' })
})

test('no connection says where and why', async () => {
  const { client } = clientOf(
    () => {
      throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND api.test') })
    },
    { retries: 0 },
  )
  expect(await failureOf(client.raw('GET', '/me'))).toMatchObject({
    name: 'NetworkError',
    code: 'NETWORK',
    message: 'GET /me: no answer from http://api.test: getaddrinfo ENOTFOUND api.test',
  })
})

describe('a secret', () => {
  const secrets = ['application-secret', 'consumer-key', 'client-secret', 'access-token']
  const showing = (value: unknown) =>
    `${inspect(value, { depth: 9, showHidden: true })} ${JSON.stringify(value)} ${value instanceof Error ? value.stack : ''}`
  const everyone = [
    keys,
    { kind: 'oauth2', clientId: 'id', clientSecret: 'client-secret' },
    { kind: 'token', accessToken: 'access-token' },
  ] as const

  test.each(everyone)('of $kind shows neither in the client nor in an error that repeats it', async (credentials) => {
    const { client } = clientOf(
      ({ url }) =>
        url.endsWith('/auth/time')
          ? { body: 1 }
          : { status: 403, body: { message: secrets.join(' '), details: { secrets: secrets.join() } } },
      { credentials },
    )
    const failure = await failureOf(client.raw('GET', '/me'))
    const own = Object.values(credentials).filter((value) => secrets.includes(value))
    expect(own).not.toHaveLength(0)
    for (const secret of own) {
      expect(showing(client)).not.toContain(secret)
      expect(showing(failure)).not.toContain(secret)
    }
  })

  test('of a bad form is refused by the name of its field', () => {
    const credentials = { kind: 'token', accessToken: 'access-token\n' } as const
    const make = () => createClient({ endpoint: 'ovh-eu', credentials })
    expect(make).toThrow('credentials.accessToken must be a text of visible ASCII characters without spaces')
    expect(make).not.toThrow('access-token')
  })
})
