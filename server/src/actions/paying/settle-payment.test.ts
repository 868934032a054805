import sql from 'sql-template-tag'
import { describe, expect, test } from 'vitest'
import { booksOf } from '../../../test/books.ts'
import type { TestDatabase } from '../../../test/database.ts'
import { brokenInvariants, eventTypes, providerCalls } from '../../../test/invariants.ts'
import { givenMeans, givenOrder, type TestParts } from '../../../test/parts.ts'
import { beforeEachPaying, type Payer, renewedEvents, wholePlan } from '../../../test/paying.ts'
import { testPlans } from '../../../test/services.ts'
import { readDocuments } from '../../bills/document.store.ts'
import { localDate, startOfDay } from '../../calendar/calendar.ts'
import type { Account } from '../../customers/account.ts'
import type { OrderId, ServiceId } from '../../identity/identity.ts'
import { terminateServices } from '../../services/paid-period.store.ts'
import type { SuspensionCause } from '../../services/service.ts'
import { suspendServices } from '../../services/suspension.store.ts'
import { expireOrders } from '../ordering/expire-orders.ts'
import { payOrder } from './pay-order.ts'
import { resolveAttempts } from './resolve-attempts.ts'

let database: TestDatabase
let parts: TestParts
let account: Account
let maria: Payer

beforeEachPaying((scene) => {
  ;({ database, parts, account, maria } = scene)
})

const types = (orderId: OrderId) => eventTypes(database.transaction, orderId)
const allIsWell = async () => expect(await brokenInvariants(database.transaction)).toEqual([])

describe('P1 what is told of each outcome, to its end, and nothing else', () => {
  test.each([
    ['success', 'delivered', renewedEvents],
    ['decline:lost', 'expired', ['payment.declined', 'order.expired']],
    ['fail', 'expired', ['payment.failed', 'order.expired']],
    ['pending:P5D:success', 'delivered', ['payment.pending', ...renewedEvents]],
    ['pending:PT2H:success', 'delivered', ['payment.pending', ...renewedEvents]],
    ['pending:P5D:fail', 'expired', ['payment.pending', 'payment.declined', 'order.expired']],
    ['pending:PT10M:fail', 'expired', ['payment.pending', 'payment.declined', 'order.expired']],
    ['timeout:success', 'delivered', ['payment.unknown', ...renewedEvents]],
    ['timeout:nothing', 'expired', ['payment.unknown', 'payment.failed', 'order.expired']],
    ['timeout:silent', 'checking', ['payment.unknown', 'payment.parked']],
    ['partial:1.00', 'expired', ['payment.declined', 'order.expired']],
    ['partial:3.00', 'delivered', renewedEvents],
  ])('%s: %s', async (script, status, events) => {
    const orderId = await maria.paidBy(script)
    await maria.after(...wholePlan)
    expect((await maria.orderOf(orderId)).status).toBe(status)
    expect(await types(orderId)).toEqual(['order.created', ...events])
    expect((await providerCalls(database.transaction)).charge).toBe(1)
    await allIsWell()
  })

  test.each([
    ['decline:lost', ['payment.declined', { reason: 'lost', means: 'paypal' }]],
    ['fail', ['payment.failed', { reason: 'provider_error', means: 'paypal' }]],
    ['partial:1.00', ['payment.declined', { reason: 'incomplete', toBalance: '1.00', means: 'paypal' }]],
    ['partial:3.00', ['payment.succeeded', { amount: '3.00', toBalance: '0.61', means: 'paypal' }]],
    ['success', ['payment.succeeded', { amount: '2.39', means: 'paypal' }]],
  ])('%s says why and how much', async (script, expected) => {
    expect((await maria.told(await maria.paidBy(script)))[0]).toEqual(expected)
  })
})

describe('P4 money is never refused before termination', () => {
  test('a service that was terminated while the debit was pending: the money is on the balance', async () => {
    const orderId = await maria.paidBy('pending:P5D:success')
    await database.transaction((open) =>
      terminateServices(open, [{ accountId: account.id, id: 12345 as ServiceId }], parts.clock.now()),
    )
    await maria.after('P5D')
    expect(await maria.orderOf(orderId)).toMatchObject({ status: 'cancelled', endedAt: parts.clock.now() })
    expect(await maria.attemptOf(orderId)).toMatchObject({ state: 'partial', reason: 'undeliverable' })
    expect(await maria.told(orderId, 2)).toEqual([
      ['payment.succeeded', { reason: 'undeliverable', toBalance: '2.39', means: 'paypal' }],
      ['order.cancelled', { reason: 'undeliverable' }],
      ['notice.sent', { kind: 'balance.credited', deadline: null, services: [], channel: 'mail' }],
    ])
    expect(await booksOf(database.transaction, account.id)).toEqual({ 'gateway:paypal': '2.39', balance: '-2.39' })
    expect(await maria.serviceOf(12345)).toEqual(['2027-01-15', 'terminated', []])
    await allIsWell()
  })

  test.each(['unpaid', 'expired', 'customer', 'operator'] as const)('nor for a suspension: %s', async (cause) => {
    const orderId = await maria.paidBy('pending:P5D:success')
    await suspend(12345, cause)
    await maria.after('P5D')
    expect((await maria.orderOf(orderId)).status).toBe('delivered')
    await allIsWell()
  })

  test('nor when the price, the rate or the end of the service changed: what was ordered is delivered', async () => {
    const orderId = await maria.paidBy('pending:P5D:success')
    await testPlans(parts, [{ code: 'domain-ovh', prices: { P1Y: '99.00' }, validFrom: '2026-11-21' }])
    await database.transaction((open) => open.query(sql`update services set ends = 'expiration' where id = 12345`))
    await maria.after('P5D')
    expect((await maria.orderOf(orderId)).status).toBe('delivered')
    expect(await booksOf(database.transaction, account.id)).toEqual({
      'gateway:paypal': '2.39',
      ...{ revenue: '-1.99', tax: '-0.40' },
    })
  })
})

describe('T5 continuity', () => {
  const vps = 112233
  test.each([
    ['on the day it is ordered', '2026-11-20', '2027-02-15'],
    ['the day before it expires', '2027-01-14', '2027-02-15'],
    ['on the day it expires', '2027-01-15', '2027-02-15'],
    ['three weeks late', '2027-02-05', '2027-02-15'],
    ['when the renewedEvents period is itself over', '2027-06-01', '2027-02-15'],
  ])('paid %s: nothing lost, nothing won', async (_when, day, expiration) => {
    const date = Temporal.PlainDate.from(day)
    parts.clock.set(String(startOfDay(date, parts.zone).add({ hours: 12 })))
    expect(String(localDate(parts.clock.now(), parts.zone))).toBe(day)
    if (day > '2027-01-15') await suspend(vps, 'expired')
    const order = await givenOrder(parts, account, 'P1M', vps)
    await maria.payBy(order.id, 'success')
    expect(await maria.serviceOf(vps)).toEqual([expiration, 'active', []])
    await allIsWell()
  })

  test('order and payment on the two sides of the expiration', async () => {
    parts.clock.set('2027-01-14T22:59:00Z')
    const order = await givenOrder(parts, account, 'P1M', vps)
    parts.clock.set('2027-01-15T22:58:59Z')
    await maria.payBy(order.id, 'success')
    expect(await maria.serviceOf(vps)).toEqual(['2027-02-15', 'active', []])
  })
})

async function suspend(id: number, ...causes: readonly SuspensionCause[]) {
  for (const cause of causes) {
    await database.transaction((open) =>
      suspendServices(open, [{ accountId: account.id, id: id as ServiceId, cause }], parts.clock.now()),
    )
  }
}

describe('A7 reopening', () => {
  test.each([
    [['unpaid'], []],
    [['expired'], []],
    [['unpaid', 'expired'], []],
    [['customer'], ['customer']],
    [['operator'], ['operator']],
    [['unpaid', 'customer'], ['customer']],
    [
      ['operator', 'expired', 'customer'],
      ['operator', 'customer'],
    ],
  ] as const)('of what was suspended for %j leaves %j', async (causes, left) => {
    await suspend(12345, ...causes)
    const orderId = await maria.paidBy('success')
    const reopens = left.length === 0
    expect(await maria.serviceOf(12345)).toEqual(['2028-01-15', reopens ? 'active' : 'suspended', left])
    expect(await types(orderId)).toEqual([
      'order.created',
      ...renewedEvents.toSpliced(4, 0, ...(reopens ? ['service.reopened'] : [])),
    ])
  })

  test('what runs is not reopened, and only the services of the order are', async () => {
    await suspend(67890, 'expired')
    const orderId = await maria.paidBy('success')
    expect(await types(orderId)).toEqual(['order.created', ...renewedEvents])
    expect(await maria.serviceOf(67890)).toEqual(['2027-01-15', 'suspended', ['expired']])
  })
})

describe('P3 the payer and the sweep at once', () => {
  /** Opens connections: who had to open one first would come when the others are done. */
  const warm = () =>
    Promise.all(Array.from({ length: 4 }, () => database.transaction((open) => open.query(sql`select`))))

  /** Parts whose charges are answered only once `meanwhile` is done. */
  function slowly(meanwhile: () => Promise<void>, when: 'before' | 'after'): TestParts {
    const { gateway } = parts
    return {
      ...parts,
      gateway: {
        ...gateway,
        async charge(charge) {
          if (when === 'before') await meanwhile()
          const answer = await gateway.charge(charge)
          if (when === 'after') await meanwhile()
          return answer
        },
      },
    }
  }

  test.each([
    ['before the charge arrived', 'before'],
    ['when it was charged already', 'after'],
  ] as const)('the sweep asks %s, and both go on to one bill', async (_what, when) => {
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    const id = await givenMeans(parts, account.id)
    const slow = slowly(() => maria.after('PT5M'), when)
    const paid = await payOrder(slow, { accountId: account.id, orderId: order.id, means: { id } })
    expect(paid).toEqual({ status: 'delivered', httpStatus: 200 })
    expect((await types(order.id)).filter((type) => renewedEvents.includes(type))).toEqual(renewedEvents)
    expect(await providerCalls(database.transaction)).toEqual({ charge: 1, lookup: 1 })
    await allIsWell()
  })

  test('four sweeps at once ask once', async () => {
    const orderId = await maria.paidBy('timeout:success')
    parts.clock.advance('PT5M')
    const until = parts.clock.now()
    await warm()
    const taken = await Promise.all(Array.from({ length: 4 }, () => resolveAttempts(parts, { until })))
    expect(taken.toSorted()).toEqual([0, 0, 0, 1])
    expect(await types(orderId)).toEqual(['order.created', 'payment.unknown', ...renewedEvents])
    expect(await providerCalls(database.transaction)).toEqual({ charge: 1, lookup: 1 })
  })

  test('a gateway that breaks off every look-up is asked by the plan, and then it is parked', async () => {
    const orderId = await maria.paidBy('timeout:success')
    const { gateway } = parts
    const broken = { ...parts, gateway: { ...gateway, lookup: () => Promise.reject(new Error('reset by peer')) } }
    for (const wait of wholePlan) {
      parts.clock.advance(wait)
      await resolveAttempts(broken, { until: parts.clock.now() })
    }
    expect(await maria.attemptOf(orderId)).toMatchObject({ state: 'parked', lookups: 7 })
  })
})

describe('O4 an order without money', () => {
  test('checking, then no money in time: it can be paid again', async () => {
    const orderId = await maria.paidBy('timeout:nothing')
    expect((await maria.orderOf(orderId)).status).toBe('checking')
    await maria.after('PT5M', 'PT55M')
    expect((await maria.orderOf(orderId)).status).toBe('notPaid')
    expect(await maria.payBy(orderId, 'success')).toEqual({ status: 'delivered', httpStatus: 200 })
    await allIsWell()
  })

  test('one whose time ended while it was being paid is expired by the end of the attempt, to the second', async () => {
    const orderId = await maria.paidBy('pending:P1D:fail')
    await maria.after('PT23H59M59S')
    expect((await maria.orderOf(orderId)).status).toBe('checking')
    parts.clock.advance('PT1S')
    const until = parts.clock.now()
    await resolveAttempts(parts, { until })
    expect(await maria.orderOf(orderId)).toMatchObject({ status: 'expired', endedAt: until })
    expect(await expireOrders(parts, { until })).toBe(0)
    expect((await types(orderId)).slice(2)).toEqual(['payment.declined', 'order.expired'])
  })
})

describe('B1, B2 the bill', () => {
  test('is numbered in the local year, and shows seller and customer as they were', async () => {
    parts.clock.set('2026-12-31T22:59:59Z')
    const first = await maria.paidBy('success')
    parts.clock.set('2026-12-31T23:00:00Z')
    const order = await givenOrder(parts, account, 'P1Y', 67890)
    await maria.payBy(order.id, 'success')
    await database.transaction((open) => open.query(sql`update accounts set name = 'Kowalska', country = 'PL'`))
    const bills = await database.transaction((open) =>
      readDocuments(open, { orders: [{ ...order, id: first }, order] }),
    )
    expect(bills.map(({ id }) => id)).toEqual(['B2026-000001', 'B2027-000001'])
    expect(bills[0]).toMatchObject({ seller: { country: 'FR' }, customer: { name: account.name, country: 'FR' } })
  })

  test('cannot be changed or deleted', async () => {
    await maria.paidBy('success')
    for (const change of [sql`update documents set number = 2`, sql`delete from document_lines`]) {
      await expect(database.transaction((open) => open.query(change))).rejects.toThrow('is never changed or deleted')
    }
  })
})
