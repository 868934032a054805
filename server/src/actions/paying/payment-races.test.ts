import fc from 'fast-check'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testAccount } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { brokenInvariants, eventTypes, providerCalls } from '../../../test/invariants.ts'
import { givenMeans, givenOrder, type TestParts, testParts } from '../../../test/parts.ts'
import { testGuide, testPlans, testServices } from '../../../test/services.ts'
import type { Account } from '../../customers/account.ts'
import type { RunTransaction } from '../../database/transaction.ts'
import type { MeansId, OrderId } from '../../identity/identity.ts'
import { readOrders } from '../../orders/order.store.ts'
import { readAttemptsOfOrders } from '../../payments/attempt.store.ts'
import { readAvailableBalances } from '../../payments/available-balance.store.ts'
import { Problem } from '../../problem/problem.ts'
import { expireOrders } from '../ordering/expire-orders.ts'
import { payOrder } from './pay-order.ts'
import { resolveAttempts } from './resolve-attempts.ts'
import { settlePayment } from './settle-payment.ts'

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
  await testGuide(parts, account.id)
}

function pay(orderId: OrderId, id: MeansId, by: TestParts = parts) {
  return payOrder(by, { accountId: account.id, orderId, means: { id } })
}

/** What came of calls that ran at once: `delivered`, `checking`, or the code of the problem; anything else fails the test. */
async function outcomes(...calls: readonly Promise<{ readonly status: string }>[]): Promise<readonly string[]> {
  const settled = await Promise.allSettled(calls)
  return settled.map((result) => {
    if (result.status === 'fulfilled') return result.value.status
    if (result.reason instanceof Problem) return result.reason.code
    throw result.reason
  })
}

async function orderOf(orderId: OrderId) {
  const [order] = await database.transaction((open) => readOrders(open, account.id, [orderId]))
  if (!order) throw new Error('the order is gone')
  return order
}

async function bills(): Promise<number> {
  const [row] = await database.transaction((open) =>
    open.query<{ readonly count: number }>(sql`select count(*) as count from documents where kind = 'bill'`),
  )
  return row?.count ?? 0
}

async function allIsWell() {
  expect(await brokenInvariants(database.transaction)).toEqual([])
}

describe('P3 at most one successful charge an order', () => {
  test('eight payers at once: one pays, the others are told', async () => {
    const means = await givenMeans(parts, account.id)
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    const all = await outcomes(...Array.from({ length: 8 }, () => pay(order.id, means)))
    expect(all.filter((outcome) => outcome === 'delivered')).toHaveLength(1)
    const others = all.filter((outcome) => outcome !== 'delivered')
    expect(others.every((outcome) => ['ORDER_BEING_PAID', 'ORDER_DELIVERED'].includes(outcome))).toBe(true)
    expect(await providerCalls(database.transaction)).toEqual({ charge: 1 })
    await allIsWell()
  })

  test('two orders for one service at once: one is delivered, nothing is charged for the other', async () => {
    const means = await givenMeans(parts, account.id)
    const orders = [await givenOrder(parts, account, 'P1Y', 12345), await givenOrder(parts, account, 'P2Y', 12345)]
    const all = await outcomes(...orders.map((order) => pay(order.id, means)))
    expect(all.filter((outcome) => outcome === 'delivered')).toHaveLength(1)
    expect(all.some((outcome) => ['ORDER_OUTDATED', 'SERVICE_RESERVED'].includes(outcome))).toBe(true)
    expect(await providerCalls(database.transaction)).toEqual({ charge: 1 })
    await allIsWell()
  })

  test('the same news eight times at once, as by webhooks and sweeps, is booked once', async () => {
    const means = await givenMeans(parts, account.id, { outcomes: ['timeout:success'] })
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    await pay(order.id, means)
    const attempts = await database.transaction((open) =>
      readAttemptsOfOrders(open, [{ accountId: account.id, id: order.id }]),
    )
    const news = attempts.map(({ id, amount }) => ({
      ...{ accountId: account.id, attemptId: id },
      answer: { outcome: 'success', taken: amount, reference: 'x' } as const,
    }))
    const told = Array.from({ length: 8 }, () => news).flat()
    await Promise.all(told.map((facts) => database.transaction((open) => settlePayment(open, parts, facts))))
    expect((await eventTypes(database.transaction, order.id)).filter((type) => type === 'order.paid')).toHaveLength(1)
    expect(await bills()).toBe(1)
    await allIsWell()
  })

  test('a charge that was denied and comes through after all is on the balance, once', async () => {
    const means = await givenMeans(parts, account.id, { outcomes: ['fail', 'success'] })
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    await outcomes(pay(order.id, means))
    const [attempt] = await database.transaction((open) =>
      readAttemptsOfOrders(open, [{ accountId: account.id, id: order.id }]),
    )
    if (!attempt) throw new Error('no attempt was written')
    await pay(order.id, means)
    const late = {
      ...{ accountId: account.id, attemptId: attempt.id },
      answer: { outcome: 'success', taken: attempt.amount, reference: 'late' } as const,
    }
    for (let times = 0; times < 2; times++) {
      parts.clock.advance('P3D')
      const ended = await database.transaction((open) => settlePayment(open, parts, late))
      expect(ended).toMatchObject({ state: 'partial', reason: 'late' })
      // it held nothing since it was denied: no deadline is put off
      expect(ended.endedAt).toEqual(attempt.endedAt)
    }
    const broken = await brokenInvariants(database.transaction)
    expect(broken.filter((line) => !line.includes('the provider took 0'))).toEqual([])
  })
})

describe('P4 money for an order that can no longer be delivered', () => {
  test.each([
    [
      'is terminated',
      sql`update services set state = 'terminated', terminated_at = now(), next_action_at = null where id = 12345`,
    ],
    ['expires on another day', sql`update services set expires_on = '2026-12-01' where id = 12345`],
  ])('goes to the balance when a service %s meanwhile', async (_, meanwhile) => {
    const means = await givenMeans(parts, account.id, { outcomes: ['pending:P5D:success'] })
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    await pay(order.id, means)
    await database.transaction((open) => open.query(meanwhile))
    parts.clock.advance('P5D')
    await resolveAttempts(parts, { until: parts.clock.now() })
    expect((await orderOf(order.id)).status).toBe('cancelled')
    expect(await eventTypes(database.transaction, order.id)).toEqual([
      ...['order.created', 'payment.pending', 'payment.succeeded', 'order.cancelled', 'notice.sent'],
    ])
    const balances = await database.transaction((open) =>
      readAvailableBalances(open, [{ accountId: account.id, currency: 'EUR' }]),
    )
    expect(balances.get(account.id)).toEqual(order.amounts.gross)
    expect(await bills()).toBe(0)
    const broken = await brokenInvariants(database.transaction)
    expect(broken.filter((line) => !line.startsWith('2: service 12345'))).toEqual([])
  })
})

describe('O4 a payment against the expiry of its order', () => {
  test('each order is delivered or expired, never both, and charged only when delivered', async () => {
    await testPlans(parts, [{ code: 'many', family: 'domain', prices: { P1Y: '1.00' } }])
    const ids = Array.from({ length: 12 }, (_, index) => 900 + index)
    const names = ids.map((id) => ({ id, plan: 'many', family: 'domain', name: `many-${id}.ovh` }))
    await testServices(parts, account.id, names)
    const means = await givenMeans(parts, account.id)
    const orders = await Promise.all(ids.map((id) => givenOrder(parts, account, 'P1Y', id)))
    const late = testParts(database)
    late.clock.set('2026-11-21T12:00:00Z')
    const sweeps = Array.from({ length: 4 }, () => expireOrders(late, { until: late.clock.now() }))
    const all = await outcomes(...orders.map((order) => pay(order.id, means)))
    await Promise.all(sweeps)
    const states = await Promise.all(orders.map(async (order) => (await orderOf(order.id)).status))
    expect(states).toEqual(all.map((outcome) => (outcome === 'delivered' ? 'delivered' : 'expired')))
    const delivered = states.filter((state) => state === 'delivered').length
    expect((await providerCalls(database.transaction)).charge ?? 0).toBe(delivered)
    await allIsWell()
  })
})

describe('B1 numbers without gaps', () => {
  test('under concurrent payments of many accounts', async () => {
    await testPlans(parts, [{ code: 'one', family: 'domain', prices: { P1Y: '1.00' } }])
    const payments = Array.from({ length: 16 }, async (_, index) => {
      const owner = await testAccount(parts, { email: `${index}@example.com` })
      await testServices(parts, owner.id, [{ id: 700 + index, plan: 'one', family: 'domain' }])
      const id = await givenMeans(parts, owner.id, { outcomes: [index % 4 === 0 ? 'fail' : 'success'] })
      const order = await givenOrder(parts, owner, 'P1Y', 700 + index)
      return () => payOrder(parts, { accountId: owner.id, orderId: order.id, means: { id } })
    })
    const ready = await Promise.all(payments)
    await outcomes(...ready.map((payment) => payment()))
    expect(await bills()).toBe(12)
    await allIsWell()
  })
})

/** A process that dies around its nth transaction: before it, in its middle, or after its commit. */
function dying(nth: number, point: 'before' | 'middle' | 'after'): TestParts {
  let count = 0
  let dead = false
  const transaction: RunTransaction = async (work) => {
    if (dead) throw new Error('this process is dead')
    if (++count !== nth) return database.transaction(work)
    dead = true
    if (point === 'before') throw new Error('killed before')
    const result = await database.transaction(async (open) => {
      const done = await work(open)
      if (point === 'middle') throw new Error('killed in the middle')
      return done
    })
    if (point === 'after') throw new Error('killed after')
    return result
  }
  return { ...parts, transaction }
}

describe('P3 a process that is killed at any point', () => {
  const points = [1, 2].flatMap((nth) => (['before', 'middle', 'after'] as const).map((point) => [nth, point] as const))
  test.each(
    points,
  )('of paying (transaction %i, %s): the sweep finishes it, with one charge at most', async (nth, point) => {
    const means = await givenMeans(parts, account.id)
    const order = await givenOrder(parts, account, 'P1Y', 12345, 67890, 67891)
    await pay(order.id, means, dying(nth, point)).catch(() => 'died')
    await allIsWell()
    for (const wait of ['PT5M', 'PT55M']) {
      parts.clock.advance(wait)
      await resolveAttempts(parts, { until: parts.clock.now() })
    }
    const charged = (await providerCalls(database.transaction)).charge ?? 0
    expect((await orderOf(order.id)).status).toBe(charged === 1 ? 'delivered' : 'notPaid')
    expect([charged, await bills()]).toEqual(nth === 1 ? [0, 0] : [1, 1])
    if (charged === 0) await pay(order.id, means)
    expect((await orderOf(order.id)).status).toBe('delivered')
    await allIsWell()
  })

  test.each(['before', 'middle', 'after'] as const)('of the sweep (%s): the next one finishes it', async (point) => {
    const means = await givenMeans(parts, account.id, { outcomes: ['timeout:success'] })
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    await pay(order.id, means)
    for (const nth of [1, 2, 3]) {
      parts.clock.advance('PT1H')
      await resolveAttempts(dying(nth, point), { until: parts.clock.now() }).catch(() => 'died')
      await allIsWell()
    }
    parts.clock.advance('P1D')
    await resolveAttempts(parts, { until: parts.clock.now() })
    expect((await orderOf(order.id)).status).toBe('delivered')
    expect(await bills()).toBe(1)
    await allIsWell()
  })
})

type Step =
  | { readonly does: 'pay'; readonly order: number; readonly means: number }
  | { readonly does: 'sweep' }
  | { readonly does: 'expire' }
  | { readonly does: 'wait'; readonly hours: number }

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('pay' as const), order: fc.nat(4), means: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('sweep' as const) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('expire' as const) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('wait' as const), hours: fc.constantFrom(1, 5, 25, 130) }) },
)
const script = fc.constantFrom(
  ...['success', 'decline:no', 'fail', 'pending:P5D:success', 'pending:P1D:fail', 'timeout:success'],
  ...['timeout:nothing', 'timeout:silent', 'partial:1.00', 'partial:99.00'],
)

describe('settlement under repeated, concurrent payers', () => {
  test('keeps the invariants after every batch of calls that run at once', async () => {
    const history = fc.record({
      scripts: fc.tuple(...[0, 1, 2].map(() => fc.array(script, { minLength: 1, maxLength: 4 }))),
      batches: fc.array(fc.array(steps, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
    })
    await fc.assert(
      fc.asyncProperty(history, async ({ scripts, batches }) => {
        await start()
        const means = await Promise.all(scripts.map((outcome) => givenMeans(parts, account.id, { outcomes: outcome })))
        const sets = [
          ['P1Y', 12345],
          ['P1Y', 12345, 67890],
          ['P2Y', 12345],
          ['P3M', 112233],
          ['P1Y', 67890],
        ] as const
        const orders = await Promise.all(sets.map(([period, ...ids]) => givenOrder(parts, account, period, ...ids)))
        for (const batch of batches) {
          for (const step of batch) if (step.does === 'wait') parts.clock.advance(`PT${step.hours}H`)
          await Promise.all(batch.map((step) => run(step, orders, means)))
          await allIsWell()
        }
      }),
      { numRuns: 25 },
    )
  }, 120_000)
})

async function run(
  step: Step,
  orders: readonly { readonly id: OrderId }[],
  means: readonly MeansId[],
): Promise<unknown> {
  const until = parts.clock.now()
  if (step.does === 'sweep') return resolveAttempts(parts, { until })
  if (step.does === 'expire') return expireOrders(parts, { until })
  if (step.does === 'wait') return null
  const [order, id] = [orders[step.order], means[step.means]]
  if (!order || !id) throw new Error('the step names what is not there')
  return outcomes(pay(order.id, id))
}
