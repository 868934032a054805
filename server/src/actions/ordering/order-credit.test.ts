import sql from 'sql-template-tag'
import { describe, expect, test } from 'vitest'
import { booksOf } from '../../../test/books.ts'
import { givenDueBill, noticesOf } from '../../../test/collecting.ts'
import type { TestDatabase } from '../../../test/database.ts'
import { brokenInvariants, eventTypes, providerCalls } from '../../../test/invariants.ts'
import { givenMeans, type TestParts } from '../../../test/parts.ts'
import { beforeEachPaying, type Payer } from '../../../test/paying.ts'
import type { Account } from '../../customers/account.ts'
import { toDecimal } from '../../money/money.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import { adjustBalance } from '../balance/adjust-balance.ts'
import { payOrder } from '../paying/pay-order.ts'
import { readWaysToPay } from '../paying/read-ways-to-pay.ts'
import { refundOrder } from '../refunding/refund-order.ts'
import { playChargeback } from '../sandbox/play-chargeback.ts'
import { expireOrders } from './expire-orders.ts'
import { orderCredit } from './order-credit.ts'

let database: TestDatabase
let parts: TestParts
let account: Account
let maria: Payer

beforeEachPaying((scene) => {
  ;({ database, parts, account, maria } = scene)
})

const topUp = (amount: number) => orderCredit(parts, { accountId: account.id, amount })
const books = () => booksOf(database.transaction, account.id)
const allIsWell = async () => expect(await brokenInvariants(database.transaction)).toEqual([])
const credit = (value: string) =>
  adjustBalance(parts, { operator, nichandle: account.nichandle, value, reason: 'a gift' })

describe('P8 a top-up of the prepaid balance', () => {
  test('is an order without lines and tax; paid, it is on the balance, with a notice and without a bill', async () => {
    const order = await topUp(20)
    expect(order).toMatchObject({ kind: 'credit', status: 'notPaid', lines: [], taxNote: null })
    expect(Object.values(order.amounts).map(toDecimal)).toEqual(['20.00', '0.00', '20.00'])
    expect(order.expiresAt?.toString()).toBe('2026-11-21T12:00:00Z')
    await maria.payBy(order.id, 'success')
    expect((await maria.orderOf(order.id)).status).toBe('delivered')
    expect(await books()).toEqual({ balance: '-20.00', 'gateway:paypal': '20.00' })
    const paid = ['order.created', 'payment.succeeded', 'order.paid', 'notice.sent']
    expect(await eventTypes(database.transaction, order.id)).toEqual(paid)
    const amount = { ucents: '2000000000', currency: 'EUR' }
    expect(await noticesOf(parts)).toEqual([['balance.credited', order.id, { amount }]])
    await allIsWell()
  })

  test('pays open automatic bills from the balance alone, at once, oldest first and whole ones only', async () => {
    const bills = [await givenDueBill(parts, account, 500), await givenDueBill(parts, account, 501)] as const
    const order = await topUp(3)
    await maria.payBy(order.id, 'success')
    expect(await Promise.all(bills.map(async (id) => (await maria.orderOf(id)).status))).toEqual([
      'delivered',
      'notPaid',
    ])
    expect(await maria.serviceOf(500)).toEqual(['2028-01-15', 'active', []])
    expect(await books()).toMatchObject({ balance: '-0.61', customer: '2.39' })
    expect(await providerCalls(database.transaction)).toEqual({ charge: 1 })
    await allIsWell()
  })

  test('money that comes later does so then', async () => {
    await givenDueBill(parts, account, 500)
    const order = await topUp(3)
    await maria.payBy(order.id, 'pending:P2D:success')
    expect(await books()).not.toHaveProperty('balance')
    await maria.after('P2D')
    expect(await books()).toMatchObject({ balance: '-0.61' })
    await allIsWell()
  })

  test('too little is on the balance as it is, and the whole is still to be paid (P5)', async () => {
    const order = await topUp(20)
    await maria.payBy(order.id, 'partial:5.00').catch(() => 'refused')
    expect((await maria.orderOf(order.id)).status).toBe('notPaid')
    expect(await books()).toMatchObject({ balance: '-5.00' })
    await allIsWell()
  })

  test('the balance cannot top itself up, and is no way to pay', async () => {
    await credit('50')
    const id = await givenMeans(parts, account.id)
    const order = await topUp(20)
    const means = { kind: 'ovhAccount', id: null } as const
    await expect(payOrder(parts, { accountId: account.id, orderId: order.id, means })).rejects.toMatchObject({
      code: 'PAYMENT_MEANS_REFUSED',
    })
    const ways = await readWaysToPay(parts, { accountId: account.id, orderId: order.id })
    expect([ways.kinds, ways.means.map((one) => one.id)]).toEqual([['paypal'], [id]])
    await allIsWell()
  })

  test('O4 unpaid it expires, and cannot be refunded once it is paid', async () => {
    const late = await topUp(20)
    const paid = await topUp(20)
    await maria.payBy(paid.id, 'success')
    parts.clock.advance('P1D')
    await expireOrders(parts, { until: parts.clock.now() })
    expect((await maria.orderOf(late.id)).status).toBe('expired')
    const refund = refundOrder(parts, { operator, orderId: paid.id, reason: 'a favour' })
    await expect(refund).rejects.toMatchObject({
      code: 'NOTHING_TO_REFUND',
      message: expect.stringContaining('balance'),
    })
    await allIsWell()
  })

  test('B6 taken back by its provider, it is gone from the balance, which can fall below zero', async () => {
    const order = await topUp(20)
    await maria.payBy(order.id, 'success')
    await credit('-15')
    await playChargeback(parts, { operator, orderId: order.id })
    expect(await books()).toMatchObject({ balance: '15.00' })
    expect((await maria.orderOf(order.id)).status).toBe('cancelled')
    await allIsWell()
  })

  test.each([0, -5, 100_001])('%d is refused by name', async (amount) => {
    await expect(topUp(amount)).rejects.toMatchObject({ code: 'INVALID_PARAMETER', details: { field: 'amount' } })
  })
})

describe('P4 a notice of what is on the balance', () => {
  test('by an operator, with his words; a debit is none', async () => {
    await credit('5')
    await credit('-1')
    const rows = await database.transaction((open) =>
      open.query<{ readonly kind: string; readonly data: object }>(
        sql`select kind, data from notices where kind <> 'account.created'`,
      ),
    )
    const amount = { ucents: '500000000', currency: 'EUR' }
    expect(rows).toEqual([{ kind: 'balance.credited', data: { amount, reason: 'a gift' } }])
  })

  test('money for an order that can no longer be delivered', async () => {
    const orderId = await maria.paidBy('pending:P2D:success')
    await maria.after('PT1H')
    await database.transaction((open) =>
      open.query(sql`
        update services set state = 'terminated', terminated_at = now(), next_action_at = null where id = 12345`),
    )
    await maria.after('P2D')
    expect((await maria.orderOf(orderId)).status).toBe('cancelled')
    const amount = { ucents: '239000000', currency: 'EUR' }
    expect(await noticesOf(parts)).toEqual([['balance.credited', orderId, { amount, reason: 'undeliverable' }]])
  })
})
