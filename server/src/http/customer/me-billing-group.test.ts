import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Call } from '../../../test/client.ts'
import { testAccount } from '../../../test/customer.ts'
import { givenMeans } from '../../../test/parts.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import { type TestService, testPlans, testServices } from '../../../test/services.ts'
import { collectDebts } from '../../actions/automatic/collect-debts.ts'
import { runRenewals } from '../../actions/automatic/run-renewals.ts'
import type { Account } from '../../customers/account.ts'

let server: TestServer
let account: Account
let call: Call
let stranger: Call
let lastId = 8000

beforeAll(async () => {
  server = await testServer()
  stranger = await server.client(await testAccount(server.parts))
  await testPlans(server.parts, [
    { code: 'basic', family: 'vps', prices: { P1Y: '10.00' } },
    { code: 'backup', family: 'vps/option', prices: { P1Y: '1.00' }, followsParent: true },
  ])
})
afterAll(() => server.close())

beforeEach(async () => {
  account = await testAccount(server.parts)
  call = await server.client(account)
})

const given = (words: Parameters<typeof givenMeans>[2] = {}) => givenMeans(server.parts, account.id, words)
const codeOf = async (answer: ReturnType<Call>) => {
  const { status, body } = await answer
  return status === 200 ? 200 : body.errorCode
}

async function newGroup(name: string, paymentMethodId: number | null = null): Promise<number> {
  return (await call('POST', '/me/billing/group', { body: { name, paymentMethodId } })).body.groupId
}

/** Services that renew by themselves and have a day to go. */
async function automaticServices(...many: readonly Partial<TestService>[]): Promise<number[]> {
  const expires = Temporal.Now.plainDateISO('Europe/Paris').add({ days: 1 })
  const dates = { start: expires.subtract({ years: 1 }).toString(), expires: expires.toString() }
  const made = many.map((one): TestService => {
    lastId += 1
    return { id: lastId, plan: 'basic', family: 'vps', mode: 'automatic', ...dates, ...one }
  })
  await testServices(server.parts, account.id, made)
  return made.map(({ id }) => id)
}

const join = (group: number, serviceId: number) =>
  call('POST', `/me/billing/group/${group}/service`, { body: { serviceId } })

async function renewAll(): Promise<void> {
  const until = server.parts.clock.now()
  await runRenewals(server.parts, { until })
  await collectDebts(server.parts, { until: until.add({ hours: 1 }), accountIds: [account.id] })
}

/** What the gateway was asked for the account's orders: their services, the means and the amount, in the order of the orders. */
async function charges() {
  const headers = { authorization: `Bearer ${server.adminToken}` }
  const { calls } = (await server.app.inject({ url: '/sandbox/gateway', headers })).json()
  const orders: number[] = (await call('GET', '/me/order')).body
  const servicesOf = async (order: number) => {
    const ids: number[] = (await call('GET', `/me/order/${order}/details`)).body
    const details = await Promise.all(ids.map((id) => call('GET', `/me/order/${order}/details/${id}`)))
    return details.map(({ body }) => body.domain).sort()
  }
  const own = calls.filter(({ order }: { order: number }) => orders.includes(order))
  const told = own.map(async (one: { order: number; mean: number; amount: { value: number }; outcome: string }) => {
    return [await servicesOf(one.order), one.mean, one.amount.value, one.outcome]
  })
  return (await Promise.all(told)).sort()
}

describe('billing groups', () => {
  test('are made, found by name and by service, described anew and deleted', async () => {
    const means = await given()
    const made = await call('POST', '/me/billing/group', { body: { name: ' Web ', paymentMethodId: means } })
    const { groupId } = made.body
    expect(made.body).toMatchObject({ name: 'Web', paymentMethodId: means, contactId: null })
    const other = await newGroup('Mail')
    const list = async (query = '') => (await call('GET', `/me/billing/group${query}`)).body
    expect([await list(), await list('?name=Web'), await list('?name=W')]).toEqual([[groupId, other], [groupId], []])

    const [service = 0] = await automaticServices({})
    const [option = 0] = await automaticServices({ plan: 'backup', family: 'vps/option', parent: service })
    expect(await codeOf(join(other, service))).toBe(200)
    expect([await list(`?serviceId=${service}`), await list(`?serviceId=${option}`)]).toEqual([[other], [other]])

    expect(await codeOf(call('PUT', `/me/billing/group/${groupId}`, { body: { paymentMethodId: null } }))).toBe(200)
    expect((await call('GET', `/me/billing/group/${groupId}`)).body).toMatchObject({
      name: 'Web',
      paymentMethodId: null,
    })
    expect(await codeOf(call('DELETE', `/me/billing/group/${groupId}`))).toBe(200)
    expect(await codeOf(call('DELETE', `/me/billing/group/${groupId}`))).toBe('NOT_FOUND')
    expect(await list()).toEqual([other])
  })

  test.each([
    ['INVALID_PARAMETER', 'name', {}],
    ['INVALID_PARAMETER', 'name', { name: ' ' }],
    ['INVALID_PARAMETER', 'name', { name: 'x'.repeat(101) }],
    ['INVALID_PARAMETER', 'contactId', { name: 'x', contactId: 5 }],
    ['NOT_FOUND', 'payment means 1', { name: 'x', paymentMethodId: 1 }],
  ])('are refused: %s, %s', async (code, named, body) => {
    const refused = await call('POST', '/me/billing/group', { body })
    expect([refused.body.errorCode, refused.body.message]).toEqual([code, expect.stringContaining(named)])
    expect((await call('GET', '/me/billing/group')).body).toEqual([])
  })

  test('take no means that is blocked or of another account', async () => {
    const group = await newGroup('Web')
    const put = (paymentMethodId: number) => call('PUT', `/me/billing/group/${group}`, { body: { paymentMethodId } })
    expect(await codeOf(put(await given({ state: 'blocked' })))).toBe('PAYMENT_MEANS_NOT_VALID')
    const other = await testAccount(server.parts)
    expect(await codeOf(put(await givenMeans(server.parts, other.id)))).toBe('NOT_FOUND')
    expect((await call('GET', `/me/billing/group/${group}`)).body.paymentMethodId).toBeNull()
  })

  test("are nobody else's", async () => {
    const group = await newGroup('Web')
    const [service = 0] = await automaticServices({})
    await join(group, service)
    const path = `/me/billing/group/${group}`
    expect((await stranger('GET', '/me/billing/group')).body).toEqual([])
    const calls = [
      stranger('GET', path),
      stranger('PUT', path, { body: { name: 'mine' } }),
      stranger('DELETE', path),
      stranger('GET', `${path}/service`),
      stranger('POST', `${path}/service`, { body: { serviceId: service } }),
      stranger('DELETE', `${path}/service/${service}`),
    ]
    expect(await Promise.all(calls.map(codeOf))).toEqual(calls.map(() => 'NOT_FOUND'))
  })
})

describe('services in groups', () => {
  test('are in one at most: putting one into another moves it', async () => {
    const [web, mail] = [await newGroup('Web'), await newGroup('Mail')]
    const [service = 0] = await automaticServices({})
    const inside = async (group: number) => (await call('GET', `/me/billing/group/${group}/service`)).body
    const told = async () => (await call('GET', `/services/${service}`)).body.billing.group
    expect(await told()).toBeNull()
    expect((await join(web, service)).body).toEqual({ groupId: web, serviceId: service })
    expect(await told()).toEqual({ id: web })
    expect(await codeOf(join(web, service))).toBe('ALREADY_EXISTS')
    expect(await codeOf(join(mail, service))).toBe(200)
    expect([await inside(web), await inside(mail)]).toEqual([[], [service]])
    expect(await codeOf(call('GET', `/me/billing/group/${web}/service/${service}`))).toBe('NOT_FOUND')
    expect(await codeOf(call('DELETE', `/me/billing/group/${web}/service/${service}`))).toBe('NOT_FOUND')

    const refused = await call('DELETE', `/me/billing/group/${mail}`)
    expect([refused.status, refused.body.errorCode]).toEqual([409, 'BILLING_GROUP_IN_USE'])
    expect(refused.body.message).toContain(String(service))
    expect(await codeOf(call('DELETE', `/me/billing/group/${mail}/service/${service}`))).toBe(200)
    expect(await inside(mail)).toEqual([])
    expect(await codeOf(call('DELETE', `/me/billing/group/${mail}`))).toBe(200)
  })

  test('are the account’s own, alive, and no options', async () => {
    const group = await newGroup('Web')
    const [service = 0] = await automaticServices({})
    const [option = 0] = await automaticServices({ plan: 'backup', family: 'vps/option', parent: service })
    expect(await codeOf(join(group, 12345))).toBe('NOT_FOUND')
    const refused = await join(group, option)
    expect(refused.body.errorCode).toBe('SERVICE_IS_OPTION')
    expect(refused.body.details).toEqual({ service: String(option), parent: String(service) })
    expect(await codeOf(join(group + 1_000, service))).toBe('NOT_FOUND')
  })

  test('leave it when they are terminated, and let it be deleted', async () => {
    const group = await newGroup('Web')
    const [service = 0] = await automaticServices({})
    await join(group, service)
    expect(await codeOf(call('POST', `/service/${service}/terminate`))).toBe(200)
    expect((await call('GET', `/me/billing/group/${group}/service`)).body).toEqual([])
    expect(await codeOf(call('DELETE', `/me/billing/group/${group}`))).toBe(200)
  })
})

describe('P8 automatic collection charges', () => {
  test('an order a group to the group’s means, options with their service, the rest to the default', async () => {
    const [standard, own] = [await given({ isDefault: true }), await given()]
    const [a = 0, b = 0, c = 0] = await automaticServices({ name: 'a' }, { name: 'b' }, { name: 'c' })
    await automaticServices({ name: 'a-backup', plan: 'backup', family: 'vps/option', parent: a })
    const [web, bare] = [await newGroup('Web', own), await newGroup('Bare')]
    await join(web, a)
    await join(bare, b)
    await renewAll()
    expect(await charges()).toEqual([
      [['a', 'a-backup'], own, 13.2, 'success'],
      [['b'], standard, 12, 'success'],
      [['c'], standard, 12, 'success'],
    ])
    const expires = Temporal.Now.plainDateISO('Europe/Paris').add({ days: 1, years: 1 }).toString()
    for (const id of [a, b, c]) expect((await call('GET', `/service/${id}`)).body.expirationDate).toContain(expires)
  })

  test('what is linked keeps the price of its bundle, though its bills are apart', async () => {
    await testPlans(server.parts, [
      { code: 'pair-a', family: 'domain', prices: { P1Y: '10.00' } },
      { code: 'pair-b', family: 'domain', prices: { P1Y: '10.00' } },
    ])
    const headers = { authorization: `Bearer ${server.adminToken}` }
    const bundle = { plans: ['pair-a', 'pair-b'], currency: 'EUR', plan: 'pair-b', value: '4.00' }
    const made = await server.app.inject({ method: 'POST', url: '/admin/bundles', headers, payload: bundle })
    expect(made.statusCode).toBe(200)
    const own = await given()
    await given({ isDefault: true })
    const [, b = 0] = await automaticServices(
      { name: 'a', plan: 'pair-a', family: 'domain', link: 77 },
      { name: 'b', plan: 'pair-b', family: 'domain', link: 77 },
    )
    await join(await newGroup('Web', own), b)
    await renewAll()
    expect((await charges()).map(([services, , amount]) => [services, amount])).toEqual([
      [['a'], 12],
      [['b'], 4.8],
    ])
  })

  test('nothing else when the group’s means declines; a new one at once, for the group’s bills alone', async () => {
    const declining = await given({ outcomes: ['decline:insufficient_funds'] })
    const standard = await given({ isDefault: true, outcomes: ['decline:insufficient_funds'] })
    const [a = 0] = await automaticServices({ name: 'a' }, { name: 'b' })
    const web = await newGroup('Web', declining)
    await join(web, a)
    await renewAll()
    const declined = [
      [['a'], declining, 12, 'decline:insufficient_funds'],
      [['b'], standard, 12, 'decline:insufficient_funds'],
    ]
    expect(await charges()).toEqual(declined)

    const better = await given()
    expect(await codeOf(call('PUT', `/me/billing/group/${web}`, { body: { paymentMethodId: better } }))).toBe(200)
    expect(await charges()).toEqual([...declined, [['a'], better, 12, 'success']].sort())
  })

  test('a group’s own means alone: a new default of the account does not try it again', async () => {
    const declining = await given({ outcomes: ['decline:insufficient_funds'] })
    await given({ isDefault: true, outcomes: ['decline:insufficient_funds'] })
    const [a = 0] = await automaticServices({ name: 'a' }, { name: 'b' })
    await join(await newGroup('Web', declining), a)
    await renewAll()
    const better = await given()
    expect(await codeOf(call('PUT', `/me/payment/method/${better}`, { body: { default: true } }))).toBe(200)
    const later = (await charges()).filter(([, means]) => means === better || means === declining)
    expect(later).toEqual([
      [['a'], declining, 12, 'decline:insufficient_funds'],
      [['b'], better, 12, 'success'],
    ])
  })

  test('the default once the group’s means is removed, or the group is', async () => {
    const [own, standard] = [await given(), await given({ isDefault: true })]
    const [a = 0, b = 0] = await automaticServices({ name: 'a' }, { name: 'b' })
    const [web, mail] = [await newGroup('Web', own), await newGroup('Mail', own)]
    await join(web, a)
    await join(mail, b)
    await call('DELETE', `/me/billing/group/${mail}/service/${b}`)
    await call('DELETE', `/me/billing/group/${mail}`)
    expect(await codeOf(call('DELETE', `/me/payment/method/${own}`))).toBe(200)
    await renewAll()
    expect((await charges()).map(([services, means]) => [services, means])).toEqual([
      [['a'], standard],
      [['b'], standard],
    ])
  })

  test('nobody when the group’s means is blocked: the account is told, its default is left alone', async () => {
    const own = await given()
    await given({ isDefault: true })
    const [a = 0] = await automaticServices({ name: 'a' })
    await join(await newGroup('Web', own), a)
    const { transaction } = server
    const { writeMeansStates } = await import('../../payments/means-change.store.ts')
    const blocked = { accountId: account.id, id: own, state: 'blocked' } as const
    await transaction((open) => writeMeansStates(open, [blocked], server.parts.clock.now()))
    await renewAll()
    expect(await charges()).toEqual([])
    expect((await call('GET', `/service/${a}`)).body.state).toBe('unpaid')
  })
})
