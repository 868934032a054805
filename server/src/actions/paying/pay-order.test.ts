import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testAccount } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { brokenInvariants, eventTypes, providerCalls } from '../../../test/invariants.ts'
import { givenMeans, givenOrder, type TestParts, testParts } from '../../../test/parts.ts'
import { testGuide, testPlans, testServices } from '../../../test/services.ts'
import { readDocuments } from '../../bills/document.store.ts'
import type { Account } from '../../customers/account.ts'
import type { OrderId, ServiceId } from '../../identity/identity.ts'
import { insertMovements } from '../../ledger/ledger.store.ts'
import { adjustmentMovement } from '../../ledger/money-movements.ts'
import { parseAmount, toDecimal } from '../../money/money.ts'
import { readOrders } from '../../orders/order.store.ts'
import { readAvailableBalances } from '../../payments/available-balance.store.ts'
import type { MeansChoice } from '../../payments/choose-means.ts'
import { readRenewable } from '../../services/paid-period.store.ts'
import { expireOrders } from '../ordering/expire-orders.ts'
import { payOrder } from './pay-order.ts'
import { resolveAttempts } from './resolve-attempts.ts'

let database: TestDatabase
let parts: TestParts
let account: Account

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.transaction((open) => open.query(emptyStatement))
  parts = testParts(database)
  account = await testAccount(parts)
  await testGuide(parts, account.id)
})
afterAll(() => database.close())

const emptyStatement = sql`select sandbox.empty()`

async function pay(orderId: OrderId, means: MeansChoice, by: TestParts = parts) {
  return payOrder(by, { accountId: account.id, orderId, means })
}

async function statusOf(orderId: OrderId) {
  const [order] = await database.transaction((open) => readOrders(open, account.id, [orderId]))
  return order?.status
}

async function expirations(...ids: readonly number[]) {
  const services = await database.transaction((open) =>
    readRenewable(
      open,
      (ids as ServiceId[]).map((id) => ({ accountId: account.id, id })),
    ),
  )
  return services.map((service) => service.expiresOn.toString())
}

async function balance() {
  const balances = await database.transaction((open) =>
    readAvailableBalances(open, [{ accountId: account.id, currency: account.currency }]),
  )
  const amount = balances.get(account.id)
  return amount ? toDecimal(amount) : '0.00'
}

async function credit(value: string) {
  const occasion = { accountId: account.id, at: parts.clock.now(), orderId: null }
  const amount = parseAmount(value, account.currency)
  await database.transaction((open) => insertMovements(open, [adjustmentMovement(occasion, value, amount, 'test')]))
}

async function documents(orderId: OrderId) {
  const all = await database.transaction((open) =>
    readDocuments(open, { orders: [{ accountId: account.id, id: orderId }] }),
  )
  return all.map((document) => `${document.id} ${toDecimal(document.amounts.gross)}`)
}

async function allIsWell() {
  expect(await brokenInvariants(database.transaction)).toEqual([])
}

describe('P1 outcomes', () => {
  test('success: delivered, extended, billed', async () => {
    const means = await givenMeans(parts, account.id)
    const order = await givenOrder(parts, account, 'P1Y', 12345, 67890, 67891)
    expect(await pay(order.id, { kind: 'paypal', id: means })).toEqual({ status: 'delivered', httpStatus: 200 })
    expect(await statusOf(order.id)).toBe('delivered')
    expect(await expirations(12345, 67890, 67891)).toEqual(['2028-01-15', '2028-01-15', '2028-01-15'])
    expect(await documents(order.id)).toEqual(['B2026-000001 59.84'])
    expect(await eventTypes(database.transaction, order.id)).toEqual([
      ...['order.created', 'payment.succeeded', 'bill.issued', 'order.paid'],
      ...['service.renewed', 'service.renewed', 'service.renewed', 'notice.sent'],
    ])
    await allIsWell()
  })

  test('declined: 402 with the reason, then paid with another means', async () => {
    const bad = await givenMeans(parts, account.id, { outcomes: ['decline:insufficient_funds'] })
    const good = await givenMeans(parts, account.id)
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    await expect(pay(order.id, { id: bad })).rejects.toMatchObject({
      code: 'PAYMENT_DECLINED',
      status: 402,
      details: { reason: 'insufficient_funds' },
    })
    expect(await statusOf(order.id)).toBe('notPaid')
    expect(await expirations(12345)).toEqual(['2027-01-15'])
    await allIsWell()
    await pay(order.id, { id: good })
    expect(await statusOf(order.id)).toBe('delivered')
    await allIsWell()
  })

  test('failed: 502, nothing charged, payable again', async () => {
    const means = await givenMeans(parts, account.id, { outcomes: ['fail', 'success'] })
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    await expect(pay(order.id, { id: means })).rejects.toMatchObject({ code: 'PAYMENT_FAILED', status: 502 })
    expect(await pay(order.id, { id: means })).toEqual({ status: 'delivered', httpStatus: 200 })
    await allIsWell()
  })

  test.each([
    ['success', 'delivered', '2028-01-15'],
    ['fail', 'expired', '2027-01-15'],
  ])('pending, then %s: 200 and checking, then %s', async (outcome, status, expiration) => {
    const means = await givenMeans(parts, account.id, { kind: 'bankAccount', outcomes: [`pending:P5D:${outcome}`] })
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    expect(await pay(order.id, { kind: 'bankAccount', id: means })).toEqual({ status: 'checking', httpStatus: 200 })
    parts.clock.advance('P4D')
    await sweep()
    expect(await statusOf(order.id)).toBe('checking')
    parts.clock.advance('P1D')
    await sweep()
    expect(await statusOf(order.id)).toBe(status)
    expect(await expirations(12345)).toEqual([expiration])
    await allIsWell()
  })

  test('unknown: 202 and checking', async () => {
    const means = await givenMeans(parts, account.id, { outcomes: ['timeout:success'] })
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    expect(await pay(order.id, { id: means })).toEqual({ status: 'checking', httpStatus: 202 })
    expect(await statusOf(order.id)).toBe('checking')
    await expect(pay(order.id, { id: means })).rejects.toMatchObject({ code: 'ORDER_BEING_PAID', status: 409 })
    await allIsWell()
  })

  test('a gateway that breaks off is unknown, and the sweep finds the charge', async () => {
    const means = await givenMeans(parts, account.id)
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    const breaking: TestParts = {
      ...parts,
      gateway: {
        ...parts.gateway,
        async charge(charge) {
          await parts.gateway.charge(charge)
          throw new Error('socket hang up')
        },
      },
    }
    expect(await pay(order.id, { id: means }, breaking)).toEqual({ status: 'checking', httpStatus: 202 })
    parts.clock.advance('PT5M')
    await sweep()
    expect(await statusOf(order.id)).toBe('delivered')
    expect(await providerCalls(database.transaction)).toEqual({ charge: 1, lookup: 1 })
    await allIsWell()
  })
})

async function sweep() {
  const until = parts.clock.now()
  await resolveAttempts(parts, { until })
  await expireOrders(parts, { until })
}

describe('O4 expiry', () => {
  test('a minute before it can be paid, from then on it cannot, swept or not', async () => {
    const means = await givenMeans(parts, account.id)
    const early = await givenOrder(parts, account, 'P1Y', 12345)
    parts.clock.advance('PT23H59M')
    await pay(early.id, { id: means })
    const late = await givenOrder(parts, account, 'P1Y', 12345)
    parts.clock.advance('P1D')
    await expect(pay(late.id, { id: means })).rejects.toMatchObject({ code: 'ORDER_EXPIRED', status: 409 })
    expect(await statusOf(late.id)).toBe('expired')
    expect(await expireOrders(parts, { until: parts.clock.now() })).toBe(0)
    expect(await eventTypes(database.transaction, late.id)).toEqual(['order.created', 'order.expired'])
    await allIsWell()
  })

  test('the sweep takes what is due, and never what is being paid', async () => {
    const means = await givenMeans(parts, account.id, { outcomes: ['pending:P5D:success'] })
    const paying = await givenOrder(parts, account, 'P1Y', 12345)
    const left = await givenOrder(parts, account, 'P3M', 112233)
    await pay(paying.id, { id: means })
    parts.clock.advance('P1D')
    expect(await expireOrders(parts, { until: parts.clock.now() })).toBe(1)
    expect([await statusOf(paying.id), await statusOf(left.id)]).toEqual(['checking', 'expired'])
    await allIsWell()
  })
})

describe('O5 guard', () => {
  test('two renewals of one service: the second payer is told which service, and nothing is charged', async () => {
    const means = await givenMeans(parts, account.id)
    const first = await givenOrder(parts, account, 'P1Y', 12345)
    const second = await givenOrder(parts, account, 'P2Y', 12345)
    await pay(first.id, { id: means })
    await expect(pay(second.id, { id: means })).rejects.toMatchObject({
      code: 'ORDER_OUTDATED',
      details: { serviceId: '12345' },
    })
    expect(await statusOf(second.id)).toBe('cancelled')
    await expect(pay(second.id, { id: means })).rejects.toMatchObject({ code: 'ORDER_CANCELLED' })
    expect(await providerCalls(database.transaction)).toEqual({ charge: 1 })
    expect(await eventTypes(database.transaction, second.id)).toEqual(['order.created', 'order.cancelled'])
    await allIsWell()
  })

  test('an open attempt reserves its services: the second payer waits, and can pay once it failed', async () => {
    const slow = await givenMeans(parts, account.id, { outcomes: ['timeout:nothing'] })
    const good = await givenMeans(parts, account.id)
    const first = await givenOrder(parts, account, 'P1Y', 12345)
    const second = await givenOrder(parts, account, 'P2Y', 12345)
    await pay(first.id, { id: slow })
    await expect(pay(second.id, { id: good })).rejects.toMatchObject({
      code: 'SERVICE_RESERVED',
      details: { serviceId: '12345' },
    })
    expect(await statusOf(second.id)).toBe('notPaid')
    parts.clock.advance('PT1H')
    await sweep()
    await pay(second.id, { id: good })
    await expect(pay(first.id, { id: good })).rejects.toMatchObject({ code: 'ORDER_OUTDATED' })
    expect(await expirations(12345)).toEqual(['2029-01-15'])
    await allIsWell()
  })

  test('O5a: paid is paid', async () => {
    const means = await givenMeans(parts, account.id)
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    await pay(order.id, { id: means })
    await expect(pay(order.id, { id: means })).rejects.toMatchObject({ code: 'ORDER_DELIVERED', status: 409 })
    expect(await providerCalls(database.transaction)).toEqual({ charge: 1 })
  })

  test("another account's order is not there", async () => {
    const stranger = await testAccount(parts, { email: 'other@example.com' })
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    const request = { accountId: stranger.id, orderId: order.id, means: { kind: 'ovhAccount', id: null } } as const
    await expect(payOrder(parts, request)).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 })
  })
})

describe('P5 amounts', () => {
  test('less than the total: 402, on the balance, and the whole is still to be paid', async () => {
    const means = await givenMeans(parts, account.id, { outcomes: ['partial:1.00', 'success'] })
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    await expect(pay(order.id, { id: means })).rejects.toMatchObject({ code: 'PAYMENT_INCOMPLETE', status: 402 })
    expect([await statusOf(order.id), await balance()]).toEqual(['notPaid', '1.00'])
    await allIsWell()
    await pay(order.id, { id: means })
    expect([await statusOf(order.id), await balance()]).toEqual(['delivered', '1.00'])
    await allIsWell()
  })

  test('more than the total settles, and the rest is on the balance', async () => {
    const means = await givenMeans(parts, account.id, { outcomes: ['partial:10.00'] })
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    await pay(order.id, { id: means })
    expect([await statusOf(order.id), await balance()]).toEqual(['delivered', '7.61'])
    expect(await documents(order.id)).toEqual(['B2026-000001 2.39'])
    await allIsWell()
  })
})

describe('P6 free', () => {
  beforeEach(async () => {
    await testPlans(parts, [
      { code: 'credit', family: 'domain', prices: { P1Y: '-1.99' } },
      { code: 'gift', family: 'domain', prices: { P1Y: '0' } },
    ])
    await testServices(parts, account.id, [
      { id: 501, plan: 'credit', family: 'domain', name: 'credit.ovh' },
      { id: 502, plan: 'gift', family: 'domain', name: 'gift.ovh' },
    ])
  })

  test.each([
    ['fidelityAccount', { kind: 'fidelityAccount', id: null }],
    ['ovhAccount', { kind: 'ovhAccount', id: null }],
    ['a kind of which none is registered', { kind: 'creditCard', id: null }],
  ] as const)('a negative total settles with %s: a refund document and a credit', async (_, choice) => {
    const order = await givenOrder(parts, account, 'P1Y', 501)
    expect(await pay(order.id, choice)).toEqual({ status: 'delivered', httpStatus: 200 })
    expect(await documents(order.id)).toEqual(['R2026-000001 2.39'])
    expect([await balance(), await expirations(501)]).toEqual(['2.39', ['2028-01-15']])
    expect(await eventTypes(database.transaction, order.id)).toContain('refund.issued')
    expect(await providerCalls(database.transaction)).toEqual({})
    await allIsWell()
  })

  test('a total of 0 gives a bill of 0.00', async () => {
    const means = await givenMeans(parts, account.id, { outcomes: ['fail'], state: 'blocked' })
    const order = await givenOrder(parts, account, 'P1Y', 502)
    expect(await pay(order.id, { id: means })).toEqual({ status: 'delivered', httpStatus: 200 })
    expect([await documents(order.id), await balance()]).toEqual([['B2026-000001 0.00'], '0.00'])
    expect(await providerCalls(database.transaction)).toEqual({})
    await allIsWell()
  })
})

describe('P7 means', () => {
  test('the balance pays in one transaction, without a gateway', async () => {
    await credit('10.00')
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    expect(await pay(order.id, { kind: 'ovhAccount', id: null })).toEqual({ status: 'delivered', httpStatus: 200 })
    expect(await balance()).toBe('7.61')
    expect(await providerCalls(database.transaction)).toEqual({})
    await allIsWell()
  })

  test('refused by name, before anything is written', async () => {
    const stranger = await testAccount(parts, { email: 'other@example.com' })
    const [expired, blocked, foreign, paypal] = [
      await givenMeans(parts, account.id, { kind: 'creditCard', expiresOn: Temporal.PlainDate.from('2026-11-19') }),
      await givenMeans(parts, account.id, { state: 'blocked' }),
      await givenMeans(parts, stranger.id),
      await givenMeans(parts, account.id),
    ]
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    const refusals = [
      [{ id: expired }, 'PAYMENT_MEANS_NOT_VALID'],
      [{ id: blocked }, 'PAYMENT_MEANS_NOT_VALID'],
      [{ id: foreign }, 'NOT_FOUND'],
      [{ kind: 'creditCard', id: paypal }, 'PAYMENT_MEANS_REFUSED'],
      [{ kind: 'bankAccount', id: null }, 'PAYMENT_MEANS_NOT_VALID'],
      [{ kind: 'ovhAccount', id: null }, 'BALANCE_TOO_SMALL'],
      [{ kind: 'fidelityAccount', id: null }, 'PAYMENT_MEANS_REFUSED'],
    ] as const
    for (const [choice, code] of refusals) await expect(pay(order.id, choice)).rejects.toMatchObject({ code })
    expect(await statusOf(order.id)).toBe('notPaid')
    expect(await eventTypes(database.transaction, order.id)).toEqual(['order.created'])
    expect(await pay(order.id, { kind: 'paypal', id: null })).toMatchObject({ status: 'delivered' })
    await allIsWell()
  })
})
