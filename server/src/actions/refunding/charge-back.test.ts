import sql from 'sql-template-tag'
import { describe, expect, test } from 'vitest'
import { booksOf } from '../../../test/books.ts'
import { givenDueBill, noticesOf } from '../../../test/collecting.ts'
import type { TestDatabase } from '../../../test/database.ts'
import { brokenInvariants, eventTypes } from '../../../test/invariants.ts'
import { givenMeans, givenOrder, type TestParts } from '../../../test/parts.ts'
import { beforeEachPaying, type Payer } from '../../../test/paying.ts'
import { afterPlanting, told } from '../../../test/plant.ts'
import { wakeDebts } from '../../bills/due-debt.store.ts'
import type { Account } from '../../customers/account.ts'
import type { OrderId, ServiceId } from '../../identity/identity.ts'
import { parseAmount, toDecimal } from '../../money/money.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import { collectDebts } from '../automatic/collect-debts.ts'
import { runRenewals } from '../automatic/run-renewals.ts'
import { adjustBalance } from '../balance/adjust-balance.ts'
import { orderDebts } from '../ordering/order-debts.ts'
import { payOrder } from '../paying/pay-order.ts'
import { billUnpaid } from '../sandbox/demo/bill-unpaid.ts'
import { playChargeback } from '../sandbox/play-chargeback.ts'
import { readGateway } from '../sandbox/read-gateway.ts'
import { chargeBack } from './charge-back.ts'
import { refundOrder } from './refund-order.ts'

let database: TestDatabase
let parts: TestParts
let account: Account
let maria: Payer

beforeEachPaying((scene) => {
  ;({ database, parts, account, maria } = scene)
})

const domain = 500
const takeBack = (orderId: OrderId) => playChargeback(parts, { operator, orderId })
const books = () => booksOf(database.transaction, account.id)
const allIsWell = async () => expect(await brokenInvariants(database.transaction)).toEqual([])
const collect = () => collectDebts(parts, { until: parts.clock.now() })
const refund = (orderId: OrderId, more: Partial<Parameters<typeof refundOrder>[1]> = {}) =>
  refundOrder(parts, { operator, orderId, reason: 'a favour', ...more })
const credit = (value: string) =>
  adjustBalance(parts, { operator, nichandle: account.nichandle, value, reason: 'a gift' })

/** An automatic bill of 2.39 EUR that a means paid on 20 November; ten days later. */
async function givenPaidBill(): Promise<OrderId> {
  await givenMeans(parts, account.id, { isDefault: true })
  const orderId = await givenDueBill(parts, account, domain)
  expect(await collect()).toMatchObject({ collected: 1 })
  parts.clock.set('2026-11-30T12:00:00Z')
  return orderId
}

/** An order of a person over the guide's two services, 45.44 EUR, that a card paid. */
async function givenPaidOrder() {
  const order = await givenOrder(parts, account, 'P1Y', 12345, 67890)
  await maria.payBy(order.id, 'success')
  return order
}

async function debtOf(orderId: OrderId) {
  const [row] = await database.transaction((open) =>
    open.query<Record<string, Temporal.Instant | null>>(sql`
      select opened_at, counts_from, collect_at, closed_at from debts where order_id = ${orderId}::bigint`),
  )
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, at]) => [name, at?.toString() ?? null]))
}

describe('B6 a chargeback opens the debt again', () => {
  test('with its old date; retries, warning and grace count from the day of the chargeback, and the period stays', async () => {
    const orderId = await givenPaidBill()
    const before = (await eventTypes(database.transaction, orderId)).length
    expect(toDecimal((await takeBack(orderId)).amount)).toBe('2.39')
    expect(await debtOf(orderId)).toEqual({
      opened_at: '2026-11-20T12:00:00Z',
      counts_from: '2026-11-30T12:00:00Z',
      collect_at: '2026-12-02T12:00:00Z',
      closed_at: null,
    })
    expect(await maria.told(orderId, before)).toEqual([
      ['payment.declined', { reason: 'chargeback', amount: '2.39', means: 'paypal' }],
      ['debt.opened', { reason: 'chargeback', amount: '2.39' }],
      ['notice.sent', expect.objectContaining({ kind: 'renewal.failed' })],
    ])
    const amount = { ucents: '239000000', currency: 'EUR' }
    const data = { amount, reason: 'chargeback', means: 'maria@example.com', collectAt: '2026-12-02T12:00:00Z' }
    expect((await noticesOf(parts)).at(-1)).toEqual(['renewal.failed', orderId, data])
    expect((await maria.orderOf(orderId)).status).toBe('notPaid')
    expect(await maria.serviceOf(domain)).toEqual(['2028-01-15', 'active', []])
    expect(await books()).toMatchObject({ customer: '2.39' })
    expect(await books()).not.toHaveProperty('gateway:paypal')
    await allIsWell()
  })

  test('A3 a try that fails afterwards still names the service that is to be paid for', async () => {
    await givenMeans(parts, account.id, { isDefault: true, outcomes: ['success', 'decline:lost'] })
    const orderId = await givenDueBill(parts, account, domain)
    expect(await collect()).toMatchObject({ collected: 1 })
    await takeBack(orderId)
    parts.clock.set('2026-12-02T12:00:00Z')
    expect(await collect()).toMatchObject({ failed: 1 })
    const told = await maria.told(orderId, 0)
    expect(told.at(-1)).toEqual([
      'notice.sent',
      expect.objectContaining({ kind: 'renewal.failed', services: [domain] }),
    ])
  })

  test('the provider’s sums are less what it took back', async () => {
    const orderId = await givenPaidBill()
    await takeBack(orderId)
    const { sums } = await readGateway(parts)
    expect(sums.map(({ charged, refunded }) => [String(charged), String(refunded)])).toEqual([['0', '0']])
  })

  test('A3 it is collected again on the days after it: the debt is closed, and nothing is renewed twice', async () => {
    const orderId = await givenPaidBill()
    await takeBack(orderId)
    expect(await collect()).toMatchObject({ collected: 0, failed: 0 })
    parts.clock.set('2026-12-02T12:00:00Z')
    expect(await collect()).toMatchObject({ collected: 1 })
    expect((await maria.orderOf(orderId)).status).toBe('delivered')
    expect(await maria.serviceOf(domain)).toEqual(['2028-01-15', 'active', []])
    expect(await books()).not.toHaveProperty('customer')
    await allIsWell()
    parts.clock.set('2026-12-05T12:00:00Z')
    await takeBack(orderId)
    expect(await debtOf(orderId)).toMatchObject({
      opened_at: '2026-11-20T12:00:00Z',
      counts_from: '2026-12-05T12:00:00Z',
    })
    await allIsWell()
  })

  test('O5 it is not paid anew while the bill for the next period is being paid, by nobody', async () => {
    await givenMeans(parts, account.id, { isDefault: true, outcomes: ['success', 'pending:P5D:success', 'success'] })
    const first = await givenDueBill(parts, account, domain)
    expect(await collect()).toMatchObject({ collected: 1 })
    await billUnpaid(parts, { accountId: account.id, serviceId: domain as ServiceId, duration: 'P1Y' })
    await database.transaction((open) => wakeDebts(open, [account.id], parts.clock.now()))
    expect(await collect()).toMatchObject({ waiting: 1 })
    await takeBack(first)
    await expect(maria.payBy(first, 'success')).rejects.toMatchObject({ code: 'SERVICE_RESERVED' })
    parts.clock.advance('P2D')
    expect(await collect()).toMatchObject({ collected: 0, failed: 0, waiting: 0 })
    await maria.after('P4D')
    expect(await collect()).toMatchObject({ collected: 1 })
    expect((await maria.orderOf(first)).status).toBe('delivered')
    await allIsWell()
  })

  test('A4 A5 A7 a warning and the suspension count from it; paying reopens what it suspended', async () => {
    const orderId = await givenPaidBill()
    await database.transaction((open) =>
      open.query(sql`update services set mode = 'automatic' where id = ${domain}::bigint`),
    )
    await database.transaction((open) => open.query(sql`update payment_means set is_default = false`))
    parts.clock.set('2027-02-01T12:00:00Z')
    await takeBack(orderId)
    const runAt = (moment: string) => {
      parts.clock.set(moment)
      return runRenewals(parts, { until: parts.clock.now() })
    }
    await runAt('2027-02-07T11:59:59Z')
    expect(await maria.serviceOf(domain)).toEqual(['2028-01-15', 'active', []])
    await runAt('2027-02-07T12:00:00Z')
    await runAt('2027-02-08T12:00:00Z')
    expect(await maria.serviceOf(domain)).toEqual(['2028-01-15', 'suspended', ['unpaid']])
    await maria.payBy(orderId, 'success')
    expect(await maria.serviceOf(domain)).toEqual(['2028-01-15', 'active', []])
    expect((await eventTypes(database.transaction)).slice(-3)).toContain('service.reopened')
    await allIsWell()
  })

  test('P8 what the balance had paid beside the means stays paid', async () => {
    await givenMeans(parts, account.id, { isDefault: true })
    const orderId = await givenDueBill(parts, account, domain)
    await credit('1.00')
    await collect()
    expect(toDecimal((await takeBack(orderId)).amount)).toBe('1.39')
    expect(await books()).toMatchObject({ customer: '1.39' })
    await allIsWell()
    await credit('1.39')
    expect((await maria.orderOf(orderId)).status).toBe('delivered')
    expect(await books()).not.toHaveProperty('customer')
    await allIsWell()
  })
})

describe('B5 B6 a charge that paid several bills', () => {
  test('opens each of them again; the order over them is over, and another one pays them', async () => {
    const bills = [await givenDueBill(parts, account, domain), await givenDueBill(parts, account, 501)] as const
    const paying = await orderDebts(parts, { accountId: account.id, choice: {} })
    await maria.payBy(paying.id, 'success')
    await refund(bills[0])
    await allIsWell()
    expect(toDecimal((await takeBack(bills[1])).amount)).toBe('2.39')
    expect((await maria.orderOf(paying.id)).status).toBe('cancelled')
    expect(await Promise.all(bills.map(async (id) => (await maria.orderOf(id)).status))).toEqual([
      'delivered',
      'notPaid',
    ])
    expect(await books()).toMatchObject({ customer: '2.39' })
    await allIsWell()
    const again = await orderDebts(parts, { accountId: account.id, choice: {} })
    await maria.payBy(again.id, 'success')
    expect((await maria.orderOf(bills[1])).status).toBe('delivered')
    expect(await maria.serviceOf(501)).toEqual(['2028-01-15', 'active', []])
    expect(await books()).not.toHaveProperty('customer')
    await allIsWell()
  })
})

describe('B6 an order that a person made', () => {
  test('gets a debt over its bill, does not expire any more, and is paid as any other', async () => {
    const order = await givenPaidOrder()
    parts.clock.set('2026-12-20T12:00:00Z')
    await takeBack(order.id)
    expect(await debtOf(order.id)).toMatchObject({
      opened_at: '2026-11-20T12:00:00Z',
      counts_from: '2026-12-20T12:00:00Z',
    })
    expect(await maria.orderOf(order.id)).toMatchObject({ status: 'notPaid', expiresAt: null, endedAt: null })
    await allIsWell()
    const means = await givenMeans(parts, account.id)
    await payOrder(parts, { accountId: account.id, orderId: order.id, means: { id: means } })
    expect((await maria.orderOf(order.id)).status).toBe('delivered')
    expect(await debtOf(order.id)).toMatchObject({ closed_at: '2026-12-20T12:00:00Z' })
    expect(await books()).not.toHaveProperty('customer')
    await allIsWell()
  })

  test('refunded in part to the means: the provider takes the rest back, and the rest is owed', async () => {
    const order = await givenPaidOrder()
    const line = order.lines.find(({ serviceId }) => serviceId === 12345)?.id ?? 0
    await refund(order.id, { lines: [line] })
    expect(toDecimal((await takeBack(order.id)).amount)).toBe('43.05')
    expect(await books()).toMatchObject({ customer: '43.05' })
    await allIsWell()
    await maria.payBy(order.id, 'success')
    expect((await maria.attemptOf(order.id)).state).toBe('succeeded')
    expect(await books()).not.toHaveProperty('customer')
    await allIsWell()
  })

  test('refunded in part to the balance: the provider takes all, and that part is taken from the balance', async () => {
    const order = await givenPaidOrder()
    const line = order.lines.find(({ serviceId }) => serviceId === 12345)?.id ?? 0
    await refund(order.id, { lines: [line], to: 'balance' })
    expect(await books()).toMatchObject({ balance: '-2.39' })
    await takeBack(order.id)
    expect(await books()).toMatchObject({ customer: '43.05' })
    expect(await books()).not.toHaveProperty('balance')
    await allIsWell()
  })

  test('that part was spent: the balance is below zero, and is made up by the next credit', async () => {
    const order = await givenPaidOrder()
    await refund(order.id, { to: 'balance' })
    await adjustBalance(parts, { operator, nichandle: account.nichandle, value: '-45.44', reason: 'spent' })
    await takeBack(order.id)
    expect(await books()).toMatchObject({ balance: '45.44' })
    expect((await maria.orderOf(order.id)).status, 'nothing of it is owed').toBe('delivered')
    await allIsWell()
    await credit('50')
    expect(await books()).toMatchObject({ balance: '-4.56' })
    await allIsWell()
  })

  test('more had been taken than was due: the rest goes from the balance, where it was', async () => {
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    await maria.payBy(order.id, 'partial:5.00')
    expect(await books()).toMatchObject({ balance: '-2.61' })
    await takeBack(order.id)
    expect(await books()).toMatchObject({ customer: '2.39' })
    expect(await books()).not.toHaveProperty('balance')
    await allIsWell()
  })
})

describe('B6 crediting what was charged back', () => {
  test('free: nothing is owed any more, what stayed paid is on the balance, and the period stays', async () => {
    await givenMeans(parts, account.id, { isDefault: true })
    const orderId = await givenDueBill(parts, account, domain)
    await credit('1.00')
    await collect()
    await takeBack(orderId)
    await refund(orderId, { followUp: 'free' })
    expect(await books()).toMatchObject({ balance: '-1.00' })
    expect(await books()).not.toHaveProperty('customer')
    expect(await maria.serviceOf(domain)).toEqual(['2028-01-15', 'active', []])
    expect((await maria.orderOf(orderId)).status).toBe('cancelled')
    await allIsWell()
  })

  test('rebill is refused: the period stays paid', async () => {
    const orderId = await givenPaidBill()
    await takeBack(orderId)
    await expect(refund(orderId, { followUp: 'rebill' })).rejects.toMatchObject({ details: { field: 'then' } })
  })
})

describe('once', () => {
  test('a provider that says it twice is heard once; another one is a conflict', async () => {
    const orderId = await givenPaidBill()
    const { id: attemptId } = await maria.attemptOf(orderId)
    const { amount } = await takeBack(orderId)
    const again = { accountId: account.id, attemptId, amount }
    expect(await chargeBack(parts, again)).toBe(false)
    await expect(takeBack(orderId)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await books()).toMatchObject({ customer: '2.39' })
    await allIsWell()
  })

  test('nothing to take back: of an order that is not paid, refunded as a whole, or paid from the balance', async () => {
    const unpaid = await givenOrder(parts, account, 'P1Y', 12345)
    await expect(takeBack(unpaid.id)).rejects.toMatchObject({ code: 'CONFLICT' })
    await maria.payBy(unpaid.id, 'success')
    await refund(unpaid.id)
    await expect(takeBack(unpaid.id)).rejects.toMatchObject({ code: 'CONFLICT' })
    await credit('50')
    const fromBalance = await givenOrder(parts, account, 'P1Y', 67890)
    await payOrder(parts, { accountId: account.id, orderId: fromBalance.id, means: { kind: 'ovhAccount', id: null } })
    await expect(takeBack(fromBalance.id)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(takeBack(1 as OrderId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await allIsWell()
  })

  test('more than a charge brought is refused', async () => {
    const orderId = await givenPaidBill()
    const { id: attemptId } = await maria.attemptOf(orderId)
    const amount = parseAmount('2.40', account.currency)
    await expect(chargeBack(parts, { accountId: account.id, attemptId, amount })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })
})

test('I3 I4 planted: a chargeback that is booked wrongly is found', async () => {
  const orderId = await givenPaidBill()
  await takeBack(orderId)
  const wrong = await afterPlanting(
    parts,
    sql`update payment_attempts set charged_back_ucents = charged_back_ucents - 100000000 where order_id = ${orderId}::bigint`,
  )
  expect(told(wrong).map((line) => line.replace(/[0-9a-f-]{36}/, 'x'))).toEqual([
    expect.stringContaining(
      '3 attempt x: it is chargedBack by paypal with 2.39 (1.39 of it taken back) received of 2.39',
    ),
    expect.stringContaining('3 attempt x: the provider took 2.39 back, booked are 1.39'),
  ])
  const owed = await afterPlanting(
    parts,
    sql`update debts set credited_ucents = credited_ucents + 100000000 where order_id = ${orderId}::bigint`,
  )
  expect(told(owed)).toEqual([expect.stringContaining('4 account')])
})
