import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Call } from '../../../test/client.ts'
import { testAccount } from '../../../test/customer.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import { testOpenBill, testPlans, testServices } from '../../../test/services.ts'
import type { Account } from '../../customers/account.ts'

let server: TestServer
let account: Account
let call: Call

beforeAll(async () => {
  server = await testServer()
  account = await testAccount(server.parts)
  call = await server.client(account)
  await testPlans(server.parts, [
    { code: 'basic', family: 'vps', serviceType: 'VPS Basic', prices: { P1M: '3.50', P1Y: '39.00' } },
    { code: 'fixed', family: 'vps', manualAllowed: false, prices: { P1Y: '10.00' } },
    { code: 'follower', family: 'vps/option', followsParent: true, prices: { P1M: '1.00', P1Y: '9.00' } },
    { code: 'once', family: 'vps', oneShot: true, prices: { P1Y: '10.00' } },
  ])
})
afterAll(() => server.close())

/** Far enough that no test gets there. */
const expires = '2126-01-15'
const past = { start: '2025-01-15', expires: '2026-01-15' }

function suspend(id: number, causes: readonly string[]) {
  return server.transaction((transaction) =>
    transaction.query(sql`
      update services set state = 'suspended', suspension_causes = ${causes}::text[] where id = ${id}::bigint`),
  )
}

describe('W one state inside, the words of each door', () => {
  test.each([
    [1, {}, [], false, 'ok', 'ok', 'ok', 'active', 'active'],
    [2, { mode: 'automatic', expires }, [], true, 'unPaid', 'unpaid', 'ok', 'unpaid', 'active'],
    [3, { mode: 'automatic', ...past }, [], true, 'pendingDebt', 'unpaid', 'ok', 'toRenew', 'active'],
    [4, { mode: 'automatic', ...past }, ['unpaid'], true, 'pendingDebt', 'unpaid', 'suspended', 'unpaid', 'suspended'],
    [5, past, ['expired'], false, 'expired', 'expired', 'suspended', 'unrenewed', 'suspended'],
    [6, {}, ['customer'], false, 'ok', 'ok', 'suspended', 'active', 'suspended'],
    [7, {}, ['operator'], false, 'ok', 'ok', 'suspended', 'active', 'suspended'],
  ] as const)('service %i', async (id, words, causes, bill, infos, state, resource, lifecycle, expanded) => {
    const name = `state-${id}`
    await testServices(server.parts, account.id, [{ id, plan: 'basic', family: 'vps', name, ...words }])
    if (causes.length > 0) await suspend(id, causes)
    if (bill) await testOpenBill(server.parts, account.id, [id], `2026-11-2${id}T12:00:00Z`)
    expect((await call('GET', `/vps/${name}/serviceInfos`)).body.status).toBe(infos)
    expect((await call('GET', `/service/${id}`)).body).toMatchObject({ state, resource: { state: resource } })
    expect((await call('GET', `/services/${id}`)).body).toMatchObject({
      billing: { lifecycle: { current: { state: lifecycle } } },
      resource: { state: expanded },
    })
    const own = await call('GET', `/vps/${name}`)
    expect([own.status, own.body.errorCode]).toEqual(resource === 'ok' ? [200, undefined] : [460, 'SERVICE_EXPIRED'])
  })

  test('a terminated service is a 404 behind every door, and in no list', async () => {
    await testServices(server.parts, account.id, [{ id: 8, plan: 'basic', family: 'vps', name: 'gone' }])
    await server.transaction((transaction) =>
      transaction.query(
        sql`update services set state = 'terminated', terminated_at = now(), next_action_at = null where id = 8`,
      ),
    )
    for (const path of ['/service/8', '/services/8', '/vps/gone', '/vps/gone/serviceInfos']) {
      expect((await call('GET', path)).status).toBe(404)
    }
    expect((await call('GET', '/service')).body).not.toContain(8)
    expect((await call('GET', '/vps')).body).not.toContain('gone')
  })
})

describe('W one way of renewing, the words of each door', () => {
  const automatic = { automatic: true, deleteAtExpiration: false, forced: false, manualPayment: false, period: 12 }
  test.each([
    [11, { mode: 'automatic' }, automatic, 'automaticV2016', 'automaticV2016', 'automatic'],
    [12, { mode: 'manual' }, { ...automatic, automatic: false, manualPayment: true }, 'manual', 'manual', 'manual'],
    [
      13,
      { mode: 'automatic', ends: 'expiration' },
      { ...automatic, deleteAtExpiration: true },
      'automaticV2016',
      'deleteAtExpiration',
      'automatic',
    ],
    [
      14,
      { plan: 'fixed', mode: 'automatic' },
      { ...automatic, forced: true },
      'automaticForcedProduct',
      'automaticForcedProduct',
      'automatic',
    ],
    [15, { plan: 'once' }, null, 'oneShot', 'oneShot', null],
    [
      16,
      { mode: 'automatic', ends: 'engagement', engagedUntil: '2027-06-01' },
      automatic,
      'automaticV2016',
      'deleteAtEndEngagement',
      'automatic',
    ],
  ] as const)('service %i', async (id, {
    engagedUntil,
    ...words
  }: { engagedUntil?: string; [word: string]: unknown }, renew, renewalType, mode, expanded) => {
    const dates = engagedUntil ? { engagedUntil: Temporal.PlainDate.from(engagedUntil) } : {}
    await testServices(server.parts, account.id, [
      { id, plan: 'basic', family: 'vps', name: `mode-${id}`, ...words, ...dates },
    ])
    expect((await call('GET', `/vps/mode-${id}/serviceInfos`)).body).toMatchObject({ renew, renewalType })
    expect((await call('GET', `/service/${id}`)).body.renew.mode).toBe(mode)
    const { billing } = (await call('GET', `/services/${id}`)).body
    expect(billing.renew.current.mode).toBe(expanded)
    const pending = {
      deleteAtExpiration: ['terminateAtExpirationDate'],
      deleteAtEndEngagement: ['terminateAtEngagementDate'],
    }
    expect(billing.lifecycle.current.pendingActions).toEqual(pending[mode as keyof typeof pending] ?? [])
  })

  test('an option that follows has none of its own', async () => {
    await testServices(server.parts, account.id, [
      { id: 17, plan: 'follower', family: 'vps/option', parent: 11, mode: 'automatic' },
    ])
    expect((await call('GET', '/service/17')).body.renew).toMatchObject({ mode: 'option', possibleIntervals: [] })
    expect((await call('GET', '/services/17')).body.billing.renew).toMatchObject({
      capacities: { mode: [] },
      current: { mode: null },
    })
  })
})

describe('A2a, A8: what is not renewed by itself has no next billing date', () => {
  const engagedUntil = Temporal.PlainDate.from(expires)
  const later = engagedUntil.add({ years: 2 })
  test.each([
    [101, 'an option of what renews', { parent: 11 }, expires],
    [102, 'one of a manual parent', { parent: 12 }, null],
    [
      103,
      'one of a manual parent that is paid far enough',
      { parent: 12, period: 'P1M', expires: '2026-12-20' },
      '2026-12-20',
    ],
    [104, 'one of a parent that ends', { parent: 13 }, null],
    [105, 'what follows a parent that renews', { plan: 'follower', parent: 11 }, expires],
    [106, 'what follows a manual parent', { plan: 'follower', parent: 12 }, null],
    [107, 'what follows a parent that ends', { plan: 'follower', parent: 13 }, null],
    [108, 'what ends with its engagement now', { ends: 'engagement', engagedUntil }, null],
    [109, 'what ends with its engagement later', { ends: 'engagement', engagedUntil: later }, expires],
    [110, 'what is not sold for its period any more', { period: 'P6M' }, null],
  ] as const)('service %i, %s', async (id, _what, words, date) => {
    await testServices(server.parts, account.id, [
      { id, plan: 'basic', family: 'vps/option', mode: 'automatic', expires, ...words },
    ])
    expect((await call('GET', `/service/${id}`)).body.nextBillingDate).toBe(date)
    const { billing } = (await call('GET', `/services/${id}`)).body
    const midnight = date === null ? null : expect.stringMatching(`^${date}T00:00:00`)
    expect([billing.nextBillingDate, billing.renew.current.nextDate]).toEqual([midnight, midnight])
  })
})

describe('/services', () => {
  test('says all of a service', async () => {
    await testServices(server.parts, account.id, [
      { id: 21, plan: 'basic', family: 'vps', name: 'all', mode: 'automatic' },
    ])
    expect((await call('GET', '/services/21')).body).toEqual({
      billing: {
        engagement: null,
        engagementRequest: null,
        expirationDate: '2027-01-15T00:00:00+01:00',
        group: null,
        lifecycle: {
          capacities: { actions: ['earlyRenewal', 'terminate', 'terminateAtExpirationDate'] },
          current: {
            creationDate: '2026-01-15T00:00:00+01:00',
            pendingActions: [],
            state: 'active',
            terminationDate: null,
          },
        },
        nextBillingDate: '2027-01-15T00:00:00+01:00',
        plan: { code: 'basic', invoiceName: 'VPS Basic' },
        pricing: expect.objectContaining({ duration: 'P1Y', price: expect.objectContaining({ text: '39.00 €' }) }),
        renew: {
          capacities: { mode: ['automatic', 'manual'] },
          current: { mode: 'automatic', nextDate: '2027-01-15T00:00:00+01:00', period: 'P1Y' },
        },
      },
      customer: {
        contacts: ['administrator', 'technical', 'billing'].map((type) => ({ customerCode: account.nichandle, type })),
      },
      parentServiceId: null,
      resource: {
        displayName: 'all',
        name: 'all',
        product: { description: 'VPS Basic', name: 'vps' },
        resellingProvider: null,
        state: 'active',
      },
      route: { path: '/vps/{serviceName}', url: '/vps/all', vars: [{ key: 'serviceName', value: 'all' }] },
      serviceId: 21,
      tags: [],
    })
  })

  test('is filtered by name and route, and sorted', async () => {
    const ids = async (search: string) => (await server.call('GET', `/services${search}`)).body
    expect(await ids('')).toEqual([12345, 67890, 67891, 112233, 112234])
    expect(await ids('?resourceName=example.ovh')).toEqual([12345, 67890])
    expect(await ids('?resourceName=example.ovh&routes=%2Fdomain%2F%7BserviceName%7D')).toEqual([12345])
    expect(await ids('?routes=/nothing/{serviceName}')).toEqual([])
    expect(await ids('?orderBy=serviceId&sort=DESC')).toEqual([112234, 112233, 67891, 67890, 12345])
    expect(await ids('?resourceName=null')).toHaveLength(5)
    expect((await server.call('GET', '/services?orderBy=shoeSize')).body).toMatchObject({
      errorCode: 'INVALID_PARAMETER',
      details: { field: 'orderBy' },
    })
  })

  test('gives the options of a service, and the periods it can be set to', async () => {
    const options = (await server.call('GET', '/services/67890/options')).body
    expect(options.map((option: { serviceId: number }) => option.serviceId)).toEqual([67891])
    expect(options[0].parentServiceId).toBe(67890)
    expect((await server.call('GET', '/services/12345/options')).body).toEqual([])
    expect((await server.call('GET', '/services/112233/renewPeriodCapacities')).body).toEqual([
      'P1M',
      'P3M',
      'P6M',
      'P1Y',
    ])
  })

  test('changes name, mode, period and end at once', async () => {
    await testServices(server.parts, account.id, [
      { id: 22, plan: 'basic', family: 'vps', name: 'changed', mode: 'automatic', expires },
    ])
    const body = {
      displayName: 'Changed',
      renew: { mode: 'manual', period: 'P1M' },
      terminationPolicy: 'terminateAtExpirationDate',
    }
    const put = await call('PUT', '/services/22', { body })
    expect([put.status, put.body]).toEqual([200, null])
    const { billing, resource } = (await call('GET', '/services/22')).body
    expect(resource.displayName).toBe('Changed')
    expect(billing.renew.current).toEqual({ mode: 'manual', nextDate: null, period: 'P1M' })
    expect(billing.lifecycle.current).toMatchObject({
      pendingActions: ['terminateAtExpirationDate'],
      terminationDate: '2126-01-15T00:00:00+01:00',
    })
    await call('PUT', '/services/22', { body: { terminationPolicy: 'empty' } })
    expect((await call('GET', '/services/22')).body.billing.lifecycle.current.pendingActions).toEqual([])
    expect((await call('GET', '/services/22')).body.billing.renew.current.mode).toBe('manual')
    const unchanged = await call('PUT', '/services/22', { body: { renew: null, terminationPolicy: null } })
    expect(unchanged.status).toBe(200)
  })

  test.each([
    [{ renew: { period: 'P5M' } }, 400, 'PERIOD_NOT_SOLD'],
    [{ renew: { period: 'P1M1D' } }, 400, 'INVALID_PERIOD'],
    [{ renew: { mode: 'sometimes' } }, 400, 'INVALID_PARAMETER'],
    [{ renew: { more: 1 } }, 400, 'UNKNOWN_FIELD'],
    [{ terminationPolicy: 'terminateAtEngagementDate' }, 400, 'INVALID_PARAMETER'],
    [{ displayName: 'x'.repeat(300) }, 400, 'INVALID_PARAMETER'],
  ])('refuses %j: %i %s', async (body, status, errorCode) => {
    const answer = await call('PUT', '/services/21', { body })
    expect([answer.status, answer.body.errorCode]).toEqual([status, errorCode])
  })
})
