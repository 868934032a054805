import { afterAll, beforeAll, expect, test } from 'vitest'
import { testAccount } from '../../test/customer.ts'
import { type CustomerServer, customerServer } from '../../test/customer-server.ts'
import { createOAuth2Client } from '../actions/accounts/create-oauth2-client.ts'
import type { Account } from '../customers/account.ts'

let server: CustomerServer
let account: Account
let client: { readonly clientId: string; readonly clientSecret: string }

beforeAll(async () => {
  server = await customerServer()
  account = await testAccount(server.parts)
  const request = {
    accountId: account.id,
    name: 'n',
    description: 'd',
    flow: 'CLIENT_CREDENTIALS',
    callbackUrls: [],
  } as const
  client = await createOAuth2Client(server.parts, request)
})
afterAll(() => server?.close())

const form = 'application/x-www-form-urlencoded'
const asked = 'grant_type=client_credentials&scope=all'
const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`

async function post(payload: string, headers: Record<string, string | undefined> = {}) {
  const sent = Object.entries({ 'content-type': form, ...headers }).filter(([, value]) => value !== undefined)
  return server.app.inject({ method: 'POST', url: '/auth/oauth2/token', payload, headers: Object.fromEntries(sent) })
}

const right = () => basic(client.clientId, client.clientSecret)
const inBody = () => `&client_id=${client.clientId}&client_secret=${client.clientSecret}`

test.each<[string, () => Parameters<typeof post>]>([
  ['by Basic, as python-ovh, node-ovh and go-ovh', () => [asked, { authorization: right() }]],
  ['in the body, as curl in the guide', () => [asked + inBody(), {}]],
  [
    'by Basic with form-encoded parts, as simple-oauth2',
    () => [asked, { authorization: basic(encodeURIComponent(client.clientId), client.clientSecret) }],
  ],
  [
    'by Basic and with the id in the body too',
    () => [`${asked}&client_id=${client.clientId}`, { authorization: right() }],
  ],
  ['without a scope', () => ['grant_type=client_credentials', { authorization: right() }]],
  ['with a charset', () => [asked, { authorization: right(), 'content-type': `${form};charset=UTF-8` }]],
  ['without a Content-Type', () => [asked, { authorization: right(), 'content-type': undefined }]],
])('a token is issued to a client that says who it is %s', async (_case, request) => {
  const answer = await post(...request())
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    { access_token: expect.stringMatching(/^[A-Za-z0-9]{64}$/), token_type: 'Bearer', expires_in: 3599, scope: 'all' },
  ])
  expect(answer.headers['cache-control']).toBe('no-store')
  const token = answer.json().access_token
  const me = await server.app.inject({ url: '/1.0/me', headers: { authorization: `Bearer ${token}` } })
  expect(me.json()).toMatchObject({ nichandle: account.nichandle })
  expect(server.logged.join()).not.toContain(token)
})

test.each<[string, () => Parameters<typeof post>, number, string]>([
  ['a wrong secret', () => [asked, { authorization: basic(client.clientId, 'wrong') }], 401, 'invalid_client'],
  [
    'an unknown client',
    () => [asked, { authorization: basic('EU.unknown', client.clientSecret) }],
    401,
    'invalid_client',
  ],
  ['no client', () => [asked, {}], 401, 'invalid_client'],
  ['a client without secret', () => [`${asked}&client_id=${client.clientId}`, {}], 401, 'invalid_client'],
  ['another scheme', () => [asked, { authorization: `Bearer ${client.clientSecret}` }], 401, 'invalid_client'],
  ['Basic that is none', () => [asked, { authorization: 'Basic YWJj' }], 401, 'invalid_client'],
  ['two ways at once', () => [asked + inBody(), { authorization: right() }], 400, 'invalid_request'],
  ['two clients', () => [`${asked}&client_id=other`, { authorization: right() }], 400, 'invalid_request'],
  ['no grant', () => ['scope=all', { authorization: right() }], 400, 'invalid_request'],
  ['an empty body', () => ['', { authorization: right() }], 400, 'invalid_request'],
  ['a field twice', () => [`${asked}&scope=all`, { authorization: right() }], 400, 'invalid_request'],
  ['a NUL', () => [`${asked}&client_id=%00&client_secret=x`, {}], 400, 'invalid_request'],
  ['another grant', () => ['grant_type=password', { authorization: right() }], 400, 'unsupported_grant_type'],
  [
    'another scope',
    () => [`grant_type=client_credentials&scope=some`, { authorization: right() }],
    400,
    'invalid_scope',
  ],
  [
    'a body of JSON',
    () => ['{"grant_type":"client_credentials"}', { authorization: right(), 'content-type': 'application/json' }],
    400,
    'invalid_request',
  ],
])('%s is refused in the form of RFC 6749', async (_case, request, status, error) => {
  const answer = await post(...request())
  expect([answer.statusCode, answer.json()]).toEqual([status, { error, error_description: expect.any(String) }])
  expect(answer.headers['www-authenticate']).toBe(status === 401 ? 'Basic realm="odnowa", charset="UTF-8"' : undefined)
  expect(answer.body).not.toContain(client.clientSecret)
})
