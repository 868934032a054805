import { afterAll, beforeAll, expect, test } from 'vitest'
import { testAccount } from '../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { createOAuth2Client } from '../actions/accounts/create-oauth2-client.ts'
import { issueToken } from '../actions/accounts/issue-token.ts'
import { allRules } from '../customers/access-rules.ts'
import type { Account } from '../customers/account.ts'
import { makeSeal } from '../main/seal.ts'
import { authenticator } from './authentication.ts'
import type { Authenticator, RawRequest } from './raw-request.ts'

const business = { now: () => Temporal.Instant.from('2031-01-01T00:00:00Z') }
let database: TestDatabase
let parts: Parameters<typeof authenticator>[0] & { readonly clock: typeof business }
let account: Account
let now = Temporal.Now.instant().round('second')
let authenticate: Authenticator['authenticate']

beforeAll(async () => {
  database = await testDatabase()
  const { transaction } = database
  parts = { transaction, seal: makeSeal('test key'), publicUrl: 'http://127.0.0.1:8080', clock: business }
  account = await testAccount(parts)
  authenticate = authenticator(parts, { now: () => now }).authenticate
})
afterAll(() => database?.close())

test('a bearer token tells the account and the client, and may do everything', async () => {
  const { clientId, token } = await newToken()
  expect(await authenticate(bearer(token))).toEqual({
    caller: {
      accountId: account.id,
      nichandle: account.nichandle,
      method: 'oauth2_client_credentials',
      credentialId: null,
      clientId,
    },
    accessRules: allRules,
  })
})

test('a bearer token lives 3599 s of real time; an unknown one is told apart', async () => {
  const { token } = await newToken()
  const start = now
  now = start.add({ seconds: 3598 })
  expect((await authenticate(bearer(token))).caller.accountId).toBe(account.id)
  now = start.add({ seconds: 3600 })
  await expect(authenticate(bearer(token))).rejects.toMatchObject({
    code: 'UNAUTHORIZED',
    message: 'This access token has expired: get a new one at /auth/oauth2/token',
  })
  now = start
  await expect(authenticate(bearer('x'.repeat(64)))).rejects.toMatchObject({
    code: 'UNAUTHORIZED',
    message: 'This access token is unknown: get a new one at /auth/oauth2/token',
  })
})

async function newToken(): Promise<{ clientId: string; token: string }> {
  const words = { name: 'n', description: 'd', flow: 'CLIENT_CREDENTIALS', callbackUrls: [] } as const
  const made = await createOAuth2Client(parts, { accountId: account.id, ...words })
  now = Temporal.Now.instant().round('second')
  const token = (await issueToken(parts, made))?.accessToken
  if (token === undefined) throw new Error('no token was issued')
  return { clientId: made.clientId, token }
}

function bearer(token: string): RawRequest {
  const headers = { host: '127.0.0.1:8080', authorization: `Bearer ${token}` }
  return { method: 'GET', url: '/1.0/me', headers, body: Buffer.alloc(0), address: '203.0.113.9' }
}
