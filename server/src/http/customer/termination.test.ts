import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Call } from '../../../test/client.ts'
import { testAccount } from '../../../test/customer.ts'
import { givenMeans, givenOrder } from '../../../test/parts.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import { testPlans, testServices } from '../../../test/services.ts'
import { forgetTokens } from '../../actions/accounts/forget-tokens.ts'
import { writeNotices } from '../../actions/telling/write-notices.ts'
import type { Account } from '../../customers/account.ts'

let server: TestServer
let account: Account
let call: Call
let id = 1000
const name = () => `vps-${id}`

beforeAll(async () => {
  server = await testServer()
  account = await testAccount(server.parts)
  call = await server.client(account)
  await testPlans(server.parts, [
    { code: 'basic', family: 'vps', serviceType: 'VPS Basic', prices: { P1Y: '39.00' } },
    { code: 'snapshot', family: 'vps/option', prices: { P1Y: '9.00' } },
    { code: 'domain-eu', family: 'domain', prices: { P1Y: '9.00' } },
  ])
})
afterAll(() => server.close())

beforeEach(async () => {
  id += 10
  const words = { family: 'vps', mode: 'automatic', expires: '2126-01-15' } as const
  await testServices(server.parts, account.id, [
    { id, plan: 'basic', name: name(), ...words },
    { ...words, id: id + 1, plan: 'snapshot', family: 'vps/option', name: 'snap', parent: id },
  ])
})

/** The link of the last mail that names a service, found as Terraform's provider does. */
async function linkOf(named = name()): Promise<{ readonly path: string; readonly token: string }> {
  await writeNotices(server.parts)
  const ids: readonly number[] = (await call('GET', '/me/notification/email/history')).body
  for (const mail of ids.toReversed()) {
    const { body } = (await call('GET', `/me/notification/email/history/${mail}`)).body
    const found = /\/billing\/confirmTerminate\?id=[A-Za-z0-9]+&token=([A-Za-z0-9]+)/.exec(body)
    if (found && body.includes(named)) return { path: found[0], token: found[1] ?? '' }
  }
  throw new Error(`no mail has a link for ${named}`)
}
const isGone = async (serviceId = id) => (await call('GET', `/service/${serviceId}`)).status === 404
const confirm = (token: string, by: Call = call) => by('POST', `/vps/${name()}/confirmTermination`, { body: { token } })

let lastAddress = 0
function open(url: string, { form, from }: { form?: Record<string, string>; from?: string } = {}) {
  const remoteAddress = from ?? `198.51.100.${++lastAddress}`
  const headers = { 'accept-language': 'pl', ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) }
  const payload = form && new URLSearchParams(form).toString()
  return server.app.inject({
    method: form ? 'POST' : 'GET',
    url,
    remoteAddress,
    headers,
    ...(payload ? { payload } : {}),
  })
}

describe('a product is terminated by a mailed token', () => {
  test('asked for by the product, confirmed by the product: at once, with its options and the reason', async () => {
    const asked = await call('POST', `/vps/${name()}/terminate`)
    expect([asked.status, asked.body]).toEqual([200, expect.stringContaining(account.nichandle)])
    expect(await isGone()).toBe(false)
    const { token } = await linkOf()
    const body = { token, reason: 'TOO_EXPENSIVE', futureUse: 'OTHER', commentary: 'moving out' }
    const confirmed = await call('POST', `/vps/${name()}/confirmTermination`, { body })
    expect([confirmed.status, confirmed.body]).toEqual([200, expect.stringContaining('terminated')])
    expect(await isGone()).toBe(true)
    expect(await isGone(id + 1)).toBe(true)
    const [event] = await server.transaction((transaction) =>
      transaction.query<{ data: object }>(sql`
        select data from events where type = 'service.terminated' and service_id = ${id}::bigint`),
    )
    expect(event?.data).toEqual({ reason: 'TOO_EXPENSIVE', futureUse: 'OTHER', commentary: 'moving out' })
  })

  test('by /services, which a domain needs', async () => {
    await testServices(server.parts, account.id, [
      { id: id + 2, plan: 'domain-eu', family: 'domain', name: `${id}.eu`, expires: '2126-01-15' },
    ])
    expect((await call('POST', `/domain/${id}.eu/terminate`)).status).toBe(404)
    const asked = await call('POST', `/services/${id + 2}/terminate`)
    expect(asked.body).toEqual({ message: expect.stringContaining(`${id}.eu`) })
    const { token } = await linkOf(`${id}.eu`)
    const confirmed = await call('POST', `/services/${id + 2}/terminate/confirm`, { body: { token } })
    expect([confirmed.status, confirmed.body.message]).toEqual([200, expect.stringContaining('terminated')])
    expect(await isGone(id + 2)).toBe(true)
  })

  test('a token is hashed at rest, and holds for its service and its account alone', async () => {
    await call('POST', `/vps/${name()}/terminate`)
    const waiting = await server.transaction((transaction) =>
      transaction.query<{ data: object }>(sql`select data from notices where ${id}::bigint = any (services)`),
    )
    expect(JSON.stringify(waiting)).not.toContain('confirmTerminate')
    const { token } = await linkOf()
    const [kept] = await server.transaction((transaction) =>
      transaction.query<{ hash: string }>(sql`
        select encode(token_hash, 'hex') as hash from termination_tokens where service_id = ${id}::bigint`),
    )
    expect(kept?.hash).toHaveLength(64)
    expect(server.logged.join()).not.toContain(token)
    const elsewhere = await call('POST', `/services/${id + 1}/terminate/confirm`, { body: { token } })
    expect([elsewhere.status, elsewhere.body.errorCode]).toEqual([403, 'INVALID_TOKEN'])
    const thief = await testAccount(server.parts)
    const theirs = await server.client(thief)
    await testServices(server.parts, thief.id, [{ id: id + 3, plan: 'basic', family: 'vps', name: name() }])
    expect((await confirm(token, theirs)).body.errorCode).toBe('INVALID_TOKEN')
    expect((await theirs('POST', `/services/${id}/terminate/confirm`, { body: { token } })).status).toBe(403)
    expect(await isGone()).toBe(false)
  })

  test('a newer mail replaces the older one, and a used token is used', async () => {
    await call('POST', `/vps/${name()}/terminate`)
    const first = await linkOf()
    await call('POST', `/vps/${name()}/terminate`)
    const second = await linkOf()
    expect((await confirm(first.token)).body.errorCode).toBe('INVALID_TOKEN')
    const both = await Promise.all([confirm(second.token), confirm(second.token)])
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await isGone()).toBe(true)
  })

  test('T7 it ends in real time, and is forgotten then', async () => {
    await call('POST', `/vps/${name()}/terminate`)
    const { token, path } = await linkOf()
    await server.transaction((transaction) =>
      transaction.query(sql`update termination_tokens set expires_at = now() where service_id = ${id}::bigint`),
    )
    expect((await confirm(token)).body.errorCode).toBe('INVALID_TOKEN')
    expect((await open(path)).statusCode).toBe(404)
    expect(await forgetTokens(server.parts)).toBeGreaterThan(0)
  })

  test('O5 not while a payment on it is pending; the token is good afterwards', async () => {
    const bank = await givenMeans(server.parts, account.id, { kind: 'bankAccount', outcomes: ['pending:P5D:success'] })
    const order = await givenOrder(server.parts, account, 'P1Y', id)
    await call('POST', `/me/order/${order.id}/pay`, { body: { paymentMethod: { id: bank } } })
    await call('POST', `/vps/${name()}/terminate`)
    const { token, path } = await linkOf()
    const refused = await confirm(token)
    expect([refused.status, refused.body.errorCode]).toEqual([409, 'SERVICE_RESERVED'])
    const page = await open('/billing/confirmTerminate', { form: { id: String(id), token } })
    expect([page.statusCode, page.body]).toEqual([409, expect.stringContaining('paiement')])
    expect((await open(path)).statusCode).toBe(200)
    expect(await isGone()).toBe(false)
  })
})

describe('the page of the link', () => {
  test('shows what would end, in the language of its account, and ends nothing', async () => {
    await call('POST', `/vps/${name()}/terminate`)
    const { path } = await linkOf()
    for (const _ of [1, 2]) {
      const page = await open(path)
      expect([page.statusCode, page.headers['referrer-policy']]).toEqual([200, 'no-referrer'])
      for (const part of [
        `Résilier ${name()}\u00a0?`,
        'VPS Basic',
        '15 janvier 2126',
        '<li>snap</li>',
        '<form method="post"',
      ]) {
        expect(page.body).toContain(part)
      }
    }
    expect(await isGone()).toBe(false)
  })

  test('its form ends it, once', async () => {
    await call('POST', `/vps/${name()}/terminate`)
    const { token } = await linkOf()
    const form = { id: String(id), token }
    const done = await open('/billing/confirmTerminate', { form })
    expect([done.statusCode, done.body]).toEqual([200, expect.stringContaining(`${name()} est résilié`)])
    expect(await isGone()).toBe(true)
    const again = await open('/billing/confirmTerminate', { form })
    expect([again.statusCode, again.body]).toEqual([404, expect.stringContaining('Ten link już nie działa')])
  })

  test.each([
    '',
    '?id=1',
    '?id=x&token=y',
    `?id=1&token=${'a'.repeat(32)}`,
    `?id=1&id=2&token=${'a'.repeat(32)}`,
  ])('a link that names nothing is a 404: %s', async (query) => {
    expect((await open(`/billing/confirmTerminate${query}`)).statusCode).toBe(404)
  })

  test('wrong tokens are counted over the page and the operations together: 10 a minute an address', async () => {
    const from = '203.0.113.77'
    const wrong = { id: '1', token: 'a'.repeat(32) }
    for (let tries = 0; tries < 10; tries++) {
      expect((await open('/billing/confirmTerminate', { form: wrong, from })).statusCode).toBe(404)
    }
    const late = await open('/billing/confirmTerminate', { form: wrong, from })
    expect([late.statusCode, Number(late.headers['retry-after'])]).toEqual([429, expect.any(Number)])
    const answers = []
    for (let tries = 0; tries < 11; tries++) answers.push((await confirm('wrong')).body.errorCode)
    expect(answers.at(-1)).toBe('TOO_MANY_REQUESTS')
  })
})
