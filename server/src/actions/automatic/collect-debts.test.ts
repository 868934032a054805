import sql from 'sql-template-tag'
import { describe, expect, test } from 'vitest'
import { booksOf } from '../../../test/books.ts'
import { givenDueBill, noticesOf } from '../../../test/collecting.ts'
import type { TestDatabase } from '../../../test/database.ts'
import { faulty } from '../../../test/faults.ts'
import { brokenInvariants, eventTypes, providerCalls } from '../../../test/invariants.ts'
import { givenMeans, givenOrder, type TestParts } from '../../../test/parts.ts'
import { beforeEachPaying, type Payer } from '../../../test/paying.ts'
import { wakeDebts } from '../../bills/due-debt.store.ts'
import type { Account } from '../../customers/account.ts'
import type { OrderId, ServiceId } from '../../identity/identity.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import { adjustBalance } from '../balance/adjust-balance.ts'
import { addPaymentMeans } from '../means/add-payment-means.ts'
import type { Parts } from '../parts.ts'
import { resolveAttempts } from '../paying/resolve-attempts.ts'
import { billUnpaid } from '../sandbox/demo/bill-unpaid.ts'
import { collectDebts } from './collect-debts.ts'

let database: TestDatabase
let parts: TestParts
let account: Account
let maria: Payer

beforeEachPaying((scene) => {
  ;({ database, parts, account, maria } = scene)
})

const domain = 500
const paidEvents = ['payment.succeeded', 'debt.closed', 'order.paid', 'service.renewed', 'notice.sent']
const collect = (by: Parts = parts) => collectDebts(by, { until: parts.clock.now() })
const allIsWell = async () => expect(await brokenInvariants(database.transaction)).toEqual([])
const given = (serviceId = domain) => givenDueBill(parts, account, serviceId)
const defaultMeans = (...outcomes: readonly string[]) => givenMeans(parts, account.id, { isDefault: true, outcomes })
/** What happened to an order after it was billed. */
const told = async (orderId: OrderId) => (await eventTypes(database.transaction, orderId)).slice(3)
const credit = (value: string) =>
  adjustBalance(parts, { operator, nichandle: account.nichandle, value, reason: 'a gift' })
const counts = { collected: 0, failed: 0, waiting: 0, putOff: 0 }
const owed = { ucents: '239000000', currency: 'EUR' }

async function collectAt(orderId: OrderId): Promise<string | null | undefined> {
  const [row] = await database.transaction((open) =>
    open.query<{ readonly at: Temporal.Instant | null }>(sql`
      select collect_at as at from debts where order_id = ${orderId}::bigint and closed_at is null`),
  )
  return row && (row.at?.toString() ?? null)
}

/** Moves the clock, asks the gateway about what is due, and collects. */
async function after(wait: string) {
  parts.clock.advance(wait)
  await resolveAttempts(parts, { until: parts.clock.now() })
  return collect()
}

describe('A3 an automatic bill is collected by the default means', () => {
  test('paid: the debt is closed, the service extended, the account told, and there is no second bill', async () => {
    await defaultMeans('success')
    const orderId = await given()
    expect(await collect()).toEqual({ ...counts, collected: 1 })
    expect(await told(orderId)).toEqual(paidEvents)
    expect(await maria.serviceOf(domain)).toEqual(['2028-01-15', 'active', []])
    expect(await noticesOf(parts)).toEqual([
      ['renewal.succeeded', orderId, { amount: owed, means: 'maria@example.com' }],
    ])
    expect(await collect()).toEqual(counts)
    expect(await providerCalls(database.transaction)).toEqual({ charge: 1 })
    await allIsWell()
  })

  test('declined: the debt stays, the account is told, and it is tried again 2, 4 and 6 days after the bill', async () => {
    await defaultMeans('decline:insufficient_funds', 'fail', 'partial:1.00', 'decline:lost')
    const orderId = await given()
    const retries: (string | null | undefined)[] = []
    for (const wait of ['PT0S', 'P1DT23H59M59S', 'PT1S', 'P2D', 'P2D', 'P30D']) {
      await after(wait)
      retries.push(await collectAt(orderId))
    }
    const [first, second, third] = ['2026-11-22T12:00:00Z', '2026-11-24T12:00:00Z', '2026-11-26T12:00:00Z']
    expect(retries).toEqual([first, first, second, third, null, null])
    const failed = ['payment.declined', 'payment.failed', 'payment.declined', 'payment.declined']
    expect((await told(orderId)).filter((type) => type !== 'notice.sent')).toEqual(failed)
    const means = 'maria@example.com'
    expect(await noticesOf(parts)).toEqual([
      ['renewal.failed', orderId, { amount: owed, means, reason: 'insufficient_funds', collectAt: first }],
      ['renewal.failed', orderId, { amount: owed, means, reason: 'provider_error', collectAt: second }],
      ['renewal.failed', orderId, { amount: owed, means, reason: 'incomplete', collectAt: third }],
      // a euro came at the third try, and is on the balance
      [
        'renewal.failed',
        orderId,
        { amount: owed, means, reason: 'lost', fromBalance: { ...owed, ucents: '100000000' } },
      ],
    ])
    expect(await maria.serviceOf(domain)).toEqual(['2027-01-15', 'active', []])
    await allIsWell()
  })

  test.each([
    ['none', async () => {}],
    ['one that is blocked', () => givenMeans(parts, account.id, { isDefault: true, state: 'blocked' })],
    [
      'one that has expired',
      () => givenMeans(parts, account.id, { isDefault: true, expiresOn: Temporal.PlainDate.from('2026-11-19') }),
    ],
    ['one that is not the default', () => givenMeans(parts, account.id)],
  ])('no means to charge, %s: no attempt, the account is told once a try', async (_name, prepare) => {
    await prepare()
    const orderId = await given()
    expect(await collect()).toEqual({ ...counts, failed: 1 })
    expect(await told(orderId)).toEqual(['notice.sent'])
    const data = { amount: owed, reason: 'no_usable_means', collectAt: '2026-11-22T12:00:00Z' }
    expect(await noticesOf(parts)).toEqual([['renewal.failed', orderId, data]])
    expect(await after('P2D')).toEqual({ ...counts, failed: 1 })
    expect(await noticesOf(parts)).toHaveLength(2)
    expect(await providerCalls(database.transaction)).toEqual({})
    await allIsWell()
  })

  test('O5 pending: not tried meanwhile, and at once when it ends without money', async () => {
    await defaultMeans('pending:P3D:fail', 'success')
    const orderId = await given()
    expect(await collect()).toEqual({ ...counts, waiting: 1 })
    expect(await after('P2D')).toEqual(counts)
    expect(await after('P1D')).toEqual({ ...counts, collected: 1 })
    expect((await told(orderId)).filter((type) => type.startsWith('payment.'))).toEqual([
      ...['payment.pending', 'payment.declined', 'payment.succeeded'],
    ])
    await allIsWell()
  })

  test('O5 a payment on another order reserves the service: held back, and collected at once when it ends', async () => {
    await defaultMeans('success')
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    await maria.payBy(order.id, 'pending:P1D:fail')
    await billUnpaid(parts, { accountId: account.id, serviceId: 12345 as ServiceId, duration: 'P1Y' })
    await database.transaction((open) => wakeDebts(open, [account.id], parts.clock.now()))
    expect(await collect()).toEqual(counts)
    expect(await after('P1D')).toEqual({ ...counts, collected: 1 })
    await allIsWell()
  })

  test('T6 a sweep that was stopped for a week tries once', async () => {
    await defaultMeans('decline:lost', 'success')
    const orderId = await given()
    expect(await after('P7D')).toEqual({ ...counts, failed: 1 })
    expect(await collectAt(orderId)).toBeNull()
  })
})

describe('P8 balance first', () => {
  /** A balance that no bill was there for when it was credited. */
  const prepaid = credit

  test('a part from the balance, the rest by the means', async () => {
    await prepaid('2.00')
    await defaultMeans('success')
    const orderId = await given()
    await collect()
    expect(await booksOf(database.transaction, account.id)).toEqual({
      ...{ adjustment: '2.00', 'gateway:paypal': '0.39', revenue: '-1.99', tax: '-0.40' },
    })
    expect(await maria.told(orderId, 3)).toContainEqual([
      'payment.succeeded',
      { amount: '0.39', means: 'paypal', fromBalance: '2.00' },
    ])
    await allIsWell()
  })

  test('declined: the part is released', async () => {
    await prepaid('2.00')
    await defaultMeans('decline:lost')
    await given()
    await collect()
    expect((await booksOf(database.transaction, account.id)).balance).toBe('-2.00')
    await allIsWell()
  })

  test('all of it: no gateway is called', async () => {
    await prepaid('2.39')
    await defaultMeans('success')
    const orderId = await given()
    expect(await collect()).toEqual({ ...counts, collected: 1 })
    expect(await told(orderId)).toEqual(paidEvents)
    expect(await providerCalls(database.transaction)).toEqual({})
    await allIsWell()
  })

  test('the oldest bill has it first', async () => {
    await prepaid('3.00')
    await defaultMeans('success')
    const orders: OrderId[] = []
    for (const id of [502, 501, 503]) {
      orders.push(await given(id))
      parts.clock.advance('PT1S')
    }
    expect(await collect()).toEqual({ ...counts, collected: 3 })
    const paid = await database.transaction((open) =>
      open.query<{ readonly part: bigint; readonly id: OrderId }>(sql`
        select order_id as id, case when means_kind = 'ovhAccount' then amount_ucents else balance_ucents end as part
        from payment_attempts order by order_id`),
    )
    expect(paid.map(({ id, part }) => [id, part])).toEqual([
      [orders[0], 239_000_000n],
      [orders[1], 61_000_000n],
      [orders[2], 0n],
    ])
    await allIsWell()
  })

  test('a credit pays bills at once, oldest first, whole ones only', async () => {
    const [first, second] = [await given(501), await given(502)]
    expect((await credit('2.38')).balance.ucents).toBe(238_000_000n)
    expect(await told(first)).toEqual([])
    const { balance } = await credit('1.00')
    expect(balance.ucents).toBe(99_000_000n)
    expect(await told(first)).toEqual(paidEvents)
    expect(await told(second)).toEqual([])
    expect(await credit('1.40')).toMatchObject({ balance: { ucents: 0n } })
    expect(await told(second)).toEqual(paidEvents)
    await allIsWell()
  })

  test('money that could not settle an order (P5) pays none', async () => {
    const orderId = await given()
    const other = await givenOrder(parts, account, 'P1Y', 12345)
    await maria.payBy(other.id, 'partial:2.38').catch(() => 'refused')
    await maria.payBy(other.id, 'partial:2.38').catch(() => 'refused')
    expect(await told(orderId)).toEqual([])
    await allIsWell()
  })

  test('a new default means collects every open bill at once, also when nothing more was tried by itself', async () => {
    const [first, second] = [await given(501), await given(502)]
    for (const wait of ['PT0S', 'P2D', 'P2D', 'P2D']) await after(wait)
    expect(await collectAt(first)).toBeNull()
    const words = { operator, nichandle: account.nichandle, kind: 'paypal', isDefault: null, id: null } as const
    await addPaymentMeans(parts, { ...words, iban: null, expiresOn: null, termsDays: null, outcomes: ['success'] })
    for (const orderId of [first, second]) expect((await told(orderId)).slice(-5)).toEqual(paidEvents)
    await allIsWell()
  })
})

describe('P3 once', () => {
  test('one lane loses its database: the error comes when no other is at work any more', async () => {
    await defaultMeans('success')
    await given()
    let [begun, running] = [0, 0]
    const transaction: Parts['transaction'] = async (work, kind) => {
      begun += 1
      if (begun === 1) throw new Error('the database went away')
      running += 1
      return parts.transaction(work, kind).finally(() => {
        running -= 1
      })
    }
    await expect(collect({ ...parts, transaction })).rejects.toThrow('the database went away')
    expect([begun > 1, running]).toEqual([true, 0])
  })

  test('four sweeps at once charge each bill once', async () => {
    await defaultMeans('success')
    const orders: OrderId[] = []
    for (let id = 600; id < 620; id++) orders.push(await given(id))
    const all = await Promise.all(Array.from({ length: 4 }, () => collect()))
    expect(all.reduce((sum, { collected }) => sum + collected, 0)).toBe(20)
    expect(await providerCalls(database.transaction)).toEqual({ charge: 20 })
    for (const orderId of orders) expect(await told(orderId)).toEqual(paidEvents)
    await allIsWell()
  })

  test('a credit and a sweep at once', async () => {
    await defaultMeans('success')
    const orders = [await given(501), await given(502)]
    await Promise.all([collect(), credit('2.39'), collect()])
    await collect()
    for (const orderId of orders) expect(await told(orderId)).toEqual(paidEvents)
    await allIsWell()
  })

  test.each([
    'beforeAttempt',
    'beforeCharge',
    'afterCharge',
    'beforeCommit',
    'afterSettlement',
  ] as const)('a process that dies %s: charged once, and finished by the sweeps within an hour', async (point) => {
    await credit('1.00')
    await defaultMeans('success')
    const orderId = await given()
    await collect(faulty(parts, point, () => {})).catch(() => 'died')
    await collect()
    for (const wait of ['PT5M', 'PT55M']) await after(wait)
    expect((await providerCalls(database.transaction)).charge).toBe(1)
    expect((await told(orderId)).slice(-5)).toEqual(paidEvents)
    expect((await booksOf(database.transaction, account.id)).balance).toBeUndefined()
    await allIsWell()
  })
})

describe('P2, A3 a charge that the gateway never received', () => {
  test('is tried again at once when that is believed, and the account is told nothing of it', async () => {
    await defaultMeans('timeout:nothing', 'success')
    const orderId = await given()
    expect(await collect()).toEqual({ ...counts, waiting: 1 })
    expect(await after('PT5M')).toEqual(counts)
    expect(await after('PT55M')).toEqual({ ...counts, collected: 1 })
    expect(await told(orderId)).toEqual(['payment.unknown', 'payment.failed', ...paidEvents])
    expect((await noticesOf(parts)).map((notice) => (notice as readonly unknown[])[0])).toEqual(['renewal.succeeded'])
    await allIsWell()
  })

  test('a second time: the account is told, and it waits for the next try', async () => {
    await defaultMeans('timeout:nothing', 'timeout:nothing', 'success')
    const orderId = await given()
    await collect()
    expect(await after('PT1H')).toEqual({ ...counts, waiting: 1 })
    expect(await after('PT1H')).toEqual(counts)
    expect(await noticesOf(parts)).toMatchObject([['renewal.failed', orderId, { reason: 'never_received' }]])
    expect(await after('P2D')).toEqual({ ...counts, collected: 1 })
    await allIsWell()
  })

  test('of an order that a person pays: it is his to pay again', async () => {
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    await maria.payBy(order.id, 'timeout:nothing')
    expect(await after('PT1H')).toEqual(counts)
    expect((await maria.orderOf(order.id)).status).toBe('notPaid')
    expect((await providerCalls(database.transaction)).charge).toBe(1)
  })
})
