import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder } from './folder.ts'
import { type FillPath, placesOf } from './places.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'
import { type Keys, send, signedCall } from './signed-call.ts'

const folder = makeFolder('odnowa-authorization-')
let sandbox: Sandbox
let stranger: Keys
let narrow: Keys
let fill: FillPath
let operations: { method: string; path: string; open: boolean }[]

/** Operations that the caller's own credential or address decides on, or that anybody may call. */
const ownersOnly = (path: string) => !path.startsWith('/auth/')
/** The prepaid account is named by its currency: everybody's own has the same name. */
const namedAlike = (path: string) => /^\/me\/(ovhAccount|credit\/balance)/.test(path)
/** A wrong token is refused alike, whether there is such an id or not. */
const byToken = (path: string) => /\/(confirm|confirmTermination)$/.test(path)

beforeAll(async () => {
  sandbox = await startSandbox({ data: join(folder, 'data') })
  const account = await sandbox.operator<{ nichandle: string }>('POST', '/admin/accounts', {
    ...{ nichandle: 'zz99999-ovh', email: 'stranger@example.org', firstname: 'Stranger', name: 'Other' },
    ...{ legalform: 'individual', country: 'FR', currency: 'EUR', language: 'fr_FR' },
  })
  const credentials = (body: object, nichandle: string) =>
    sandbox.operator<Omit<Keys, 'endpoint'>>('POST', `/admin/accounts/${nichandle}/credentials`, body)
  stranger = { endpoint: sandbox.endpoint, ...(await credentials({}, account.nichandle)) }
  const accessRules = [{ method: 'GET', path: '/nothing/at/all' }]
  narrow = { endpoint: sandbox.endpoint, ...(await credentials({ accessRules }, sandbox.account)) }
  await makeAPaidOrder()
  fill = await placesOf(sandbox)
  operations = await mounted()
}, 120_000)

afterAll(async () => {
  await sandbox?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** So that there are an order, a payment and a bill to look for. */
async function makeAPaidOrder(): Promise<void> {
  const wish = { duration: 'P1M', services: [112233], dryRun: false }
  const order = await signedCall(sandbox, 'POST', '/service/112233/renew', wish)
  expect(order.status).toBe(200)
  const path = `/me/order/${order.body.orderId}/payWithRegisteredPaymentMean`
  expect((await signedCall(sandbox, 'POST', path, { paymentMean: 'paypal', paymentMeanId: 1234 })).status).toBe(200)
  await sandbox.operator('POST', `/admin/accounts/${sandbox.account}/balance`, {
    value: 1,
    reason: 'a movement to look for',
  })
  const engaged = { pricingMode: 'degressivity12' }
  expect((await signedCall(sandbox, 'POST', '/services/112233/billing/engagement/request', engaged)).status).toBe(200)
  await sandbox.operator('POST', `/admin/accounts/${sandbox.account}/points`, { points: 5, reason: 'a movement' })
  const unpaid = await signedCall(sandbox, 'POST', '/service/112233/renew', wish)
  const balance = { balanceName: 'PREPAID_ACCOUNT' }
  expect((await signedCall(sandbox, 'POST', `/me/order/${unpaid.body.orderId}/balance`, balance)).status).toBe(200)
  await sandbox.operator('POST', `/admin/accounts/${sandbox.account}/payment-means`, {
    type: 'deferredPaymentAccount',
    terms: 30,
  })
  const serviceAccount = { callbackUrls: [], flow: 'CLIENT_CREDENTIALS', name: 'mine', description: 'mine' }
  const { body: client } = await signedCall(sandbox, 'POST', '/me/api/oauth2/client', serviceAccount)
  const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')
  const issued = await fetch(new URL('/auth/oauth2/token', sandbox.endpoint), {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials&scope=all',
  })
  expect(issued.status).toBe(200)
}

async function mounted(): Promise<{ method: string; path: string; open: boolean }[]> {
  const document = (await send('GET', `${sandbox.endpoint}/openapi.json`, '')).body
  return Object.entries<Record<string, { security?: unknown[] }>>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ['get', 'post', 'put', 'delete'].includes(method))
      .map(([method, { security }]) => ({ method: method.toUpperCase(), path, open: security?.length === 0 })),
  )
}

describe('every operation that is served', () => {
  test('there are many, and the sandbox has something real for each path', async () => {
    expect(operations.length).toBeGreaterThan(200)
    const reads = operations.filter(({ method }) => method === 'GET')
    const filled = await Promise.all(reads.map(async ({ path }) => ({ path, real: await fill(path, 'read') })))
    expect(filled.filter(({ real }) => real === null).map(({ path }) => path)).toEqual([])
    const answers = await Promise.all(filled.map(async ({ real }) => signedCall(sandbox, 'GET', real ?? '')))
    const refused = answers
      .map(({ status }, index) => `${status} ${filled[index]?.real}`)
      .filter((line) => !/^(200|460)/.test(line))
    expect(refused).toEqual([])
  }, 120_000)

  test('without a credential: refused, whatever the path', async () => {
    for (const { method, path } of operations.filter(({ path, open }) => ownersOnly(path) && !open)) {
      const url = `${sandbox.endpoint}${(await fill(path)) ?? path}`
      const answer = await send(method, url, method === 'POST' || method === 'PUT' ? '{}' : '')
      expect([`${method} ${path}`, answer.status]).toEqual([`${method} ${path}`, 401])
    }
  }, 120_000)

  test('with rules for something else: refused by name, and nothing more is told', async () => {
    for (const { method, path } of operations.filter(({ path, open }) => ownersOnly(path) && !open)) {
      const real = (await fill(path)) ?? path
      const answer = await signedCall(narrow, method, real, method === 'POST' || method === 'PUT' ? {} : undefined)
      expect([`${method} ${path}`, answer.status, answer.body.errorCode]).toEqual([
        `${method} ${path}`,
        403,
        'NOT_GRANTED_CALL',
      ])
    }
  }, 120_000)

  test("another account's ids: as if they were not there", async () => {
    for (const { method, path } of operations.filter(
      ({ path }) => path.includes('{') && ownersOnly(path) && !namedAlike(path) && !byToken(path),
    )) {
      const real = await fill(path)
      if (real === null) continue
      const body = method === 'POST' || method === 'PUT' ? bodyFor(path) : undefined
      const answer = await signedCall(stranger, method, real, body)
      if (answer.status === 200 && Array.isArray(answer.body) && answer.body.length === 0) continue
      expect([`${method} ${path}`, answer.status, answer.body?.class]).toEqual([
        `${method} ${path}`,
        404,
        'Client::NotFound',
      ])
    }
  }, 120_000)

  test("lists of another account have none of the owner's", async () => {
    for (const { path } of operations.filter(
      ({ method, path }) => method === 'GET' && !path.includes('{') && ownersOnly(path) && !namedAlike(path),
    )) {
      const mine = await signedCall(sandbox, 'GET', path)
      const theirs = await signedCall(stranger, 'GET', path)
      if (!Array.isArray(mine.body)) continue
      const shared = mine.body.filter((id: unknown) => theirs.body.includes(id))
      expect([path, shared]).toEqual([path, []])
    }
  }, 120_000)
})

/** A body that is valid, so that what is judged is whose the object is. */
function bodyFor(path: string): object {
  if (path.endsWith('/renew')) return { duration: 'P1Y', services: [12345], dryRun: false }
  if (/debt.*\/pay$/.test(path)) return {}
  if (path.endsWith('/pay')) return { paymentMethod: { id: 1234 } }
  if (path.endsWith('/payWithRegisteredPaymentMean')) return { paymentMean: 'paypal', paymentMeanId: 1234 }
  if (path.endsWith('/engagement/request')) return { pricingMode: 'degressivity12' }
  if (path.endsWith('/retraction')) return { reason: 'other' }
  if (path.endsWith('/engagement/flush')) return { autoPayWithPreferredPaymentMethod: false }
  if (/order.*\/balance$/.test(path)) return { balanceName: 'PREPAID_ACCOUNT' }
  if (/movements.*requestRefund$/.test(path)) return { amount: 1 }
  if (path.endsWith('/endRule')) return { strategy: 'CANCEL_SERVICE' }
  if (path.endsWith('/confirm') || path.endsWith('/confirmTermination')) return { token: 'x' }
  if (path.endsWith('/accept') || path.endsWith('/refuse')) return { token: 'x' }
  if (path.endsWith('/changeContact')) return { contactTech: 'ab12345-ovh' }
  if (path.endsWith('/challenge')) return { challenge: '1234' }
  if (path.endsWith('/details')) return { details: '{"iban": "DE89370400440532013000", "ownerName": "Eve"}' }
  if (path.endsWith('/creditOrder')) return { amount: 10 }
  if (path.endsWith('/serviceInfosUpdate')) return { renew: { automatic: true } }
  if (path.endsWith('/serviceInfos'))
    return { renew: { automatic: true, deleteAtExpiration: false, forced: false, period: 1 } }
  if (path.endsWith('/group/{groupId}/service')) return { serviceId: 112233 }
  return {}
}
