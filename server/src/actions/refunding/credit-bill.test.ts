import sql from 'sql-template-tag'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { booksOf } from '../../../test/books.ts'
import { type CustomerHouse, customerHouse } from '../../../test/customer-house.ts'
import { insertDebts } from '../../bills/debt.store.ts'
import { draftDocument } from '../../bills/issue-document.ts'
import type { Period } from '../../calendar/period.ts'
import type { Account } from '../../customers/account.ts'
import type { DocumentId, OrderId, ServiceId } from '../../identity/identity.ts'
import { toDecimal } from '../../money/money.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import { insertOrders } from '../../orders/new-order.store.ts'
import { readOpenBills } from '../../orders/open-bill.store.ts'
import { readOrders } from '../../orders/order.store.ts'
import { readCompany } from '../../policy/policy.store.ts'
import { readRenewable } from '../../services/paid-period.store.ts'
import { updateRenewals } from '../../services/service-change.store.ts'
import { runRenewals } from '../automatic/run-renewals.ts'
import { issueDocuments } from '../billing/issue-documents.ts'
import { verifyBooks } from '../operating/verify-books.ts'
import { listOrders } from '../ordering/list-orders.ts'
import { renewService } from '../ordering/renew-service.ts'
import { payOrder } from '../paying/pay-order.ts'
import { creditBill } from './credit-bill.ts'
import { readRefundPayment } from './read-refund-payment.ts'
import { refundOrder } from './refund-order.ts'

let house: CustomerHouse
let maria: Account
let service: ServiceId
let billId: DocumentId
let orderId: OrderId
let nextId = 1000

beforeAll(async () => {
  house = await customerHouse()
  await house.plan('hosting', 'hosting/web', 'Hosting', { P1Y: '35.88' })
})
afterAll(() => house?.close())
beforeEach(async () => {
  house.moveTo('2026-11-30T00:00:00Z')
  maria = await house.account()
  nextId += 1
  service = nextId as ServiceId
  await house.service(maria, 'hosting', `site${service}.ovh`, service)
})

afterEach(async () => {
  expect((await verifyBooks(house.parts)).violations).toEqual([])
})

const credit = (more: Partial<Parameters<typeof creditBill>[1]> = {}) =>
  creditBill(house.parts, { operator, billId, reason: 'a mistake', ...more })
const books = () => booksOf(house.parts.transaction, maria.id)

/** What the automatic engine leaves of a service that is due: an order, its bill and an open debt (rule A3). */
async function givenUnpaidBill(): Promise<void> {
  const { parts } = house
  const asked = { accountId: maria.id, serviceId: service, duration: 'P1Y', services: [service], dryRun: true }
  const drafted = await renewService(parts, asked)
  const lines = drafted.lines.map((line) => ({ ...line, renewalIdentity: `auto:${service}:2026-12-01` }))
  const draft = {
    ...drafted,
    kind: 'automatic',
    identity: `auto:${service}:2026-12-01`,
    lines,
    expiresAt: null,
  } as const
  await parts.transaction(async (transaction) => {
    const sealed = { accountId: maria.id, draft, passwordSealed: parts.seal.seal('secret') }
    const [stored] = await insertOrders(transaction, [sealed])
    if (!stored) throw new Error('no order was stored')
    const { id } = stored
    const [order] = await readOrders(transaction, maria.id, [id])
    if (!order) throw new Error('the order is not there')
    const [company, now] = [await readCompany(transaction), parts.clock.now()]
    const facts = { order: { ...order, password: 'secret' }, company, customer: maria, now, zone: parts.zone }
    const [bill] = await issueDocuments(transaction, parts, [draftDocument(facts)])
    if (!bill) throw new Error('no bill was issued')
    ;[orderId, billId] = [id, bill.id]
    const debt = { accountId: maria.id, billId, orderId, amount: bill.amounts.gross, openedAt: now }
    await insertDebts(transaction, [debt])
  })
}

async function renewAutomatically(): Promise<void> {
  const automatic = { accountId: maria.id, serviceId: service, mode: 'automatic', ends: null } as const
  await house.parts.transaction((transaction) =>
    updateRenewals(transaction, [{ ...automatic, period: 'P1Y' as Period }]),
  )
}

const runAt = (moment: string) => {
  house.moveTo(moment)
  return runRenewals(house.parts, { until: house.parts.clock.now() })
}

/** Pays an order from the balance, which a credit to the balance may have done already (rule P8). */
async function payUnlessCollected(id: OrderId): Promise<void> {
  const [order] = await house.parts.transaction((transaction) => readOrders(transaction, maria.id, [id]))
  if (order?.status === 'delivered') return
  await payOrder(house.parts, { accountId: maria.id, orderId: id, means: { kind: 'ovhAccount', id: null } })
}

async function standing() {
  return house.parts.transaction(async (transaction) => {
    const [order] = await readOrders(transaction, maria.id, [orderId])
    const [renewable] = await readRenewable(transaction, [{ accountId: maria.id, id: service }])
    const open = await readOpenBills(transaction, [maria.id], [service])
    return { order: order?.status, open: open.length, state: renewable?.state, expiresOn: String(renewable?.expiresOn) }
  })
}

/** The types of what happened to the account, at once: the list of events waits for transactions elsewhere. */
async function told(): Promise<readonly string[]> {
  const rows = await house.parts.transaction((transaction) =>
    transaction.query<{ readonly type: string }>(sql`
      select type from events where account_id = ${maria.id}::bigint order by id`),
  )
  return rows.map((row) => row.type)
}

test('B6, P8 a refund to the balance pays an open automatic bill at once', async () => {
  const other = nextId + 500
  await house.service(maria, 'hosting', `other${other}.ovh`, other)
  const paid = await house.order(maria, 'P1Y', other)
  await house.credit(maria, '43.06', 'a gift')
  await payUnlessCollected(paid.id)
  await givenUnpaidBill()
  const refunded = await refundOrder(house.parts, { operator, orderId: paid.id, reason: 'a mistake', to: 'balance' })
  expect(refunded.to).toBe('balance')
  expect(await standing()).toMatchObject({ order: 'delivered', open: 0, expiresOn: '2027-12-01' })
})

describe('B6 an unpaid automatic bill', () => {
  beforeEach(givenUnpaidBill)

  test('free: the debt is closed, nothing is owed, the service is extended unpaid, no money moves', async () => {
    expect(await books()).toMatchObject({ customer: '43.06' })
    const { document, to } = await credit({ followUp: 'free' })
    expect([to, document.corrects, toDecimal(document.amounts.gross)]).toEqual([null, billId, '43.06'])
    expect(await books()).toEqual({})
    expect(await standing()).toEqual({ order: 'cancelled', open: 0, state: 'active', expiresOn: '2027-12-01' })
    expect(await told()).toEqual(
      expect.arrayContaining(['refund.issued', 'debt.closed', 'order.cancelled', 'service.renewed']),
    )
  })

  test('end, before its expiration: it ends then', async () => {
    await credit({ followUp: 'end' })
    expect(await standing()).toEqual({ order: 'cancelled', open: 0, state: 'active', expiresOn: '2026-12-01' })
    expect(await told()).toEqual(expect.arrayContaining(['service.modeChanged', 'notice.sent']))
  })

  test('end, on the day of its expiration: at once', async () => {
    house.moveTo('2026-11-30T23:00:00Z')
    await credit({ followUp: 'end' })
    expect(await standing()).toMatchObject({ order: 'cancelled', state: 'terminated' })
    expect(await told()).toEqual(expect.arrayContaining(['service.terminated', 'notice.sent']))
  })

  test('O7 rebill: the service is ordered and billed anew at once, under the identity that counts on', async () => {
    await renewAutomatically()
    const before = await runRenewals(house.parts, { until: house.parts.clock.now() })
    expect(before.ordered).toBe(0)
    const { document } = await credit({ followUp: 'rebill' })
    expect(await standing()).toMatchObject({ order: 'cancelled', open: 1, state: 'active' })
    expect(await runRenewals(house.parts, { until: house.parts.clock.now() })).toMatchObject({ ordered: 0 })
    const identities = await house.parts.transaction((transaction) =>
      transaction.query(sql`
        select renewal_identity as identity from order_lines
        where account_id = ${maria.id}::bigint and service_id = ${service}::bigint order by id`),
    )
    expect(identities).toEqual([
      { identity: `auto:${service}:2026-12-01` },
      { identity: `auto:${service}:2026-12-01:2` },
    ])
    expect(await books()).toMatchObject({ customer: '43.06' })
    expect((await standing()).open).toBe(1)
    const payment = await readRefundPayment(house.parts, { ...document, password: '' })
    expect(payment).toEqual({ to: null, at: document.issuedAt })
  })

  test('A9 rebill of what is suspended: billed anew, and reopened when that is paid', async () => {
    await renewAutomatically()
    await runAt('2026-12-06T00:00:00Z')
    await runAt('2026-12-07T00:00:00Z')
    expect(await standing()).toMatchObject({ open: 1, state: 'suspended' })
    await credit({ followUp: 'rebill' })
    await runAt('2026-12-07T00:00:00Z')
    expect(await standing()).toMatchObject({ open: 1, state: 'suspended', expiresOn: '2026-12-01' })
    const orders = await listOrders(house.parts, { accountId: maria.id, from: null, to: null })
    await house.credit(maria, '43.06', 'a gift')
    const again = orders.at(-1) as OrderId
    await payUnlessCollected(again)
    expect(await standing()).toMatchObject({ open: 0, state: 'active', expiresOn: '2027-12-01' })
  })

  test('by its order: as by its bill', async () => {
    const facts = { operator, orderId, reason: 'a mistake' }
    await expect(refundOrder(house.parts, facts)).rejects.toMatchObject({ details: { field: 'then' } })
    const { document, to } = await refundOrder(house.parts, { ...facts, followUp: 'free' })
    expect([to, document.corrects, (await standing()).expiresOn]).toEqual([null, billId, '2027-12-01'])
    await expect(refundOrder(house.parts, facts)).rejects.toMatchObject({ code: 'NOTHING_TO_REFUND' })
  })

  test.each([
    ['nothing is said of what follows', {}, 'then'],
    ['lines', { followUp: 'end', lines: [1] }, 'lines'],
    ['a place for money that is not there', { followUp: 'end', to: 'balance' }, 'to'],
    ['a renewal that never was', { followUp: 'end', cancelRenewal: true }, 'cancelRenewal'],
  ] as const)('%s: refused by name, and the debt stays', async (_what, more, field) => {
    await expect(credit(more)).rejects.toMatchObject({ code: 'INVALID_PARAMETER', details: { field } })
    expect(await standing()).toMatchObject({ order: 'notPaid', open: 1 })
  })

  test('twice: the second finds nothing to credit', async () => {
    await credit({ followUp: 'end' })
    await expect(credit()).rejects.toMatchObject({ code: 'NOTHING_TO_REFUND' })
    await expect(credit({ followUp: 'free' })).rejects.toMatchObject({ details: { field: 'then' } })
  })

  test('paid, it is refunded as its order is, by the bill’s own line numbers', async () => {
    await house.credit(maria, '43.06', 'a gift')
    await payUnlessCollected(orderId)
    await expect(credit({ followUp: 'end' })).rejects.toMatchObject({ details: { field: 'then' } })
    const { to, document } = await credit({ lines: [1], cancelRenewal: true })
    expect([to, document.lines.map((line) => line.serviceId)]).toEqual(['balance', [service]])
    expect(await books()).toEqual({ adjustment: '43.06', balance: '-43.06' })
    expect((await standing()).expiresOn).toBe('2026-12-01')
  })
})

test('a bill that is not there, or a refund: not found', async () => {
  billId = 'B1999-000001' as DocumentId
  await expect(credit()).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
