import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Call } from '../../../test/client.ts'
import { signedHeaders, testAccount } from '../../../test/customer.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import { createCredentials } from '../../actions/accounts/create-credentials.ts'
import { decideCredential } from '../../actions/accounts/decide-credential.ts'
import { issueToken } from '../../actions/accounts/issue-token.ts'
import type { Account } from '../../customers/account.ts'

let server: TestServer
let account: Account
let call: Call
beforeAll(async () => {
  server = await testServer()
  account = await testAccount(server.parts)
  call = await server.client(account)
})
afterAll(() => server.close())

/** The credential of a new client of an account, by its id, with what it answers to a call. */
async function newCredential(of: Account = account) {
  const client = await server.client(of)
  const { credentialId, applicationId } = (await client('GET', '/auth/currentCredential')).body
  const code = async () => {
    const { status, body } = await client('GET', '/me')
    return status === 200 ? 200 : body.errorCode
  }
  return { client, code, credentialId, applicationId } as const
}

test('an application is read by who made it, and tells no secret', async () => {
  const { applicationId } = await newCredential()
  expect((await call('GET', '/me/api/application')).body).toContain(applicationId)
  expect((await call('GET', `/me/api/application/${applicationId}`)).body).toEqual({
    ...{ applicationId, name: 'Application', description: '', status: 'active' },
    applicationKey: expect.stringMatching(/^[A-Za-z0-9]{16}$/),
  })
  const other = await server.client(await testAccount(server.parts))
  expect((await other('GET', `/me/api/application/${applicationId}`)).status).toBe(404)
  expect((await other('DELETE', `/me/api/application/${applicationId}`)).status).toBe(404)
})

test('a deleted application ends its credentials at once, those of other accounts too', async () => {
  const { applicationKey, applicationSecret } = await createCredentials(server.parts, {
    ...{ accountId: account.id, accessRules: null, description: 'shared' },
  })
  const application = (await call('GET', '/me/api/application')).body.at(-1)
  const request = { accessRules: [{ method: 'GET', path: '/*' }] }
  const headers = { 'x-ovh-application': applicationKey }
  const asked = await call('POST', '/auth/credential', { body: request, headers, unsigned: true })
  const other = await testAccount(server.parts)
  const answer = { decision: 'validated', validity: null, accountId: other.id } as const
  await decideCredential(server.parts, { consumerKey: asked.body.consumerKey, ...answer })
  const keys = { applicationKey, applicationSecret, consumerKey: asked.body.consumerKey }
  const me = async () => {
    const url = '/1.0/me'
    return server.app.inject({ url, headers: signedHeaders(keys, { method: 'GET', url: server.publicUrl + url }) })
  }
  expect((await me()).json().nichandle).toBe(other.nichandle)
  const theirs = await server.client(other)
  const [shared] = (await theirs('GET', `/me/api/credential?applicationId=${application}`)).body
  const held = await theirs('GET', `/me/api/credential/${shared}/application`)
  expect(held.body).toMatchObject({ applicationId: application, applicationKey, description: 'shared' })

  expect((await call('DELETE', `/me/api/application/${application}`)).body).toBeNull()
  expect([(await me()).statusCode, (await me()).json().errorCode]).toEqual([403, 'INVALID_KEY'])
  expect((await theirs('GET', `/me/api/credential/${shared}`)).status).toBe(404)
  expect((await call('DELETE', `/me/api/application/${application}`)).body.errorCode).toBe('NOT_FOUND')
})

test('a deleted credential is refused with its next call, its application stays', async () => {
  const { code, credentialId, applicationId } = await newCredential()
  expect(await code()).toBe(200)
  expect((await call('DELETE', `/me/api/credential/${credentialId}`)).status).toBe(200)
  expect(await code()).toBe('NOT_CREDENTIAL')
  expect((await call('GET', `/me/api/credential/${credentialId}`)).status).toBe(404)
  expect((await call('DELETE', `/me/api/credential/${credentialId}`)).status).toBe(404)
  expect((await call('GET', `/me/api/application/${applicationId}`)).status).toBe(200)
})

test('credentials are listed by application and by the state that they are in now', async () => {
  const [used, over] = [await newCredential(), await newCredential()]
  await over.client('POST', '/auth/logout')
  const list = async (query: string) => (await call('GET', `/me/api/credential?${query}`)).body
  expect(await list(`applicationId=${used.applicationId}`)).toEqual([used.credentialId])
  expect(await list('status=expired')).toEqual([over.credentialId])
  expect(await list('status=validated')).toContain(used.credentialId)
  expect(await list('status=validated')).not.toContain(over.credentialId)
  expect((await call('GET', '/me/api/credential?status=gone')).body.errorCode).toBe('INVALID_PARAMETER')
  const batch = await call('GET', `/me/api/credential/${used.credentialId},${over.credentialId},9999999`, {
    headers: { 'X-Ovh-Batch': ',' },
  })
  expect(batch.body.map((row: { value: { status: string } | null }) => row.value?.status ?? null)).toEqual([
    'validated',
    'expired',
    null,
  ])
})

test('a credential that is bound to addresses is refused from others, and set free again', async () => {
  const { code, credentialId } = await newCredential()
  const path = `/me/api/credential/${credentialId}`
  const bind = (allowedIPs: unknown) => call('PUT', path, { body: { allowedIPs } })
  expect((await bind(['203.0.113.9', '2001:db8::/32'])).status).toBe(200)
  expect((await call('GET', path)).body.allowedIPs).toEqual(['203.0.113.9/32', '2001:db8::/32'])
  expect(await code()).toBe('FORBIDDEN')
  const wrong = (await bind(['nowhere'])).body
  expect([wrong.errorCode, wrong.message]).toEqual(['INVALID_PARAMETER', expect.stringContaining('allowedIPs[0]')])
  expect((await call('PUT', path, { body: { status: 'refused' } })).status).toBe(200)
  expect((await call('GET', path)).body).toMatchObject({ allowedIPs: expect.any(Array), status: 'validated' })
  expect((await bind(null)).status).toBe(200)
  expect(await code()).toBe(200)
  expect((await call('PUT', '/me/api/credential/9999999', { body: {} })).status).toBe(404)
})

const asClient = { name: 'backup', description: 'nightly', flow: 'CLIENT_CREDENTIALS' }

async function newClient() {
  const { body: client } = await call('POST', '/me/api/oauth2/client', { body: asClient })
  const issue = async () => (await issueToken(server.parts, client))?.accessToken ?? null
  const me = async (token: string | null) =>
    (await server.app.inject({ url: '/1.0/me', headers: { authorization: `Bearer ${token}` } })).statusCode
  return { clientId: client.clientId as string, issue, me }
}

test('an OAuth2 client is described anew, and its secret told no more', async () => {
  const { clientId } = await newClient()
  const path = `/me/api/oauth2/client/${clientId}`
  expect((await call('PUT', path, { body: { name: 'archive', callbackUrls: null } })).status).toBe(200)
  const { body } = await call('GET', path)
  expect(body).toMatchObject({ clientId, name: 'archive', description: 'nightly', callbackUrls: [] })
  expect(JSON.stringify(body)).not.toContain('ecret')
  const other = await server.client(await testAccount(server.parts))
  for (const [method, options] of [
    ['PUT', { body: {} }],
    ['DELETE', {}],
    ['GET', {}],
  ] as const) {
    expect((await other(method, path, options)).status).toBe(404)
  }
})

test('a token is listed by an id that opens nothing, and refused once it is deleted', async () => {
  const { clientId, issue, me } = await newClient()
  const [first, second] = [await issue(), await issue()]
  expect([await me(first), await me(second)]).toEqual([200, 200])
  const { body: ids } = await call('GET', '/me/api/oauth2/token')
  expect(ids).toHaveLength(2)
  const { body: token } = await call('GET', `/me/api/oauth2/token/${ids[0]}`)
  expect(token).toMatchObject({ id: ids[0], clientId, clientName: 'backup', scopes: ['all'] })
  expect(token.lastUsedAt).not.toBeNull()
  expect(token.accessTokens).toEqual([expect.objectContaining({ id: ids[0], expiresAt: token.expiresAt })])
  expect(await me(ids[0])).toBe(401)

  const other = await server.client(await testAccount(server.parts))
  expect((await other('GET', `/me/api/oauth2/token/${ids[0]}`)).status).toBe(404)
  expect((await other('DELETE', `/me/api/oauth2/token/${ids[0]}`)).status).toBe(404)
  expect((await call('DELETE', `/me/api/oauth2/token/${ids[0]}`)).status).toBe(200)
  expect([await me(first), await me(second)]).toEqual([401, 200])
  expect((await call('DELETE', `/me/api/oauth2/token/${ids[0]}`)).status).toBe(404)
  expect((await call('GET', '/me/api/oauth2/token')).body).toEqual([ids[1]])
})

test('a deleted client gets no token, and those that it had open nothing', async () => {
  const { clientId, issue, me } = await newClient()
  const token = await issue()
  expect(await me(token)).toBe(200)
  expect((await call('DELETE', `/me/api/oauth2/client/${clientId}`)).status).toBe(200)
  expect([await me(token), await issue()]).toEqual([401, null])
  expect((await call('DELETE', `/me/api/oauth2/client/${clientId}`)).status).toBe(404)
})
