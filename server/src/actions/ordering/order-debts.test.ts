import sql from 'sql-template-tag'
import { describe, expect, test } from 'vitest'
import { booksOf } from '../../../test/books.ts'
import { givenDueBill, noticesOf } from '../../../test/collecting.ts'
import type { TestDatabase } from '../../../test/database.ts'
import { brokenInvariants, eventTypes, providerCalls } from '../../../test/invariants.ts'
import { givenMeans, type TestParts } from '../../../test/parts.ts'
import { beforeEachPaying, type Payer } from '../../../test/paying.ts'
import { testPlans, testServices } from '../../../test/services.ts'
import { readDocuments } from '../../bills/document.store.ts'
import type { Account } from '../../customers/account.ts'
import type { DocumentId, OrderId, ServiceId } from '../../identity/identity.ts'
import { toDecimal } from '../../money/money.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import { terminateServices } from '../../services/paid-period.store.ts'
import { collectDebts } from '../automatic/collect-debts.ts'
import { creditTerminated } from '../automatic/credit-terminated.ts'
import { runRenewals } from '../automatic/run-renewals.ts'
import { adjustBalance } from '../balance/adjust-balance.ts'
import { payOrder } from '../paying/pay-order.ts'
import { creditBill } from '../refunding/credit-bill.ts'
import { refundOrder } from '../refunding/refund-order.ts'
import { expireOrders } from './expire-orders.ts'
import { orderDebts } from './order-debts.ts'
import { readOrderDocument } from './read-order-document.ts'
import { readOrderPayments } from './read-order-payments.ts'

let database: TestDatabase
let parts: TestParts
let account: Account
let maria: Payer

beforeEachPaying((scene) => {
  ;({ database, parts, account, maria } = scene)
})

const given = (serviceId: number) => givenDueBill(parts, account, serviceId)
const ask = (choice: Parameters<typeof orderDebts>[1]['choice'] = {}) =>
  orderDebts(parts, { accountId: account.id, choice })
const collect = () => collectDebts(parts, { until: parts.clock.now() })
const types = (orderId: OrderId) => eventTypes(database.transaction, orderId)
const books = () => booksOf(database.transaction, account.id)
const allIsWell = async () => expect(await brokenInvariants(database.transaction)).toEqual([])
const documents = async (...orderIds: readonly OrderId[]) =>
  database.transaction((open) => readDocuments(open, { orders: orderIds.map((id) => ({ accountId: account.id, id })) }))
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { readonly code: string }) => error.code,
  )

describe('B5 an order that pays debts', () => {
  test('is over the gross that is owed, without tax of its own, and expires after 24 hours', async () => {
    const [first] = [await given(501), await given(502)]
    const order = await ask()
    expect(order).toMatchObject({ kind: 'debt', status: 'notPaid', lines: [] })
    expect(Object.values(order.amounts).map(toDecimal)).toEqual(['4.78', '0.00', '4.78'])
    expect(order.expiresAt?.toString()).toBe('2026-11-21T12:00:00Z')
    const [oldest] = await documents(first)
    expect(await readOrderDocument(parts, { accountId: account.id, orderId: order.id })).toMatchObject({
      ...{ id: oldest?.id, kind: 'bill' },
    })
    parts.clock.advance('P1D')
    await expireOrders(parts, { until: parts.clock.now() })
    expect(await types(order.id)).toEqual(['order.created', 'order.expired'])
    await allIsWell()
  })

  test('paid, it closes them, extends and reopens the services, and makes no further bill', async () => {
    const automatic = [await given(501), await given(502)]
    await database.transaction((open) =>
      open.query(
        sql`update services set state = 'suspended', suspension_causes = '{unpaid}', lapsed_at = '2026-11-20' where id = 501`,
      ),
    )
    const order = await ask()
    expect(await maria.payBy(order.id, 'success')).toEqual({ status: 'delivered', httpStatus: 200 })
    expect(await types(order.id)).toEqual(['order.created', 'payment.succeeded', 'order.paid', 'notice.sent'])
    expect((await types(automatic[0] as OrderId)).slice(3)).toEqual([
      ...['debt.closed', 'order.paid', 'service.renewed', 'service.reopened'],
    ])
    expect((await types(automatic[1] as OrderId)).slice(3)).toEqual(['debt.closed', 'order.paid', 'service.renewed'])
    for (const orderId of automatic) expect((await maria.orderOf(orderId)).status).toBe('delivered')
    expect(await maria.serviceOf(501)).toEqual(['2028-01-15', 'active', []])
    expect(await documents(order.id, ...automatic)).toHaveLength(2)
    expect(await books()).toEqual({ 'gateway:paypal': '4.78', revenue: '-3.98', tax: '-0.80' })
    const payments = await readOrderPayments(parts, { accountId: account.id, orderIds: automatic })
    expect([...payments.values()].map(({ meansKind }) => meansKind)).toEqual(['paypal', 'paypal'])
    expect(await refused(ask())).toBe('CONFLICT')
    await allIsWell()
  })

  test.each(['bill', 'order', 'number'])('of one debt, named by its %s: the other stays open', async (by) => {
    const [first, second] = [await given(501), await given(502)]
    const [bill] = await documents(first)
    const [debt] = await database.transaction((open) =>
      open.query<{ readonly id: never }>(sql`select id from debts where order_id = ${first}`),
    )
    const choices = {
      bill: { billId: bill?.id as DocumentId },
      order: { orderId: first },
      number: { ids: debt ? [debt.id] : [] },
    }
    const order = await ask(choices[by as 'bill'])
    await maria.payBy(order.id, 'success')
    expect((await maria.orderOf(second)).status).toBe('notPaid')
    expect(await refused(ask(choices[by as 'bill']))).toBe('CONFLICT')
    expect(toDecimal((await ask()).amounts.gross)).toBe('2.39')
    await allIsWell()
  })

  test('of what is not there, or another’s: not found', async () => {
    await given(501)
    expect(await refused(ask({ billId: 'B1999-000001' as DocumentId }))).toBe('NOT_FOUND')
    expect(await refused(ask({ orderId: 1 as OrderId }))).toBe('NOT_FOUND')
  })

  test('B6 what it paid is refunded to its means, up to the bill', async () => {
    const [first] = [await given(501), await given(502)]
    const order = await ask()
    await maria.payBy(order.id, 'success')
    await refundOrder(parts, { operator, orderId: first, reason: 'a favour', cancelRenewal: true })
    expect(await books()).toEqual({ 'gateway:paypal': '2.39', revenue: '-1.99', tax: '-0.40' })
    expect(await maria.serviceOf(501)).toEqual(['2027-01-15', 'active', []])
    await allIsWell()
  })
})

describe('O5 debts are paid once', () => {
  test('paid otherwise meanwhile: nothing is charged, the order is cancelled', async () => {
    const automatic = await given(501)
    const [first, second] = [await ask(), await ask()]
    await maria.payBy(first.id, 'success')
    expect(await refused(maria.payBy(second.id, 'success'))).toBe('ORDER_OUTDATED')
    expect((await maria.orderOf(second.id)).status).toBe('cancelled')
    expect((await maria.orderOf(automatic)).status).toBe('delivered')
    expect(await providerCalls(database.transaction)).toEqual({ charge: 1 })
    await allIsWell()
  })

  test.each(['end', 'free'] as const)('credited meanwhile (%s): the same', async (followUp) => {
    const automatic = await given(501)
    const order = await ask()
    const [bill] = await documents(automatic)
    await creditBill(parts, { operator, billId: bill?.id as DocumentId, reason: 'a favour', followUp })
    expect(await refused(maria.payBy(order.id, 'success'))).toBe('ORDER_OUTDATED')
    expect((await maria.orderOf(order.id)).status).toBe('cancelled')
    expect(await providerCalls(database.transaction)).toEqual({})
    await allIsWell()
  })

  test('two at once: one charge', async () => {
    const automatic = await given(501)
    const orders = [await ask(), await ask(), await maria.orderOf(automatic)]
    const id = await givenMeans(parts, account.id)
    const all = await Promise.all(
      orders.map((order) => refused(payOrder(parts, { accountId: account.id, orderId: order.id, means: { id } }))),
    )
    expect(all.filter((outcome) => outcome === 'done')).toHaveLength(1)
    expect(await providerCalls(database.transaction)).toEqual({ charge: 1 })
    await allIsWell()
  })

  test('while it is pending, nothing else pays or credits the bill, and at its end what was held back is due at once', async () => {
    await givenMeans(parts, account.id, { isDefault: true })
    const automatic = await given(501)
    const [order, other] = [await ask(), await ask()]
    await maria.payBy(order.id, 'pending:P1D:fail')
    expect(await collect()).toMatchObject({ collected: 0, failed: 0 })
    expect(await refused(maria.payBy(automatic, 'success'))).toBe('SERVICE_RESERVED')
    expect(await refused(maria.payBy(other.id, 'success'))).toBe('SERVICE_RESERVED')
    expect(await refused(ask())).toBe('CONFLICT')
    const gift = { operator, nichandle: account.nichandle, value: '2.39', reason: 'a gift' }
    expect((await adjustBalance(parts, gift)).balance.ucents).toBe(239_000_000n)
    const [bill] = await documents(automatic)
    const credit = { operator, billId: bill?.id as DocumentId, reason: 'a favour', followUp: 'free' } as const
    expect(await refused(creditBill(parts, credit))).toBe('ORDER_BEING_PAID')
    await maria.after('P1D')
    expect(await types(order.id)).toEqual(['order.created', 'payment.pending', 'payment.declined', 'order.expired'])
    expect(await collect()).toMatchObject({ collected: 1 })
    await allIsWell()
  })

  test('P5 too little for it is on the balance, and the whole is still owed', async () => {
    await given(501)
    const order = await ask()
    expect(await refused(maria.payBy(order.id, 'partial:1.00'))).toBe('PAYMENT_INCOMPLETE')
    expect((await maria.orderOf(order.id)).status).toBe('notPaid')
    expect(await maria.payBy(order.id, 'success')).toMatchObject({ status: 'delivered' })
    await allIsWell()
  })
})

describe('A6 what was credited of a bill is not collected', () => {
  test('one of two services is terminated: the other is paid for, and it alone is extended', async () => {
    await testPlans(parts, [{ code: 'mail', prices: { P1Y: '10.00' } }])
    await testServices(parts, account.id, [
      { id: 601, plan: 'domain-ovh', expires: '2026-11-21', start: '2025-11-21', mode: 'automatic', period: 'P1Y' },
      { id: 602, plan: 'mail', expires: '2026-11-21', start: '2025-11-21', mode: 'automatic', period: 'P1Y' },
    ])
    await runRenewals(parts, { until: parts.clock.now() })
    await database.transaction(async (open) => {
      const gone = { accountId: account.id, id: 602 as ServiceId }
      await terminateServices(open, [gone], parts.clock.now())
      await creditTerminated(open, parts, [gone])
    })
    await givenMeans(parts, account.id, { isDefault: true })
    expect(await collect()).toEqual({ collected: 1, failed: 0, waiting: 0, putOff: 0 })
    expect(await maria.serviceOf(601)).toEqual(['2027-11-21', 'active', []])
    expect(await books()).toEqual({ 'gateway:paypal': '2.39', revenue: '-1.99', tax: '-0.40' })
    expect((await noticesOf(parts)).at(-1)).toMatchObject([
      ...['renewal.succeeded', expect.anything(), { amount: { ucents: '239000000' } }],
    ])
    await allIsWell()
  })
})
