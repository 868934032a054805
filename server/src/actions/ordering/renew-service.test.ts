import fc from 'fast-check'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testAccount } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { brokenInvariants, eventTypes } from '../../../test/invariants.ts'
import { givenMeans, givenOrder, type TestParts, testParts } from '../../../test/parts.ts'
import { testGuide, testOpenBill, testPlans, testServices } from '../../../test/services.ts'
import { readDocuments } from '../../bills/document.store.ts'
import { listDocumentsOfOrders } from '../../bills/document-list.store.ts'
import type { Account } from '../../customers/account.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { toDecimal, toText } from '../../money/money.ts'
import type { OrderAmounts } from '../../orders/order.ts'
import { payOrder } from '../paying/pay-order.ts'
import { listRenewals } from './list-renewals.ts'
import { type RenewRequest, renewService } from './renew-service.ts'

let database: TestDatabase
let parts: TestParts
let account: Account

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(start)
afterAll(() => database.close())

async function start() {
  await database.transaction((open) => open.query(sql`select sandbox.empty()`))
  parts = testParts(database)
  account = await testAccount(parts)
}

function renew(words: Partial<Omit<RenewRequest, 'services'>> & { readonly services: readonly number[] }) {
  const services = words.services as readonly ServiceId[]
  const usual = { accountId: account.id, serviceId: 12345 as ServiceId, duration: 'P1Y', dryRun: false }
  return renewService(parts, { ...usual, ...words, services })
}

function texts({ net, tax, gross }: OrderAmounts) {
  return [net, tax, gross].map(toText)
}

async function count(): Promise<number> {
  const [row] = await database.transaction((open) =>
    open.query<{ readonly rows: number }>(sql`
      select (select count(*) from orders) + (select count(*) from order_lines) + (select count(*) from order_steps)
        + (select count(*) from events where type like 'order.%') as rows`),
  )
  return row?.rows ?? -1
}

describe("the guide's example", () => {
  beforeEach(() => testGuide(parts, account.id))

  test('O3: 37.87 at 20 % is 7.57, together 45.44, for 24 hours', async () => {
    await testPlans(parts, [{ code: 'hosting-alone', family: 'hosting/web', prices: { P1Y: '35.88' } }])
    await testServices(parts, account.id, [
      { id: 67892, plan: 'hosting-alone', family: 'hosting/web', name: 'alone.ovh', link: 12345 },
    ])
    const order = await givenOrder(parts, account, 'P1Y', 12345, 67892)
    expect(texts(order.amounts)).toEqual(['37.87 €', '7.57 €', '45.44 €'])
    expect(order).toMatchObject({ status: 'notPaid', kind: 'renewal', identity: null })
    expect(order.createdAt.until(order.expiresAt ?? order.createdAt).total('hours')).toBe(24)
    expect(order.lines.map((line) => [line.serviceId, String(line.startsOn), String(line.endsOn)])).toEqual([
      [67892, '2027-01-15', '2028-01-15'],
      [12345, '2027-01-15', '2028-01-15'],
    ])
    expect(order.password).toMatch(/^[\w-]{22}$/)
  })

  test('O2: a dry run answers the same amounts and stores nothing', async () => {
    const draft = await renew({ services: [12345], dryRun: true })
    expect('id' in draft).toBe(false)
    expect(await count()).toBe(0)
    const order = await renew({ services: [12345] })
    expect(texts(draft.amounts)).toEqual(texts(order.amounts))
    expect(await count()).toBe(4)
  })

  test.each([
    ['no period', { duration: '1Y', services: [12345] }, 'INVALID_PERIOD'],
    ['a period that is not sold', { duration: 'P5Y', services: [12345] }, 'PERIOD_NOT_SOLD'],
    ['the service left out', { services: [67890] }, 'SERVICES_NOT_RENEWABLE_TOGETHER'],
    ['a service twice', { services: [12345, 12345] }, 'SERVICES_NOT_RENEWABLE_TOGETHER'],
    ['a service that is not linked', { services: [12345, 112233] }, 'SERVICES_NOT_RENEWABLE_TOGETHER'],
    ['a service that does not exist', { services: [12345, 999] }, 'NOT_FOUND'],
    ['another service that does not exist', { serviceId: 999 as ServiceId, services: [999] }, 'NOT_FOUND'],
  ])('O1: %s is refused, and nothing is stored', async (_, words, code) => {
    await expect(renew(words)).rejects.toMatchObject({ code })
    expect(await count()).toBe(0)
  })

  test("O1: another account's service is not there, whatever is asked", async () => {
    const stranger = await testAccount(parts, { email: 'other@example.com' })
    await testServices(parts, stranger.id, [{ id: 801, plan: 'domain-ovh', family: 'domain', name: 'theirs.ovh' }])
    await expect(renew({ services: [12345, 801] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(renew({ serviceId: 801 as ServiceId, services: [801] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(renew({ accountId: stranger.id, services: [12345] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('S5: an open automatic bill comes first; paying it extends by what was billed and makes no second bill', async () => {
    const billed = await testOpenBill(parts, account.id, [12345])
    await expect(renew({ services: [12345] })).rejects.toMatchObject({ code: 'SERVICE_HAS_OPEN_BILL' })
    const seal = parts.seal.seal('a password')
    await database.transaction((open) => open.query(sql`update orders set password_sealed = ${seal}`))
    const means = await givenMeans(parts, account.id)
    await payOrder(parts, { accountId: account.id, orderId: billed, means: { id: means } })
    const documents = await database.transaction((open) =>
      listDocumentsOfOrders(open, [{ accountId: account.id, id: billed }]),
    )
    expect(documents).toHaveLength(1)
    expect(await eventTypes(database.transaction, billed)).toEqual([
      ...['payment.succeeded', 'debt.closed', 'order.paid', 'service.renewed', 'notice.sent'],
    ])
  })

  test('O5: an order made before an automatic bill is cancelled when it is paid after it', async () => {
    const means = await givenMeans(parts, account.id)
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    const billed = await testOpenBill(parts, account.id, [12345])
    const paying = payOrder(parts, { accountId: account.id, orderId: order.id, means: { id: means } })
    await expect(paying).rejects.toMatchObject({
      code: 'ORDER_OUTDATED',
      details: { serviceId: '12345', payFirstOrderId: String(billed) },
    })
    expect(await eventTypes(database.transaction, order.id)).toEqual(['order.created', 'order.cancelled'])
  })
})

describe('A7 reopening', () => {
  test.each([
    ['expired', ['expired'], 'active', true],
    ['unpaid', ['unpaid'], 'active', true],
    ['by the customer as well', ['expired', 'customer'], 'suspended', false],
    ['by the operator', ['operator'], 'suspended', false],
  ] as const)('T5: renewed late, suspended %s', async (_, causes, state, reopened) => {
    await testPlans(parts, [{ code: 'late', family: 'domain', prices: { P1M: '1.00' } }])
    await testServices(parts, account.id, [
      { id: 1, plan: 'late', family: 'domain', start: '2026-01-31', expires: '2026-02-28' },
    ])
    await database.transaction((open) =>
      open.query(sql`update services set state = 'suspended', suspension_causes = ${causes}::text[] where id = 1`),
    )
    const means = await givenMeans(parts, account.id)
    const order = await givenOrder(parts, account, 'P1M', 1)
    await payOrder(parts, { accountId: account.id, orderId: order.id, means: { id: means } })
    const [service] = await database.transaction((open) =>
      open.query<object>(sql`select state, expires_on::text as expires from services where id = 1`),
    )
    expect(service).toEqual({ state, expires: '2026-03-31' })
    expect((await eventTypes(database.transaction, order.id)).includes('service.reopened')).toBe(reopened)
    expect(await brokenInvariants(database.transaction)).toEqual([])
  })
})

describe('B4 tax on the order and its bill', () => {
  test.each([
    ['a French person', { country: 'FR' }, '20.00', null],
    ['a Polish person', { country: 'PL' }, '23.00', null],
    ['a German business', { country: 'DE', legalform: 'corporation', vat: 'DE136695976' }, '0.00', 'reverseCharge'],
    ['a German business without a number', { country: 'DE', legalform: 'corporation' }, '19.00', null],
    ['a Swiss business', { country: 'CH', legalform: 'corporation' }, '0.00', 'outsideUnion'],
  ] as const)('%s', async (_, words, tax, taxNote) => {
    account = await testAccount(parts, words)
    await testPlans(parts, [{ code: 'hundred', family: 'domain', prices: { P1Y: '100.00' } }])
    await testServices(parts, account.id, [{ id: 1, plan: 'hundred', family: 'domain' }])
    const means = await givenMeans(parts, account.id)
    const order = await givenOrder(parts, account, 'P1Y', 1)
    expect([toDecimal(order.amounts.tax), order.taxNote]).toEqual([tax, taxNote])
    await payOrder(parts, { accountId: account.id, orderId: order.id, means: { id: means } })
    const [bill] = await database.transaction((open) => readDocuments(open, { orders: [order] }))
    expect(bill).toMatchObject({ kind: 'bill', taxNote, amounts: order.amounts, category: 'earlyrenewal' })
    expect(bill?.customer).toMatchObject({ nichandle: account.nichandle, country: words.country })
  })
})

describe('S9 one path', () => {
  test('price of the list = dry run = order = bill, to the last digit', async () => {
    const price = fc.integer({ min: -30_000_000_000, max: 900_000_000_000 }).map((ucents) => (ucents / 1e8).toFixed(8))
    const family = fc.array(fc.record({ price, quantity: fc.integer({ min: 1, max: 7 }) }), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(family, async (members) => {
        await start()
        await testPlans(
          parts,
          members.map((member, index) => ({ code: `p${index}`, family: 'domain', prices: { P1Y: member.price } })),
        )
        await testServices(
          parts,
          account.id,
          members.map(({ quantity }, index) => {
            return { id: index + 1, plan: `p${index}`, family: 'domain', link: 1, quantity }
          }),
        )
        await sameEverywhere()
      }),
      { numRuns: 10 },
    )
  }, 120_000)
})

/** Every strategy that is listed for service 1, ordered; the last of them paid. */
async function sameEverywhere() {
  const serviceId = 1 as ServiceId
  const means = await givenMeans(parts, account.id)
  const listed = await listRenewals(parts, { accountId: account.id, serviceId, includeOptions: false })
  const strategies = listed.descriptions.flatMap((description) => description.strategies)
  for (const strategy of strategies) {
    const services = strategy.lines.map((line) => line.service.id)
    const draft = await renew({ serviceId, services, dryRun: true })
    const order = await renew({ serviceId, services })
    expect(draft.amounts.net).toEqual(strategy.price)
    expect(order.amounts).toEqual(draft.amounts)
    if (!('id' in order) || strategy !== strategies.at(-1)) continue
    await payOrder(parts, { accountId: account.id, orderId: order.id, means: { id: means } })
    const [document] = await database.transaction((open) => readDocuments(open, { orders: [order] }))
    const sign = document?.kind === 'refund' ? -1n : 1n
    const { net, tax, gross } = order.amounts
    expect([net, tax, gross].map(({ ucents }) => ucents * sign)).toEqual(
      [document?.amounts.net, document?.amounts.tax, document?.amounts.gross].map((amount) => amount?.ucents),
    )
  }
  expect(await brokenInvariants(database.transaction)).toEqual([])
}
