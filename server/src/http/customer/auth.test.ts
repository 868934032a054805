import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedHeaders, testAccount } from '../../../test/customer.ts'
import { type CustomerServer, customerServer } from '../../../test/customer-server.ts'
import { type CreatedCredentials, createCredentials } from '../../actions/accounts/create-credentials.ts'
import { issueToken } from '../../actions/accounts/issue-token.ts'
import { type AccessRule, allRules } from '../../customers/access-rules.ts'
import type { Account } from '../../customers/account.ts'

let server: CustomerServer
let account: Account
let keys: CreatedCredentials

beforeAll(async () => {
  server = await customerServer()
  account = await testAccount(server.parts)
  keys = await newKeys()
})
afterAll(() => server?.close())

function newKeys(accessRules: readonly AccessRule[] | null = null): Promise<CreatedCredentials> {
  return createCredentials(server.parts, { accountId: account.id, accessRules, description: 'A test' })
}

async function call(method: 'GET' | 'POST', path: string, { body = '', as = keys } = {}) {
  const url = `/1.0${path}`
  const headers = signedHeaders(as, { method, url: `${server.parts.publicUrl}${url}`, body })
  return server.app.inject({ method, url, headers: { ...headers, host: '127.0.0.1:8080' }, payload: body })
}

async function withToken(method: 'GET' | 'POST', url: string, token: string) {
  return server.app.inject({
    method,
    url: `/1.0${url}`,
    headers: { authorization: `Bearer ${token}` },
  } satisfies InjectOptions)
}

async function newClient() {
  const body = JSON.stringify({ name: 'backup', description: 'nightly', flow: 'CLIENT_CREDENTIALS' })
  const client: { clientId: string; clientSecret: string } = (
    await call('POST', '/me/api/oauth2/client', { body })
  ).json()
  return { client, token: (await issueToken(server.parts, client))?.accessToken ?? '' }
}

test('GET /auth/time is a bare integer of real time, unsigned', async () => {
  const answer = await server.app.inject('/1.0/auth/time')
  expect(answer.body).toMatch(/^\d+$/)
  expect(Math.abs(Number(answer.body) - Temporal.Now.instant().epochMilliseconds / 1000)).toBeLessThan(2)
})

async function ask(payload: object, applicationKey: string | undefined = keys.applicationKey) {
  const headers = applicationKey === undefined ? {} : { 'x-ovh-application': applicationKey }
  return server.app.inject({ method: 'POST', url: '/1.0/auth/credential', headers, payload })
}

test('POST /auth/credential as python-ovh sends it: nulls, and the application key alone', async () => {
  const answer = await ask({ accessRules: [{ method: 'GET', path: '/*' }], redirection: null, allowedIPs: null })
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    {
      consumerKey: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
      state: 'pendingValidation',
      validationUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:8080\/auth\/\?credentialToken=[A-Za-z0-9]{64}$/),
    },
  ])
  const { consumerKey } = answer.json()
  const waiting = await call('GET', '/me', { as: { ...keys, consumerKey } })
  expect([waiting.statusCode, waiting.json().errorCode]).toEqual([403, 'INVALID_CREDENTIAL'])
  expect(server.logged.join()).not.toContain(consumerKey)
})

test('POST /auth/credential as go-ovh sends it: rules alone', async () => {
  expect((await ask({ accessRules: [] })).statusCode).toBe(200)
})

const rules = [{ method: 'GET', path: '/me' }]

test.each([
  ['an unknown application', { accessRules: rules }, 'unknown', 403, 'INVALID_KEY', undefined],
  ['no application', { accessRules: rules }, '', 403, 'INVALID_KEY', undefined],
  ['no rules', {}, null, 400, 'INVALID_PARAMETER', 'accessRules'],
  [
    'another method',
    { accessRules: [{ method: 'PATCH', path: '/' }] },
    null,
    400,
    'INVALID_PARAMETER',
    'accessRules[0].method',
  ],
  ['a rule without path', { accessRules: [{ method: 'GET' }] }, null, 400, 'INVALID_PARAMETER', 'accessRules[0].path'],
  [
    'an address that is none',
    { accessRules: rules, allowedIPs: ['192.0.2.0/33'] },
    null,
    400,
    'INVALID_PARAMETER',
    'allowedIPs[0]',
  ],
  [
    'a long redirection',
    { accessRules: rules, redirection: 'x'.repeat(2_001) },
    null,
    400,
    'INVALID_PARAMETER',
    'redirection',
  ],
  ['more', { accessRules: rules, more: 1 }, null, 400, 'UNKNOWN_FIELD', 'more'],
])('POST /auth/credential refuses %s', async (_case, payload, applicationKey, status, errorCode, field) => {
  const answer = await ask(payload, applicationKey === null ? keys.applicationKey : applicationKey)
  expect([answer.statusCode, answer.json().errorCode, answer.json().details?.field]).toEqual([status, errorCode, field])
})

test('GET /auth/currentCredential', async () => {
  const as = await newKeys([{ method: 'GET', path: '/auth/*' }])
  const answer = await call('GET', '/auth/currentCredential', { as })
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    {
      allowedIPs: null,
      applicationId: expect.any(Number),
      creation: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/),
      credentialId: expect.any(Number),
      expiration: null,
      lastUse: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/),
      ovhSupport: false,
      rules: [{ method: 'GET', path: '/auth/*' }],
      status: 'validated',
    },
  ])
})

test('GET /auth/details of a credential', async () => {
  expect((await call('GET', '/auth/details')).json()).toEqual({
    account: account.nichandle,
    allowedRoutes: allRules,
    description: null,
    identities: [`urn:v1:eu:identity:account:${account.nichandle}`],
    method: 'account',
    roles: [],
    user: null,
  })
})

test('GET /auth/details of a bearer token', async () => {
  const { client, token } = await newClient()
  expect((await withToken('GET', '/auth/details', token)).json()).toEqual({
    account: account.nichandle,
    allowedRoutes: null,
    description: null,
    identities: [`urn:v1:eu:identity:credential:${account.nichandle}/oauth2-${client.clientId}`],
    method: 'oauth2_client_credentials',
    roles: [],
    user: null,
  })
  const credential = await withToken('GET', '/auth/currentCredential', token)
  expect([credential.statusCode, credential.json().errorCode]).toEqual([403, 'FORBIDDEN'])
})

test('POST /auth/logout ends the credential, and no other', async () => {
  const as = await newKeys()
  const answer = await call('POST', '/auth/logout', { as })
  expect([answer.statusCode, answer.body]).toEqual([200, 'null'])
  const after = await call('GET', '/me', { as })
  expect(after.json()).toMatchObject({ errorCode: 'INVALID_CREDENTIAL', details: { state: 'expired' } })
  expect((await call('GET', '/me')).statusCode).toBe(200)
})

test('POST /auth/logout ends a bearer token', async () => {
  const { token } = await newClient()
  expect((await withToken('POST', '/auth/logout', token)).body).toBe('null')
  const after = await withToken('GET', '/me', token)
  expect([after.statusCode, after.headers['www-authenticate']]).toEqual([401, 'Bearer realm="odnowa"'])
})

test('the routes of /auth need a rule like any other', async () => {
  const as = await newKeys([{ method: 'GET', path: '/me' }])
  for (const path of ['/auth/details', '/auth/currentCredential', '/me/api/oauth2/client']) {
    const answer = await call('GET', path, { as })
    expect([answer.statusCode, answer.json().errorCode]).toEqual([403, 'NOT_GRANTED_CALL'])
    expect(answer.json().message).toMatch(/^This call has not been granted/)
  }
  expect((await call('GET', '/me', { as })).statusCode).toBe(200)
})

test('GET /me has every field', async () => {
  expect((await call('GET', '/me')).json()).toEqual({
    address: '1 rue de la Paix',
    area: null,
    birthCity: null,
    birthDay: null,
    city: 'Roubaix',
    companyNationalIdentificationNumber: null,
    complementaryAddress: null,
    corporationType: null,
    country: 'FR',
    currency: { code: 'EUR', symbol: '€' },
    customerCode: null,
    email: 'maria@example.com',
    fax: null,
    firstname: 'Maria',
    italianSDI: null,
    kycValidated: null,
    language: 'fr_FR',
    legalform: 'individual',
    name: 'Dupont',
    nationalIdentificationNumber: null,
    nichandle: account.nichandle,
    organisation: null,
    ovhCompany: 'ovh',
    ovhSubsidiary: 'FR',
    phone: '+33.320000000',
    phoneCountry: 'FR',
    phoneType: null,
    purposeOfPurchase: null,
    sex: null,
    spareEmail: null,
    state: 'complete',
    vat: null,
    zip: '59100',
  })
})

test('GET /me of an account of another country, of which little is known', async () => {
  const swiss = await testAccount(server.parts, {
    country: 'CH',
    currency: 'USD',
    language: 'de_CH',
    address: null,
    phone: null,
  })
  const as = await createCredentials(server.parts, { accountId: swiss.id, accessRules: null, description: null })
  expect((await call('GET', '/me', { as })).json()).toMatchObject({
    country: 'CH',
    currency: { code: 'USD', symbol: '$' },
    language: null,
    ovhSubsidiary: 'EU',
    phoneCountry: null,
    state: 'incomplete',
  })
})

test('OAuth2 clients are made, listed and read, each by its own account', async () => {
  const { client } = await newClient()
  expect(client).toEqual({
    clientId: expect.stringMatching(/^EU\.[A-Za-z0-9]{16}$/),
    clientSecret: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
  })
  expect((await call('GET', '/me/api/oauth2/client')).json()).toContain(client.clientId)
  const path = `/me/api/oauth2/client/${client.clientId}`
  expect((await call('GET', path)).json()).toEqual({
    callbackUrls: [],
    clientId: client.clientId,
    createdAt: expect.stringMatching(/\+0[12]:00$/),
    description: 'nightly',
    flow: 'CLIENT_CREDENTIALS',
    identity: `urn:v1:eu:identity:credential:${account.nichandle}/oauth2-${client.clientId}`,
    name: 'backup',
  })
  const other = await testAccount(server.parts)
  const as = await createCredentials(server.parts, { accountId: other.id, accessRules: null, description: null })
  expect((await call('GET', '/me/api/oauth2/client', { as })).json()).toEqual([])
  expect((await call('GET', path, { as })).json()).toMatchObject({
    class: 'Client::NotFound',
    message: `The requested object (clientId = ${client.clientId}) does not exist`,
  })
})

test('a flow that there is not is refused', async () => {
  const body = JSON.stringify({ name: 'n', description: 'd', flow: 'AUTHORIZATION_CODE', callbackUrls: ['https://a'] })
  const answer = await call('POST', '/me/api/oauth2/client', { body })
  expect([answer.statusCode, answer.json().details]).toEqual([400, { field: 'flow' }])
})
