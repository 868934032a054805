import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Call } from '../../../test/client.ts'
import { testAccount } from '../../../test/customer.ts'
import { givenMeans, givenOrder } from '../../../test/parts.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import { testOpenBill, testPlans, testServices } from '../../../test/services.ts'
import { runRenewals } from '../../actions/automatic/run-renewals.ts'
import type { Account } from '../../customers/account.ts'

let server: TestServer
let account: Account
let call: Call
let id = 1000

beforeAll(async () => {
  server = await testServer()
  account = await testAccount(server.parts)
  call = await server.client(account)
  await testPlans(server.parts, [
    { code: 'basic', family: 'vps', prices: { P1M: '3.50', P1Y: '39.00' } },
    { code: 'snapshot', family: 'vps/option', prices: { P1M: '1.00', P1Y: '9.00' } },
    { code: 'fixed', family: 'vps', manualAllowed: false, prices: { P1Y: '10.00' } },
    { code: 'once', family: 'vps', oneShot: true, prices: { P1Y: '10.00' } },
  ])
})
afterAll(() => server.close())

/** A service of its own for each test, with an option; far enough that no test gets to its end. */
beforeEach(async () => {
  id += 10
  const words = { family: 'vps', mode: 'automatic', expires: '2126-01-15' } as const
  await testServices(server.parts, account.id, [
    { id, plan: 'basic', name: `vps-${id}`, ...words },
    { ...words, id: id + 1, plan: 'snapshot', family: 'vps/option', parent: id },
  ])
})

const state = async () => (await call('GET', `/service/${id}`)).body.resource?.state
const told = (type: string) =>
  server.transaction((open) =>
    open.query<{ service: number; data: object }>(sql`
      select service_id as service, data from events where type = ${type} and service_id >= ${id}::bigint order by id`),
  )
const notices = () =>
  server.transaction((open) =>
    open.query<{ kind: string; services: number[]; data: object }>(sql`
      select kind, services, data from notices where ${id}::bigint = any (services) order by id`),
  )
const suspendFor = (cause: string) =>
  server.transaction((open) =>
    open.query(sql`
      update services set state = 'suspended', suspension_causes = suspension_causes || ${cause}::text where id = ${id}::bigint`),
  )
const tellAwake = () =>
  server.transaction(async (open) => {
    const rows = await open.query<{ id: number }>(sql`
      select id from services where next_action_at = '-infinity' and id >= ${id}::bigint order by id`)
    return rows.map((row) => row.id)
  })
const sleep = () =>
  server.transaction((open) =>
    open.query(
      sql`update services set next_action_at = '2099-01-01' where id >= ${id}::bigint and state <> 'terminated'`,
    ),
  )

describe('A7 the customer suspends and reopens', () => {
  test('suspends once, tells once, and reopens', async () => {
    for (const _ of [1, 2]) {
      const suspended = await call('POST', `/service/${id}/suspend`)
      expect([suspended.status, suspended.body]).toEqual([200, null])
    }
    expect(await state()).toBe('suspended')
    expect((await call('GET', `/vps/vps-${id}`)).status).toBe(460)
    for (const _ of [1, 2]) expect((await call('POST', `/service/${id}/reopen`)).status).toBe(200)
    expect(await state()).toBe('ok')
    const data = { cause: 'customer' }
    expect(await told('service.suspended')).toEqual([{ service: id, data }])
    expect(await told('service.reopened')).toEqual([{ service: id, data }])
    expect(await notices()).toEqual([
      { kind: 'service.suspended', services: [id], data },
      { kind: 'service.reopened', services: [id], data },
    ])
  })

  test('takes the own cause away, and no other', async () => {
    await call('POST', `/service/${id}/suspend`)
    await suspendFor('operator')
    expect((await call('POST', `/service/${id}/reopen`)).status).toBe(200)
    expect(await state()).toBe('suspended')
    expect(await told('service.reopened')).toEqual([])
  })

  test.each([
    ['unpaid', /pay it/],
    ['expired', /renew it/],
    ['operator', /ask the operator/],
  ])('what is %s is not for the customer to reopen, and he is told what is', async (cause, message) => {
    await suspendFor(cause)
    const refused = await call('POST', `/service/${id}/reopen`)
    expect([refused.status, refused.body.errorCode, refused.body.details.cause]).toEqual([409, 'CONFLICT', cause])
    expect(refused.body.message).toMatch(message)
    expect(await state()).toBe('suspended')
  })

  test('the operator tells his own suspension too', async () => {
    const headers = { authorization: `Bearer ${server.adminToken}` }
    for (const what of ['suspend', 'reopen'] as const) {
      expect((await call('POST', `/admin/services/${id}/${what}`, { headers, unsigned: true })).status).toBe(200)
    }
    expect((await notices()).map(({ kind, data }) => [kind, data])).toEqual([
      ['service.suspended', { cause: 'operator' }],
      ['service.reopened', { cause: 'operator' }],
    ])
  })
})

describe('/service/{serviceId}/terminate', () => {
  test('A6 ends the service with its options at once', async () => {
    const ended = await call('POST', `/service/${id}/terminate`)
    expect([ended.status, ended.body]).toEqual([200, null])
    for (const gone of [id, id + 1]) expect((await call('GET', `/service/${gone}`)).status).toBe(404)
    const data = { cause: 'customer' }
    expect(await told('service.terminated')).toEqual([
      { service: id, data: {} },
      { service: id + 1, data: {} },
    ])
    expect(await notices()).toEqual([{ kind: 'service.terminated', services: [id, id + 1], data }])
    expect((await call('POST', `/service/${id}/terminate`)).status).toBe(404)
  })

  test('A6 what is unpaid is credited: nothing is owed any more', async () => {
    const today = Temporal.Now.plainDateISO('Europe/Paris').toString()
    const words = { plan: 'basic', family: 'vps', mode: 'automatic', start: '2020-01-15', expires: today } as const
    await testServices(server.parts, account.id, [{ id: id + 2, ...words }])
    await runRenewals(server.parts, { until: server.parts.clock.now() })
    const owed = () =>
      server.transaction((open) =>
        open.query(sql`
          select bill_id from debts join order_lines using (account_id, order_id)
          where service_id = ${id + 2}::bigint and closed_at is null`),
      )
    expect(await owed()).toHaveLength(1)
    expect((await call('POST', `/service/${id + 2}/terminate`)).status).toBe(200)
    expect(await owed()).toEqual([])
  })

  test('O5 not while a payment on its option is pending', async () => {
    const bank = await givenMeans(server.parts, account.id, { kind: 'bankAccount', outcomes: ['pending:P5D:success'] })
    const order = await givenOrder(server.parts, account, 'P1Y', id + 1)
    const paid = await call('POST', `/me/order/${order.id}/pay`, { body: { paymentMethod: { id: bank } } })
    expect(paid.status).toBe(200)
    const refused = await call('POST', `/service/${id}/terminate`)
    expect([refused.status, refused.body.errorCode]).toEqual([409, 'SERVICE_RESERVED'])
    expect(refused.body.details.serviceId).toBe(String(id + 1))
    expect(await state()).toBe('ok')
  })

  test('I8 none of them reaches another account', async () => {
    const other = await server.client(await testAccount(server.parts))
    for (const what of ['suspend', 'reopen', 'terminate']) {
      expect((await other('POST', `/service/${id}/${what}`)).status).toBe(404)
    }
    expect(await state()).toBe('ok')
  })
})

describe('PUT /service/{serviceId} writes how it renews', () => {
  const put = (renew: object) => call('PUT', `/service/${id}`, { body: { renew } })
  const renewOf = async () => (await call('GET', `/service/${id}`)).body.renew

  test('W mode, interval and end, and every other door agrees', async () => {
    expect((await put({ mode: 'manual', interval: 'P1M' })).status).toBe(200)
    expect(await renewOf()).toMatchObject({ mode: 'manual', interval: 'P1M' })
    expect((await call('GET', `/vps/vps-${id}/serviceInfos`)).body.renew).toMatchObject({
      manualPayment: true,
      period: 1,
    })
    await put({ mode: 'deleteAtExpiration' })
    expect((await renewOf()).mode).toBe('deleteAtExpiration')
    expect((await call('GET', `/vps/vps-${id}/serviceInfos`)).body.renew).toMatchObject({ deleteAtExpiration: true })
    expect((await call('GET', `/services/${id}`)).body.billing.lifecycle.current.pendingActions).toEqual([
      'terminateAtExpirationDate',
    ])
    await put({ mode: 'manual' })
    expect((await call('GET', `/vps/vps-${id}/serviceInfos`)).body.renew).toMatchObject({ deleteAtExpiration: false })
    expect((await notices()).map(({ kind, data }) => [kind, data])).toEqual([
      ['mode.changed', { mode: 'manual' }],
      ['mode.changed', { mode: 'ending', endsOn: '2126-01-15' }],
      ['mode.changed', { mode: 'manual' }],
    ])
  })

  test('an object that is sent back as it was read changes nothing', async () => {
    await put({ mode: 'deleteAtExpiration' })
    const { body } = await call('GET', `/service/${id}`)
    expect((await call('PUT', `/service/${id}`, { body })).status).toBe(200)
    expect((await call('GET', `/service/${id}`)).body).toEqual(body)
    expect(await told('service.modeChanged')).toHaveLength(1)
  })

  test('A8, A2a it wakes the service and its option, and so does undoing', async () => {
    for (const mode of ['deleteAtExpiration', 'automaticV2016']) {
      await sleep()
      await put({ mode })
      expect(await tellAwake()).toEqual([id, id + 1])
    }
  })

  test('A8 not while a bill is open, and automatic not without a means', async () => {
    const stranger = await testAccount(server.parts)
    const theirs = await server.client(stranger)
    await testServices(server.parts, stranger.id, [{ id: id + 2, plan: 'basic', family: 'vps', expires: '2126-01-15' }])
    const without = await theirs('PUT', `/service/${id + 2}`, { body: { renew: { mode: 'automaticV2016' } } })
    expect([without.status, without.body.errorCode]).toEqual([409, 'NO_VALID_PAYMENT_MEANS'])
    await testOpenBill(server.parts, stranger.id, [id + 2])
    const billed = await theirs('PUT', `/service/${id + 2}`, { body: { renew: { mode: 'deleteAtExpiration' } } })
    expect([billed.status, billed.body.errorCode]).toEqual([409, 'SERVICE_HAS_OPEN_BILL'])
  })

  test.each([
    [{ mode: 'oneShot' }, 400, 'INVALID_PARAMETER'],
    [{ mode: 'option' }, 400, 'INVALID_PARAMETER'],
    [{ mode: 'automaticForcedProduct' }, 400, 'INVALID_PARAMETER'],
    [{ mode: 'deleteAtEndEngagement' }, 400, 'INVALID_PARAMETER'],
    [{ mode: 'sometimes' }, 400, 'INVALID_PARAMETER'],
    [{ dayOfMonth: 3 }, 400, 'INVALID_PARAMETER'],
    [{ interval: 'P3M' }, 400, 'PERIOD_NOT_SOLD'],
  ])('refuses %j: %i %s', async (renew, status, errorCode) => {
    const refused = await put(renew)
    expect([refused.status, refused.body.errorCode]).toEqual([status, errorCode])
    expect(await told('service.modeChanged')).toEqual([])
  })

  test.each([
    ['fixed', 'automaticForcedProduct'],
    ['once', 'oneShot'],
  ])('what plan %s gives is sent back as %s', async (plan, mode) => {
    await testServices(server.parts, account.id, [{ id: id + 3, plan, family: 'vps', expires: '2126-01-15' }])
    expect((await call('PUT', `/service/${id + 3}`, { body: { renew: { mode } } })).status).toBe(200)
  })
})

describe('A8 the end of an engagement', () => {
  const engagement = () => call('GET', `/services/${id}/billing/engagement`)
  const put = (strategy: string) => call('PUT', `/services/${id}/billing/engagement/endRule`, { body: { strategy } })
  const engage = () =>
    server.transaction((open) =>
      open.query(sql`
        update services set engaged_until = '2126-06-15', engagement_end_rule = 'REACTIVATE_ENGAGEMENT' where id = ${id}::bigint`),
    )

  test('is read and written, and cancelling is the same behind every door', async () => {
    await engage()
    const strategies = expect.arrayContaining(['CANCEL_SERVICE', 'REACTIVATE_ENGAGEMENT'])
    expect((await engagement()).body).toEqual({
      currentPeriod: { startDate: '2125-06-15', endDate: '2126-06-15' },
      endRule: { possibleStrategies: strategies, strategy: 'REACTIVATE_ENGAGEMENT' },
    })
    expect((await put('CANCEL_SERVICE')).status).toBe(200)
    const { billing } = (await call('GET', `/services/${id}`)).body
    expect(billing.lifecycle.current.pendingActions).toEqual(['terminateAtEngagementDate'])
    expect(billing.engagement.endRule.strategy).toBe('CANCEL_SERVICE')
    expect((await call('GET', `/service/${id}`)).body.renew.mode).toBe('deleteAtEndEngagement')
    await call('PUT', `/services/${id}`, { body: { terminationPolicy: 'empty' } })
    expect((await engagement()).body.endRule.strategy).toBe('REACTIVATE_ENGAGEMENT')
    expect((await put('STOP_ENGAGEMENT_KEEP_PRICE')).status).toBe(200)
    expect((await engagement()).body.endRule.strategy).toBe('STOP_ENGAGEMENT_KEEP_PRICE')
    expect((await told('service.modeChanged')).map(({ data }) => data).at(-1)).toMatchObject({
      from: { endRule: 'REACTIVATE_ENGAGEMENT' },
      to: { endRule: 'STOP_ENGAGEMENT_KEEP_PRICE' },
    })
  })

  test('is a 404 without an engagement', async () => {
    for (const answer of [await engagement(), await put('CANCEL_SERVICE')]) {
      expect([answer.status, answer.body.errorCode]).toEqual([404, 'NOT_FOUND'])
    }
  })
})
