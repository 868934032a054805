import { afterAll, beforeAll, expect, test } from 'vitest'
import { testClient } from '../../../test/client.ts'
import { account, keys, type OperatorHouse, operatorHouse, plan, service } from '../../../test/operator.ts'
import { requestCredential } from '../../actions/accounts/request-credential.ts'
import { renewService } from '../../actions/ordering/renew-service.ts'
import { payOrder } from '../../actions/paying/pay-order.ts'
import type { AccountId, MeansId, ServiceId } from '../../identity/identity.ts'
import { buildServer } from '../server.ts'

let house: OperatorHouse
let accountId: AccountId
beforeAll(async () => {
  house = await operatorHouse()
  await house.call('PUT', '/admin/tax-rates', [{ country: 'FR', rate: 20, validFrom: '2020-01-01' }])
  await house.furnish()
  await house.call('POST', '/admin/accounts/op1-ovh/payment-means', { type: 'paypal', id: 1234 })
  accountId = 1 as AccountId
})
afterAll(() => house.close())

const call: OperatorHouse['call'] = (...parameters) => house.call(...parameters)
const types = (events: readonly { readonly type: string }[]) => events.map((event) => event.type)

async function newOrder(name: string) {
  const { body } = await call('POST', '/admin/services', service(name, { expiration: '2029-07-01' }))
  const serviceId = body.items[0].serviceId as ServiceId
  const order = await renewService(house.parts, {
    accountId,
    serviceId,
    duration: 'P1M',
    services: [serviceId],
    dryRun: false,
  })
  if (!('id' in order)) throw new Error('a dry run')
  return { serviceId, orderId: order.id }
}

const pay = (orderId: Awaited<ReturnType<typeof newOrder>>['orderId']) =>
  payOrder(house.parts, { accountId, orderId, means: { id: 1234 as MeansId } })

test('T7 the clock says now in the zone of the provider, and goes by durations and to instants', async () => {
  expect((await call('GET', '/sandbox/clock')).body).toEqual({ now: '2026-07-15T14:00:00+02:00' })
  expect((await call('POST', '/sandbox/clock', { advance: 'P1DT2H' })).body).toEqual({
    now: '2026-07-16T16:00:00+02:00',
    events: [],
  })
  expect((await call('POST', '/sandbox/clock', { to: '2026-07-31T10:00:00Z' })).body.now).toBe(
    '2026-07-31T12:00:00+02:00',
  )
  expect((await call('POST', '/sandbox/clock', { advance: 'P1M' })).body.now).toBe('2026-08-31T12:00:00+02:00')
  expect((await call('POST', '/sandbox/clock', { advance: 'PT0S' })).body).toEqual({
    now: '2026-08-31T12:00:00+02:00',
    events: [],
  })
})

test.each([
  [{ to: '2026-07-01T00:00:00Z' }, 'CLOCK_BACKWARD'],
  [{ advance: '-P1D' }, 'CLOCK_BACKWARD'],
  [{ advance: 'P1D', to: '2030-01-01T00:00:00Z' }, 'INVALID_PARAMETER'],
  [{}, 'INVALID_PARAMETER'],
  [{ advance: 'a month' }, 'INVALID_PARAMETER'],
  [{ advance: 'P9999999Y' }, 'INVALID_PARAMETER'],
  [{ to: '2030-01-01' }, 'INVALID_PARAMETER'],
  [{ to: '9999-01-01T00:00:00Z' }, 'INVALID_PARAMETER'],
  [{ advance: 1 }, 'INVALID_PARAMETER'],
])('a move %j is refused: %s', async (body, errorCode) => {
  expect(await call('POST', '/sandbox/clock', body)).toMatchObject({ status: 400, body: { errorCode } })
})

test('T6 a move does what falls due on the way in order, each at its time', async () => {
  await call('PUT', '/sandbox/payment-means/1234/outcomes', {
    outcomes: ['pending:P2D:success', 'pending:PT1H:fail', 'success'],
  })
  const { body: before } = await call('GET', '/sandbox/clock')
  const start = Temporal.Instant.from(before.now)
  const slow = await newOrder('slow')
  const bounces = await newOrder('bounces')
  const forgotten = await newOrder('forgotten')
  await pay(slow.orderId)
  await pay(bounces.orderId)
  const { body } = await call('POST', '/sandbox/clock', { advance: 'P5D' })
  const hours = body.events.map((event: { type: string; at: string; order: number }) => [
    event.type,
    event.order,
    start.until(Temporal.Instant.from(event.at)).total('hours'),
  ])
  expect(new Set(hours.splice(1, 2).map(([type, order, at]: unknown[]) => `${type} ${order} ${at}`))).toEqual(
    new Set([`order.expired ${bounces.orderId} 24`, `order.expired ${forgotten.orderId} 24`]),
  )
  expect(hours).toEqual([
    ['payment.declined', bounces.orderId, 1],
    ['payment.succeeded', slow.orderId, 48],
    ['bill.issued', slow.orderId, 48],
    ['order.paid', slow.orderId, 48],
    ['service.renewed', slow.orderId, 48],
    ['notice.sent', slow.orderId, 48],
  ])
  expect((await call('GET', `/admin/services/${slow.serviceId}`)).body.expiration).toBe('2029-08-01')
})

test('P2 a charge that nobody answers for is asked about seven times, parked, and ended by the operator', async () => {
  await call('PUT', '/sandbox/payment-means/1234/outcomes', { outcomes: ['timeout:silent'] })
  const { orderId } = await newOrder('silent')
  await pay(orderId)
  const { body } = await call('POST', '/sandbox/clock', { advance: 'P10D' })
  expect(types(body.events)).toEqual(['payment.parked'])
  const { body: gateway } = await call('GET', '/sandbox/gateway')
  const asked = gateway.calls.filter((one: { order: number; operation: string }) => one.order === orderId)
  expect(asked.map((one: { operation: string }) => one.operation)).toEqual(['charge', ...Array(7).fill('lookup')])
  const { body: parked } = await call('GET', '/admin/attempts?state=parked')
  expect(parked.items).toMatchObject([
    { order: orderId, means: 1234, type: 'paypal', amount: { value: 4.2 }, lookups: 7 },
  ])
  const ended = await call('POST', `/admin/attempts/${parked.items[0].id}`, { outcome: 'success' })
  expect(ended).toMatchObject({ status: 200, body: { state: 'succeeded' } })
  expect((await call('GET', '/admin/attempts?state=parked')).body.items).toEqual([])
})

test('moves at once wait for each other', async () => {
  const { body: before } = await call('GET', '/sandbox/clock')
  const moves = await Promise.all([1, 2, 3, 4, 5].map(() => call('POST', '/sandbox/clock', { advance: 'P1D' })))
  expect(moves.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  const days = moves.map(
    ({ body }) => Temporal.Instant.from(before.now).until(Temporal.Instant.from(body.now)).total('hours') / 24,
  )
  expect(days).toEqual([1, 2, 3, 4, 5])
})

test('outcomes are checked by name; an unknown means is a 404', async () => {
  const url = '/sandbox/payment-means/1234/outcomes'
  const good = ['success', 'decline:insufficient_funds', 'fail', 'pending:P5D:fail', 'timeout:nothing', 'partial:10.00']
  expect(await call('PUT', url, { outcomes: good })).toMatchObject({ status: 200, body: { id: 1234, outcomes: good } })
  expect(await call('PUT', url, { outcomes: ['success', 'later'] })).toMatchObject({
    status: 400,
    body: { details: { field: 'outcomes[1]' } },
  })
  expect(await call('PUT', url, { outcomes: [] })).toMatchObject({
    status: 400,
    body: { details: { field: 'outcomes' } },
  })
  expect(await call('PUT', '/sandbox/payment-means/999/outcomes', { outcomes: ['success'] })).toMatchObject({
    status: 404,
  })
})

test('the gateway tells its calls, and its sums of euro and of every currency that it moved', async () => {
  await call('POST', '/admin/accounts', { ...account, nichandle: 'op2-ovh', currency: 'PLN' })
  const { body } = await call('GET', '/sandbox/gateway')
  expect(body.charged).toEqual({ EUR: '4.20' })
  expect(body.refunded).toEqual({ EUR: '0.00' })
  expect(body.calls[0]).toEqual({
    ...{ at: expect.any(String), operation: 'charge', idempotencyKey: expect.any(String), order: expect.any(Number) },
    ...{ mean: 1234, amount: { value: 4.2, currencyCode: 'EUR' }, outcome: 'pending:P2D:success' },
  })
})

test('B6 the provider takes the money of an order back, once', async () => {
  await call('PUT', '/sandbox/payment-means/1234/outcomes', { outcomes: ['success'] })
  const { orderId } = await newOrder('backwards')
  const url = '/sandbox/gateway/chargeback'
  expect(await call('POST', url, { order: orderId })).toMatchObject({ status: 409, body: { errorCode: 'CONFLICT' } })
  await pay(orderId)
  const { body: before } = await call('GET', '/sandbox/gateway')
  const { status, body } = await call('POST', url, { order: orderId })
  expect({ status, body }).toEqual({
    status: 200,
    body: { order: orderId, idempotencyKey: expect.any(String), amount: { value: 4.2, currencyCode: 'EUR' } },
  })
  const { body: after } = await call('GET', '/sandbox/gateway')
  expect(Number(before.charged.EUR) - Number(after.charged.EUR)).toBeCloseTo(4.2)
  expect(after.refunded).toEqual(before.refunded)
  expect((await call('GET', '/admin/attempts?state=chargedBack')).body.items).toMatchObject([{ order: orderId }])
  expect(await call('POST', url, { order: orderId })).toMatchObject({ status: 409, body: { errorCode: 'CONFLICT' } })
  expect(await call('POST', url, { order: 1 })).toMatchObject({ status: 404 })
  expect(await call('POST', url, {})).toMatchObject({ status: 400, body: { details: { field: 'order' } } })
  expect((await call('GET', '/admin/verify')).body.violations).toEqual([])
})

test('a credential is validated, refused or ended as its holder would', async () => {
  const { body: made } = await call('POST', '/admin/accounts/op1-ovh/credentials', {})
  const asked = await requestCredential(house.parts, {
    ...{ applicationKey: made.applicationKey, accessRules: [{ method: 'GET', path: '/me' }] },
    ...{ redirection: null, allowedIps: null },
  } as never)
  const url = `/sandbox/credentials/${(asked as { consumerKey: string }).consumerKey}`
  const consumerKey = url.split('/').at(-1)
  const validated = await call('POST', url, { state: 'validated', validity: 'P1D' })
  expect(validated).toMatchObject({ status: 200, body: { consumerKey, state: 'validated', account: 'op1-ovh' } })
  expect((await call('POST', url, { state: 'validated', validity: null, account: 'op2-ovh' })).body.account).toBe(
    'op2-ovh',
  )
  expect((await call('POST', url, { state: 'expired' })).body.state).toBe('expired')
  expect(await call('POST', url, { state: 'pending' })).toMatchObject({
    status: 400,
    body: { details: { field: 'state' } },
  })
  expect(await call('POST', url, { state: 'validated', account: 'zz1-ovh' })).toMatchObject({ status: 404 })
  expect(await call('POST', '/sandbox/credentials/nothing', { state: 'refused' })).toMatchObject({ status: 404 })
})

test('a reset takes back to the demo data and to real time, with the same keys and named tokens gone', async () => {
  const { body: named } = await call('POST', '/admin/tokens', { name: 'gone' })
  await call('POST', '/admin/plans', plan('vps-own'))
  const [reset, moved] = await Promise.all([
    call('POST', '/sandbox/reset'),
    call('POST', '/sandbox/clock', { advance: 'P1D' }),
  ])
  expect(reset).toMatchObject({ status: 200, body: { now: '2026-07-15T14:00:00+02:00', services: 100 } })
  expect(reset.body.accounts).toEqual(['ab12345-ovh', 'cd23456-ovh', 'ef34567-ovh'])
  expect(moved.body.now, 'the move came after the reset').toBe('2026-07-16T14:00:00+02:00')
  expect(await call('GET', '/admin/plans/vps-own')).toMatchObject({ status: 404 })
  expect(await call('GET', '/admin/plans', undefined, named.token)).toMatchObject({ status: 401 })
  const { body: again } = await call('POST', '/sandbox/reset')
  expect(again).toEqual(reset.body)
  expect((await call('GET', '/sandbox/gateway')).body).toEqual({
    calls: [],
    charged: { EUR: '0.00' },
    refunded: { EUR: '0.00' },
  })
})

test('the keys of the demo account work before, during and after a reset', async () => {
  const me = testClient(house.app, house.parts.publicUrl, keys)
  const resetting = call('POST', '/sandbox/reset')
  const answers = []
  for (let index = 0; index < 40; index++) answers.push(await me('GET', '/me'), await me('GET', '/vps'))
  expect(await resetting).toMatchObject({ status: 200 })
  answers.push(await me('GET', '/me'))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(answers.at(-1)?.body.nichandle).toBe('ab12345-ovh')
})

test('in production there is no sandbox, nor can a means be scripted', async () => {
  const app = buildServer({ ...house.setup, mode: 'production', sandbox: null })
  await app.ready()
  const headers = { authorization: 'Bearer the-token-of-the-server' }
  const answer = await app.inject({ method: 'GET', url: '/sandbox/clock', headers })
  expect(answer.json()).toMatchObject({ errorCode: 'ROUTE_NOT_FOUND' })
  const means = { type: 'paypal', outcomes: ['success'] }
  const url = '/admin/accounts/ab12345-ovh/payment-means'
  expect((await app.inject({ method: 'POST', url, headers, payload: means })).json().details).toEqual({
    field: 'outcomes',
  })
  await app.close()
})
