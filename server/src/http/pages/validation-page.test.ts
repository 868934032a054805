import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { signedHeaders, testAccount } from '../../../test/customer.ts'
import { type CustomerServer, customerServer } from '../../../test/customer-server.ts'
import { type CreatedCredentials, createCredentials } from '../../actions/accounts/create-credentials.ts'
import { decideCredential } from '../../actions/accounts/decide-credential.ts'
import type { Account } from '../../customers/account.ts'

let server: CustomerServer
/** Makes the application. */
let owner: Account
/** Is asked to let it in: an application may ask anybody. */
let holder: Account
let application: CreatedCredentials
let address = 1

beforeAll(async () => {
  server = await customerServer()
  owner = await testAccount(server.parts)
  holder = await testAccount(server.parts, { password: 'correct horse' })
  application = await createCredentials(server.parts, {
    accountId: owner.id,
    accessRules: null,
    description: 'Backups <b>',
  })
})
afterAll(() => server?.close())
/** Each test comes from an address of its own, so that the limit of attempts is met where it is meant. */
beforeEach(() => {
  address += 1
})

interface Asked {
  readonly consumerKey: string
  readonly token: string
}

async function ask(fields: object = {}): Promise<Asked> {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/1.0/auth/credential',
    headers: { 'x-ovh-application': application.applicationKey },
    payload: { accessRules: [{ method: 'GET', path: '/*' }], ...fields },
  })
  const { consumerKey, validationUrl } = answer.json()
  return { consumerKey, token: new URL(validationUrl).searchParams.get('credentialToken') ?? '' }
}

function open(token: string) {
  return server.app.inject({ url: `/auth/?credentialToken=${token}`, remoteAddress: `192.0.2.${address}` })
}

function answer(token: string, fields: Record<string, string | undefined> = {}) {
  const form = {
    nichandle: holder.nichandle,
    password: 'correct horse',
    validity: 'P1D',
    decision: 'validated',
    ...fields,
  }
  const given = Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return server.app.inject({
    method: 'POST',
    url: '/auth/',
    remoteAddress: `192.0.2.${address}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams([['credentialToken', token], ...given]).toString(),
  })
}

function me({ consumerKey }: Asked) {
  const keys = { ...application, consumerKey }
  const headers = signedHeaders(keys, { method: 'GET', url: `${server.parts.publicUrl}/1.0/auth/currentCredential` })
  return server.app.inject({ url: '/1.0/auth/currentCredential', headers: { ...headers, host: '127.0.0.1:8080' } })
}

test('the page tells who asks for what, and keeps to itself', async () => {
  const accessRules = [
    { method: 'GET', path: '/me/*' },
    { method: 'POST', path: '/me/*' },
    { method: 'DELETE', path: '/<script>' },
  ]
  const page = await open((await ask({ accessRules, allowedIPs: ['192.0.2.0/24'] })).token)
  expect(page.statusCode).toBe(200)
  expect(page.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-frame-options': 'DENY',
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    ),
  })
  expect(page.headers['access-control-allow-origin']).toBeUndefined()
  expect(page.body).toContain('Allow “Backups &lt;b&gt;” to use your account?')
  expect(page.body).toContain('<td><code>/me/*</code></td><td>read (GET), create and act (POST)</td>')
  expect(page.body).toContain('<td><code>/&lt;script&gt;</code></td><td>delete (DELETE)</td>')
  expect(page.body).toContain('only from 192.0.2.0/24')
  expect(page.body).not.toContain('<script')
})

test('accepted: the credential is the holder’s, for 24 hours', async () => {
  const asked = await ask()
  const done = await answer(asked.token)
  expect([done.statusCode, done.body]).toEqual([200, expect.stringContaining('Access allowed')])
  const credential = (await me(asked)).json()
  expect(credential).toMatchObject({ status: 'validated', rules: [{ method: 'GET', path: '/*' }] })
  const hours = Temporal.Now.instant().until(credential.expiration).total('hours')
  expect(hours).toBeGreaterThan(23.9)
  expect(hours).toBeLessThanOrEqual(24)
})

test.each([
  ['PT1H', 1],
  ['P7D', 168],
  ['P30D', 720],
])('accepted for %s', async (validity, expected) => {
  const asked = await ask()
  await answer(asked.token, { validity })
  const { expiration } = (await me(asked)).json()
  expect(Math.round(Temporal.Now.instant().until(expiration).total('hours'))).toBe(expected)
})

test('accepted without end', async () => {
  const asked = await ask()
  await answer(asked.token, { validity: 'unlimited' })
  expect((await me(asked)).json()).toMatchObject({ status: 'validated', expiration: null })
})

test('refused', async () => {
  const asked = await ask()
  expect((await answer(asked.token, { decision: 'refused' })).body).toContain('Access refused')
  expect((await me(asked)).json()).toMatchObject({ errorCode: 'INVALID_CREDENTIAL', details: { state: 'refused' } })
})

test.each(['validated', 'refused'])('%s: the holder is sent where the application wants him', async (decision) => {
  const { token } = await ask({ redirection: 'https://app.example/done?state=1' })
  expect((await open(token)).headers['content-security-policy']).toContain("form-action 'self' http: https:;")
  const done = await answer(token, { decision })
  expect([done.statusCode, done.headers.location]).toEqual([303, 'https://app.example/done?state=1'])
  expect(done.headers['referrer-policy']).toBe('no-referrer')
})

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  '/me',
  'app.example',
  '',
])('the redirection "%s" leads nowhere', async (redirection) => {
  const { token } = await ask({ redirection })
  expect((await open(token)).body).not.toContain('Afterwards you are sent')
  const done = await answer(token)
  expect([done.statusCode, done.headers.location]).toEqual([200, undefined])
  expect(done.body).toContain('You can close this page')
})

test.each<[string, Record<string, string>]>([
  ['a wrong password', { password: 'wrong' }],
  ['an unknown account', { nichandle: 'zz1-ovh' }],
  ['no account', { nichandle: '' }],
])('%s: asked again, without saying which is wrong', async (_case, fields) => {
  const asked = await ask()
  const page = await answer(asked.token, { ...fields, validity: 'P7D' })
  expect(page.statusCode).toBe(403)
  expect(page.body).toContain('Account or password is wrong.')
  expect(page.body).toContain('<option value="P7D" selected>')
  expect(page.body).not.toContain('wrong"')
  expect((await me(asked)).json().details).toEqual({ state: 'pendingValidation' })
  expect((await answer(asked.token)).statusCode).toBe(200)
})

test('the account may be typed in capitals and with spaces', async () => {
  expect((await answer((await ask()).token, { nichandle: ` ${holder.nichandle.toUpperCase()} ` })).statusCode).toBe(200)
})

test('an account without password cannot log in', async () => {
  const page = await answer((await ask()).token, { nichandle: owner.nichandle, password: '' })
  expect(page.statusCode).toBe(403)
})

test('a link is answered once', async () => {
  const asked = await ask()
  await answer(asked.token, { decision: 'refused' })
  for (const again of [await open(asked.token), await answer(asked.token)]) {
    expect([again.statusCode, again.body]).toEqual([409, expect.stringContaining('has been answered already')])
  }
  expect((await me(asked)).json().details).toEqual({ state: 'refused' })
})

test('of several answers at once, one counts', async () => {
  const links = await Promise.all(Array.from({ length: 10 }, () => ask()))
  for (const { token } of links) {
    const decided = (decision: 'validated' | 'refused') =>
      decideCredential(server.parts, { validationToken: token, decision, validity: null, accountId: holder.id })
    const answers = await Promise.allSettled([decided('validated'), decided('refused'), decided('validated')])
    const refusals = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refusals.map(({ code }) => code)).toEqual(['CONFLICT', 'CONFLICT'])
  }
})

test('a link can be answered for 24 hours', async () => {
  const asked = await ask()
  await server.database.transaction((transaction) =>
    transaction.query(sql`
      update credentials set created_at = created_at - interval '24 hours' where state = 'pendingValidation'`),
  )
  const page = await open(asked.token)
  expect([page.statusCode, page.body]).toEqual([409, expect.stringContaining('is too old')])
  expect((await answer(asked.token)).statusCode).toBe(409)
})

test.each(['x', 'A'.repeat(64), 'A'.repeat(65), '%00', ''])('an unknown token is a 404: %s', async (token) => {
  const page = await open(token)
  expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
  expect(page.body).toContain('Unknown link')
})

test.each([
  ['no decision', { decision: undefined }],
  ['another decision', { decision: 'expired' }],
  ['a duration that is not offered', { validity: 'P100Y' }],
])('%s is refused', async (_case, fields) => {
  const { token } = await ask()
  expect((await answer(token, fields)).statusCode).toBe(400)
  expect((await open(token)).statusCode).toBe(200)
})

test('ten wrong passwords a minute an address, then the right one does not help; elsewhere it does', async () => {
  const asked = await ask()
  for (let time = 0; time < 10; time++) expect((await answer(asked.token, { password: 'guess' })).statusCode).toBe(403)
  const page = await answer(asked.token)
  expect([page.statusCode, page.body]).toEqual([429, expect.stringContaining('Too many attempts')])
  expect(Number(page.headers['retry-after'])).toBeGreaterThan(0)
  expect((await open(asked.token)).statusCode).toBe(429)
  address += 1
  expect((await answer(asked.token)).statusCode).toBe(200)
})

test('ten wrong tokens a minute an address; right ones do not count', async () => {
  const { token } = await ask()
  for (let time = 0; time < 15; time++) expect((await open(token)).statusCode).toBe(200)
  for (let time = 0; time < 10; time++) expect((await open('A'.repeat(64))).statusCode).toBe(404)
  expect((await open(token)).statusCode).toBe(429)
})

test('wrong passwords that come all at once are counted too', async () => {
  const { token } = await ask()
  const guesses = await Promise.all(Array.from({ length: 15 }, () => answer(token, { password: 'guess' })))
  expect(guesses.filter(({ statusCode }) => statusCode === 403)).toHaveLength(10)
})

test('an operator of a sandbox decides by the consumer key, whatever the state', async () => {
  const asked = await ask()
  const { consumerKey } = asked
  const decide = (decision: 'validated' | 'refused' | 'expired', validity: string | null = null) =>
    decideCredential(server.parts, { consumerKey, decision, validity, accountId: null })
  expect(await decide('validated', 'P1D')).toMatchObject({
    state: 'validated',
    account: { nichandle: owner.nichandle },
  })
  expect((await me(asked)).json()).toMatchObject({ status: 'validated', expiration: expect.any(String) })
  await decide('expired')
  expect((await me(asked)).json().details).toEqual({ state: 'expired' })
  await decideCredential(server.parts, { consumerKey, decision: 'validated', validity: null, accountId: holder.id })
  expect((await me(asked)).json()).toMatchObject({ status: 'validated', expiration: null })
  await decide('refused')
  expect((await me(asked)).json().details).toEqual({ state: 'refused' })
  await expect(decide('validated', 'tomorrow')).rejects.toMatchObject({ code: 'INVALID_PARAMETER' })
  const unknown = { consumerKey: 'unknown', decision: 'validated', validity: null, accountId: null } as const
  await expect(decideCredential(server.parts, unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('nothing secret was logged, and nothing secret is stored as it is', async () => {
  const asked = await ask()
  await answer(asked.token, { password: 'wrong password' })
  await answer(asked.token)
  await me(asked)
  const stored = await server.database.transaction((transaction) =>
    transaction.query<{ text: string }>(sql`
      select accounts::text as text from accounts union all select applications::text from applications
      union all select credentials::text from credentials`),
  )
  const all = [...server.logged, ...stored.map(({ text }) => text)].join('\n')
  for (const secret of [
    asked.consumerKey,
    asked.token,
    application.applicationSecret,
    'correct horse',
    'wrong password',
  ]) {
    expect(all).not.toContain(secret)
    expect(all).not.toContain(Buffer.from(secret).toString('hex'))
  }
})
