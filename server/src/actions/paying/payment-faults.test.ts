import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { booksOf } from '../../../test/books.ts'
import { testAccount } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { faulty, type PayingPoint, payingPoints } from '../../../test/faults.ts'
import { brokenInvariants, eventTypes, providerCalls } from '../../../test/invariants.ts'
import { givenMeans, givenOrder, type TestParts, testParts } from '../../../test/parts.ts'
import { testGuide } from '../../../test/services.ts'
import { readDocuments } from '../../bills/document.store.ts'
import type { Account } from '../../customers/account.ts'
import type { OrderId, ServiceId } from '../../identity/identity.ts'
import { readOrders } from '../../orders/order.store.ts'
import { readRenewable } from '../../services/paid-period.store.ts'
import { expireOrders } from '../ordering/expire-orders.ts'
import type { Parts } from '../parts.ts'
import { payOrder } from './pay-order.ts'
import { resolveAttempts } from './resolve-attempts.ts'

let database: TestDatabase
let parts: TestParts
let account: Account

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.transaction((open) => open.query(sql`select sandbox.empty()`))
  parts = testParts(database)
  account = await testAccount(parts)
  await testGuide(parts, account.id)
})
afterAll(() => database?.close())

/** Pays the guide's order with a process that dies at a point; answers the order. */
async function payAndDie(point: PayingPoint, ...outcomes: readonly string[]): Promise<OrderId> {
  const order = await givenOrder(parts, account, 'P1Y', 12345, 67890)
  const means = await givenMeans(parts, account.id, { outcomes })
  const struck: PayingPoint[] = []
  const dying = faulty(parts, point, (where) => void struck.push(where))
  await pay(order.id, means, dying).catch(() => 'died')
  expect(struck).toEqual([point])
  return order.id
}

function pay(orderId: OrderId, id: Awaited<ReturnType<typeof givenMeans>>, by: Parts) {
  return payOrder(by, { accountId: account.id, orderId, means: { id } })
}

async function after(...waits: readonly string[]): Promise<void> {
  for (const wait of waits) {
    parts.clock.advance(wait)
    const until = parts.clock.now()
    await resolveAttempts(parts, { until })
    await expireOrders(parts, { until })
  }
}

/** Status, bills, expirations and charges: all that a crash could leave half done or do twice. */
async function standing(orderId: OrderId) {
  return database.transaction(async (open) => {
    const [order] = await readOrders(open, account.id, [orderId])
    const documents = await readDocuments(open, { orders: [{ accountId: account.id, id: orderId }] })
    const ids = [12345, 67890] as ServiceId[]
    const services = await readRenewable(
      open,
      ids.map((id) => ({ accountId: account.id, id })),
    )
    const charges = await open.query(sql`select from sandbox.charges where taken_ucents > 0`)
    const expirations = services.map((service) => String(service.expiresOn))
    return { status: order?.status, bills: documents.length, expirations, charges: charges.length }
  })
}

const before = ['2027-01-15', '2027-01-15']
const extended = ['2028-01-15', '2028-01-15']
const done = { status: 'delivered', bills: 1, expirations: extended, charges: 1 }
const allIsWell = async () => expect(await brokenInvariants(database.transaction)).toEqual([])

describe('P3 a process that dies at a named point of paying', () => {
  test.each([
    ['beforeAttempt', { status: 'notPaid', bills: 0, expirations: before, charges: 0 }],
    ['beforeCharge', { status: 'checking', bills: 0, expirations: before, charges: 0 }],
    ['afterCharge', { status: 'checking', bills: 0, expirations: before, charges: 1 }],
    ['inSettlement', { status: 'checking', bills: 0, expirations: before, charges: 1 }],
    ['beforeCommit', { status: 'checking', bills: 0, expirations: before, charges: 1 }],
    ['afterSettlement', done],
  ] as const)('%s: nothing is left half done', async (point, expected) => {
    expect(await standing(await payAndDie(point, 'success'))).toEqual(expected)
  })

  test.each([
    'afterCharge',
    'inSettlement',
    'beforeCommit',
    'afterSettlement',
  ] as const)('%s: charged once, extended once, one bill, within a minute', async (point) => {
    const orderId = await payAndDie(point, 'success')
    await after('PT14S')
    expect((await standing(orderId)).status).toBe(point === 'afterSettlement' ? 'delivered' : 'checking')
    await after('PT46S')
    expect(await standing(orderId)).toEqual(done)
    await after('PT1H', 'P1D', 'P1D')
    expect(await standing(orderId)).toEqual(done)
    const told = ['order.created', 'payment.succeeded', 'bill.issued', 'order.paid']
    expect(await eventTypes(database.transaction, orderId)).toEqual([
      ...told,
      'service.renewed',
      'service.renewed',
      'notice.sent',
    ])
    expect((await providerCalls(database.transaction)).charge).toBe(1)
    expect(await booksOf(database.transaction, account.id)).toEqual({
      'gateway:paypal': '45.44',
      ...{ revenue: '-37.87', tax: '-7.57' },
    })
    await allIsWell()
  })

  test('beforeCharge: after an hour it is sure that nothing was charged, and the order can be paid', async () => {
    const orderId = await payAndDie('beforeCharge', 'success')
    await after('PT5M', 'PT54M59S')
    expect((await standing(orderId)).status).toBe('checking')
    await after('PT1S')
    expect(await standing(orderId)).toEqual({ status: 'notPaid', bills: 0, expirations: before, charges: 0 })
    expect(await eventTypes(database.transaction, orderId)).toEqual([
      ...['order.created', 'payment.unknown', 'payment.failed'],
    ])
    await pay(orderId, await givenMeans(parts, account.id), parts)
    expect(await standing(orderId)).toEqual(done)
    await allIsWell()
  })

  test('beforeCharge: taking over what it left is no asking of the plan', async () => {
    const orderId = await payAndDie('beforeCharge', 'success')
    await after('PT1M', 'PT3M59S')
    expect((await providerCalls(database.transaction)).lookup).toBe(1)
    await after('PT1S', 'PT55M')
    expect((await providerCalls(database.transaction)).lookup).toBe(3)
    expect((await standing(orderId)).status).toBe('notPaid')
    await allIsWell()
  })

  test.each(payingPoints)('%s: who pays again meanwhile is not charged twice', async (point) => {
    const orderId = await payAndDie(point, 'success')
    const again = await pay(orderId, await givenMeans(parts, account.id), parts).catch((error) => error.code)
    const expected = point === 'beforeAttempt' ? { status: 'delivered', httpStatus: 200 } : refusalAt(point)
    expect(again).toEqual(expected)
    await after('PT5M', 'PT55M')
    expect((await standing(orderId)).charges).toBe(point === 'beforeCharge' ? 0 : 1)
    await allIsWell()
  })

  test.each([
    ['decline:lost', 'notPaid', ['payment.declined']],
    ['fail', 'notPaid', ['payment.failed']],
    ['pending:P5D:success', 'checking', ['payment.pending']],
    ['partial:10.00', 'notPaid', ['payment.declined']],
    ['partial:50.00', 'delivered', ['payment.succeeded', 'bill.issued']],
  ])('afterCharge, %s: the sweep books what the gateway had said', async (script, status, events) => {
    const orderId = await payAndDie('afterCharge', script)
    await after('PT5M')
    expect((await standing(orderId)).status).toBe(status)
    expect((await eventTypes(database.transaction, orderId)).slice(1, 1 + events.length)).toEqual(events)
    await allIsWell()
  })
})

function refusalAt(point: PayingPoint): string {
  return point === 'afterSettlement' ? 'ORDER_DELIVERED' : 'ORDER_BEING_PAID'
}
