import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedHeaders, testAccount } from '../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { type CreatedCredentials, createCredentials } from '../actions/accounts/create-credentials.ts'
import { requestCredential } from '../actions/accounts/request-credential.ts'
import type { Clock } from '../calendar/calendar.ts'
import { allRules } from '../customers/access-rules.ts'
import type { Account } from '../customers/account.ts'
import { hashKey } from '../customers/secret.ts'
import { makeSeal } from '../main/seal.ts'
import { Problem } from '../problem/problem.ts'
import { authenticator } from './authentication.ts'
import { toWireError } from './errors.ts'
import type { Authenticated, RawRequest } from './raw-request.ts'

const publicUrl = 'http://127.0.0.1:8080'
const seal = makeSeal('test key')
const business: Clock = { now: () => Temporal.Instant.from('2031-01-01T00:00:00Z') }
let database: TestDatabase
let parts: { transaction: TestDatabase['transaction']; seal: typeof seal; publicUrl: string; clock: Clock }
let account: Account
let keys: CreatedCredentials
let now = currentSecond()
let authenticate: (request: RawRequest) => Promise<Authenticated>

beforeAll(async () => {
  database = await testDatabase()
  parts = { transaction: database.transaction, seal, publicUrl, clock: business }
  account = await testAccount(parts)
  keys = await createCredentials(parts, { accountId: account.id, accessRules: null, description: null })
  authenticate = authenticator(parts, { now: () => now }).authenticate
})
afterAll(() => database?.close())

/** A request as OVH's SDKs make it; `headers` undefined takes one away. */
function request(
  given: {
    method?: string
    url?: string
    signedUrl?: string
    body?: string
    timestamp?: number
    keys?: CreatedCredentials
  } = {},
  headers: Record<string, string | undefined> = {},
): RawRequest {
  const { method = 'GET', url = '/1.0/me', body = '' } = given
  const signedUrl = given.signedUrl ?? publicUrl + url
  const timestamp = given.timestamp ?? seconds()
  const signed = signedHeaders(given.keys ?? keys, { method, url: signedUrl, body, timestamp })
  return {
    method,
    url,
    headers: { host: '127.0.0.1:8080', ...signed, ...headers },
    body: Buffer.from(body),
    address: '203.0.113.9',
  }
}

function currentSecond(): Temporal.Instant {
  return Temporal.Now.instant().round('second')
}

const seconds = () => Math.floor(now.epochMilliseconds / 1000)

async function refusal(refused: RawRequest): Promise<object> {
  const error: unknown = await authenticate(refused).then(
    () => 'it was let through',
    (reason: unknown) => reason,
  )
  return error instanceof Problem ? toWireError(error, 'Q') : { error }
}

function newKeys(accessRules = allRules): Promise<CreatedCredentials> {
  return createCredentials(parts, { accountId: account.id, accessRules, description: null })
}

test('a signed request tells the account, the credential and its rules', async () => {
  expect(await authenticate(request())).toEqual({
    caller: {
      accountId: account.id,
      nichandle: account.nichandle,
      method: 'account',
      credentialId: expect.any(Number),
      clientId: null,
    },
    accessRules: allRules,
  })
})

test('the keys of the published test vectors and their signature open the door', async () => {
  const published: CreatedCredentials = {
    applicationKey: 'TDPKJdwZwAQPwKX2',
    applicationSecret: '9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk',
    consumerKey: '5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY',
  }
  await database.transaction((transaction) =>
    transaction.query(sql`
      with application as (
        insert into applications (account_id, application_key, secret_sealed, name, description, created_at)
        values (${account.id}, ${published.applicationKey}, ${seal.seal(published.applicationSecret)}, '', '', now())
        returning id)
      insert into credentials (application_id, account_id, consumer_key_hash, state, access_rules, created_at)
      select id, ${account.id}, sha256(${Buffer.from(published.consumerKey)}), 'validated', '[]', now() from application`),
  )
  const at = Temporal.Instant.fromEpochMilliseconds(1457018875_000)
  const then = authenticator({ ...parts, publicUrl: 'https://eu.api.ovh.com' }, { now: () => at }).authenticate
  const vector = (method: string, body: string, signature: string): RawRequest => ({
    method,
    url: '/1.0/auth',
    headers: {
      'x-ovh-application': published.applicationKey,
      'x-ovh-consumer': published.consumerKey,
      'x-ovh-timestamp': '1457018875',
      'x-ovh-signature': signature,
    },
    body: Buffer.from(body),
    address: '203.0.113.9',
  })
  const get = vector('GET', '', '$1$e9556054b6309771395efa467c22e627407461ad')
  const post = vector('POST', '{"a":"b","c":"d"}', '$1$ec2fb5c7a81f64723c77d2e5b609ae6f58a84fc1')
  expect((await then(get)).caller.nichandle).toBe(account.nichandle)
  expect((await then(post)).caller.nichandle).toBe(account.nichandle)
  await expect(then({ ...post, body: Buffer.from('{"a": "b","c":"d"}') })).rejects.toThrow('Invalid signature')
})

test.each([
  ['by the public URL', '/1.0/me?a=1', 'http://127.0.0.1:8080/1.0/me?a=1'],
  ['by the other branch', '/v1/me', 'http://127.0.0.1:8080/v1/me'],
  ['as node-ovh: https, without the port', '/1.0/me', 'https://127.0.0.1/1.0/me'],
  ['behind a proxy that holds the certificate', '/1.0/me', 'https://127.0.0.1:8080/1.0/me'],
  ['as python-ovh: the path decoded', '/1.0/domain/%C3%A9.fr', 'http://127.0.0.1:8080/1.0/domain/é.fr'],
])('signed %s', async (_case, url, signedUrl) => {
  expect((await authenticate(request({ url, signedUrl }))).caller.accountId).toBe(account.id)
})

test('the body counts in its bytes', async () => {
  const sent = request({ method: 'POST', body: '{"a": "é"}' })
  expect((await authenticate(sent)).caller.accountId).toBe(account.id)
  const changed = { ...sent, body: Buffer.from('{"a":"é"}') }
  expect(await refusal(changed)).toMatchObject({ httpCode: '400 Bad Request', errorCode: 'INVALID_SIGNATURE' })
})

test('the same signed request may come again within the tolerance', async () => {
  const sent = request()
  await authenticate(sent)
  expect((await authenticate(sent)).caller.accountId).toBe(account.id)
})

test.each([-300, 300])('a clock that is %d s off is tolerated', async (off) => {
  expect((await authenticate(request({ timestamp: seconds() + off }))).caller.accountId).toBe(account.id)
})

const forbidden = { class: 'Client::Forbidden', httpCode: '403 Forbidden', queryId: 'Q' }
const badRequest = { class: 'Client::BadRequest', httpCode: '400 Bad Request', queryId: 'Q' }
const unauthorized = { class: 'Client::Unauthorized', httpCode: '401 Unauthorized', queryId: 'Q' }
const loginFirst = {
  ...unauthorized,
  errorCode: 'UNAUTHORIZED',
  message:
    'You must login first: sign the request with X-Ovh-Application, X-Ovh-Consumer, X-Ovh-Timestamp and X-Ovh-Signature, or send a bearer token',
}
const invalidSignature = {
  ...badRequest,
  errorCode: 'INVALID_SIGNATURE',
  message:
    'Invalid signature: it is not that of the application secret and consumer key over GET http://127.0.0.1:8080/1.0/me, the body as sent, and the timestamp',
  details: {
    method: 'GET',
    urls: 'http://127.0.0.1:8080/1.0/me https://127.0.0.1:8080/1.0/me https://127.0.0.1/1.0/me',
  },
}
const badTimestamp = {
  ...badRequest,
  errorCode: 'INVALID_SIGNATURE',
  message: 'Invalid signature: X-Ovh-Timestamp must be the time of signing in decimal seconds',
}
const none = {
  'x-ovh-application': undefined,
  'x-ovh-consumer': undefined,
  'x-ovh-timestamp': undefined,
  'x-ovh-signature': undefined,
}

test.each<[string, Parameters<typeof request>, object]>([
  ['no credentials at all', [{}, none], loginFirst],
  ['another scheme of authorization', [{}, { ...none, authorization: 'Basic YTpi' }], loginFirst],
  [
    'an application key alone',
    [{}, { 'x-ovh-consumer': undefined, 'x-ovh-signature': undefined }],
    { ...unauthorized, errorCode: 'UNAUTHORIZED', message: 'You must login first: X-Ovh-Consumer is missing' },
  ],
  [
    'an unknown application key',
    [{}, { 'x-ovh-application': 'TDPKJdwZwAQPwKXX' }],
    { ...forbidden, errorCode: 'INVALID_KEY', message: 'This application key is invalid' },
  ],
  [
    'a consumer key without an application key',
    [{}, { 'x-ovh-application': undefined }],
    { ...forbidden, errorCode: 'INVALID_KEY', message: 'This application key is invalid' },
  ],
  [
    'an unknown consumer key',
    [{}, { 'x-ovh-consumer': '5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KX' }],
    { ...forbidden, errorCode: 'NOT_CREDENTIAL', message: 'This credential does not exist' },
  ],
  ['a wrong signature', [{}, { 'x-ovh-signature': `$1$${'0'.repeat(40)}` }], invalidSignature],
  ['a signature of another length', [{}, { 'x-ovh-signature': '$1$' }], invalidSignature],
  ['no signature', [{}, { 'x-ovh-signature': undefined }], invalidSignature],
  ['the signature of another method', [{}, signedHeadersOfPost()], invalidSignature],
  ['the signature of another URL', [{ signedUrl: 'http://127.0.0.1:8080/1.0/me/bill' }], invalidSignature],
  ['no timestamp', [{}, { 'x-ovh-timestamp': undefined }], badTimestamp],
  ['a timestamp that is none', [{}, { 'x-ovh-timestamp': 'now' }], badTimestamp],
])('%s', async (_case, [given, headers], body) => {
  expect(await refusal(request(given, headers))).toEqual(body)
})

function signedHeadersOfPost(): Record<string, string> {
  return { 'x-ovh-signature': '$1$ec2fb5c7a81f64723c77d2e5b609ae6f58a84fc1' }
}

test.each([
  [-301, '301 s ago'],
  [301, '301 s in the future'],
])('a clock that is %d s off is told so, signed rightly or not', async (off, told) => {
  const timestamp = seconds() + off
  const expected = {
    ...badRequest,
    errorCode: 'QUERY_TIME_OUT',
    message: `The request was signed ${told}, more than 300 s: take the time of GET /auth/time`,
    details: { serverTime: String(seconds()) },
  }
  expect(await refusal(request({ timestamp }))).toEqual(expected)
  expect(await refusal(request({ timestamp }, { 'x-ovh-signature': '$1$' }))).toEqual(expected)
})

test('a consumer key of another application is none', async () => {
  const other = await newKeys()
  expect(await refusal(request({ keys: { ...keys, consumerKey: other.consumerKey } }))).toMatchObject({
    errorCode: 'NOT_CREDENTIAL',
  })
})

test.each(['blocked', 'inactive'])('the key of an application that is %s opens nothing', async (status) => {
  const closed = await newKeys()
  await run(sql`update applications set status = ${status} where application_key = ${closed.applicationKey}`)
  expect(await refusal(request({ keys: closed }))).toEqual({
    ...forbidden,
    errorCode: 'INVALID_KEY',
    message: `This application key is invalid: the application is ${status}`,
  })
})

test('a credential that waits for its holder', async () => {
  const { applicationKey } = keys
  const asked = { applicationKey, accessRules: allRules, allowedIps: null, redirection: null }
  const { consumerKey } = await requestCredential(parts, asked)
  expect(await refusal(request({ keys: { ...keys, consumerKey } }))).toEqual({
    ...forbidden,
    errorCode: 'INVALID_CREDENTIAL',
    message:
      'This credential is not valid: its holder has not validated it yet; open the validationUrl that came with it',
    details: { state: 'pendingValidation' },
  })
})

test('a credential expires in real time, by itself', async () => {
  const short = await newKeys()
  await run(
    sql`update credentials set expires_at = ${now.add({ seconds: 10 })}::timestamptz where ${ofKeys(short)} = consumer_key_hash`,
  )
  expect((await authenticate(request({ keys: short }))).caller.accountId).toBe(account.id)
  now = now.add({ seconds: 10 })
  expect(await refusal(request({ keys: short }))).toEqual({
    ...forbidden,
    errorCode: 'INVALID_CREDENTIAL',
    message: 'This credential is not valid: it has expired; ask for a new one with POST /auth/credential',
    details: { state: 'expired' },
  })
})

test('nobody learns the state of a credential without its secret', async () => {
  const ended = await newKeys()
  await run(sql`update credentials set state = 'refused' where ${ofKeys(ended)} = consumer_key_hash`)
  expect(await refusal(request({ keys: { ...ended, applicationSecret: 'guessed' } }))).toMatchObject({
    errorCode: 'INVALID_SIGNATURE',
  })
})

test('a credential that is bound to addresses', async () => {
  const bound = await newKeys()
  await run(sql`update credentials set allowed_ips = '{192.0.2.0/24}' where ${ofKeys(bound)} = consumer_key_hash`)
  const sent = request({ keys: bound })
  expect((await authenticate({ ...sent, address: '192.0.2.1' })).caller.accountId).toBe(account.id)
  expect(await refusal(sent)).toEqual({
    ...forbidden,
    errorCode: 'FORBIDDEN',
    message: 'This credential may not be used from 203.0.113.9: it is bound to other addresses (allowedIPs)',
    details: { address: '203.0.113.9' },
  })
})

test('a secret that was sealed anew is opened anew', async () => {
  const turned = await newKeys()
  await authenticate(request({ keys: turned }))
  const applicationSecret = 'another'
  await run(sql`
    update applications set secret_sealed = ${seal.seal(applicationSecret)} where application_key = ${turned.applicationKey}`)
  expect(await refusal(request({ keys: turned }))).toMatchObject({ errorCode: 'INVALID_SIGNATURE' })
  expect((await authenticate(request({ keys: { ...turned, applicationSecret } }))).caller.accountId).toBe(account.id)
})

test('one statement a call, and a note of the use at most once a minute', async () => {
  const counted = await newKeys()
  const statements: string[] = []
  const counting = authenticator({ ...parts, transaction: noting(statements) }, { now: () => now }).authenticate
  const sent = () => request({ keys: counted })
  for (const secondsLater of [0, 0, 59, 1, 0]) {
    now = now.add({ seconds: secondsLater })
    await counting(sent())
  }
  expect(statements.map((text) => text.trim().split(' ')[0])).toEqual([
    'select',
    'update',
    'select',
    'select',
    'select',
    'update',
    'select',
  ])
})

function ofKeys({ consumerKey }: CreatedCredentials): Buffer {
  return hashKey(consumerKey)
}

async function run(statement: ReturnType<typeof sql>): Promise<void> {
  await database.transaction((transaction) => transaction.query(statement))
}

/** The database's transactions, with the text of every statement noted. */
function noting(statements: string[]): TestDatabase['transaction'] {
  return (work) =>
    database.transaction((transaction) =>
      work({
        query: (statement) => {
          statements.push(statement.text)
          return transaction.query(statement)
        },
      }),
    )
}
