import { describe, expect, test } from 'vitest'
import type { TestDatabase } from '../../../test/database.ts'
import { brokenInvariants, eventTypes, providerCalls } from '../../../test/invariants.ts'
import { givenMeans, givenOrder, type TestParts } from '../../../test/parts.ts'
import { beforeEachPaying, type Payer } from '../../../test/paying.ts'
import type { Account } from '../../customers/account.ts'
import type { OrderId } from '../../identity/identity.ts'
import type { MeansChoice } from '../../payments/choose-means.ts'
import { payOrder } from './pay-order.ts'
import { resolveAttempts } from './resolve-attempts.ts'

let database: TestDatabase
let parts: TestParts
let account: Account
let maria: Payer

beforeEachPaying((scene) => {
  ;({ database, parts, account, maria } = scene)
})

const pay = (orderId: OrderId, means: MeansChoice) => payOrder(parts, { accountId: account.id, orderId, means })
const sweep = () => resolveAttempts(parts, { until: parts.clock.now() })
const statusOf = async (orderId: OrderId) => (await maria.orderOf(orderId)).status
const allIsWell = async () => expect(await brokenInvariants(database.transaction)).toEqual([])

describe('P2 unknown payments are asked about, never charged again', () => {
  test('charged without an answer: settled at the first asking, 5 minutes later', async () => {
    const means = await givenMeans(parts, account.id, { outcomes: ['timeout:success'] })
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    await pay(order.id, { id: means })
    parts.clock.advance('PT4M59S')
    await sweep()
    expect(await providerCalls(database.transaction)).toEqual({ charge: 1 })
    parts.clock.advance('PT1S')
    await sweep()
    expect(await statusOf(order.id)).toBe('delivered')
    expect(await providerCalls(database.transaction)).toEqual({ charge: 1, lookup: 1 })
    await allIsWell()
  })

  test('"never received" is believed after an hour, not after 5 minutes', async () => {
    const means = await givenMeans(parts, account.id, { outcomes: ['timeout:nothing', 'success'] })
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    await pay(order.id, { id: means })
    parts.clock.advance('PT5M')
    await sweep()
    expect(await statusOf(order.id)).toBe('checking')
    parts.clock.advance('PT55M')
    await sweep()
    expect(await statusOf(order.id)).toBe('notPaid')
    expect(await eventTypes(database.transaction, order.id)).toEqual([
      'order.created',
      'payment.unknown',
      'payment.failed',
    ])
    await pay(order.id, { id: means })
    expect(await statusOf(order.id)).toBe('delivered')
    await allIsWell()
  })

  test('silent: asked after 5 min, 1 h, then daily five times, then parked', async () => {
    const means = await givenMeans(parts, account.id, { outcomes: ['timeout:silent'] })
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    await pay(order.id, { id: means })
    for (const [index, wait] of ['PT5M', 'PT55M', 'P1D', 'P1D', 'P1D', 'P1D', 'P1D'].entries()) {
      parts.clock.advance(wait)
      await sweep()
      await sweep()
      expect(await providerCalls(database.transaction)).toEqual({ charge: 1, lookup: index + 1 })
    }
    parts.clock.advance('P30D')
    await sweep()
    expect(await providerCalls(database.transaction)).toEqual({ charge: 1, lookup: 7 })
    expect(await statusOf(order.id)).toBe('checking')
    expect(await eventTypes(database.transaction, order.id)).toEqual([
      'order.created',
      'payment.unknown',
      'payment.parked',
    ])
    await allIsWell()
  })

  test('asked late, as by a stopped scheduler: each asking keeps its distance', async () => {
    const means = await givenMeans(parts, account.id, { outcomes: ['timeout:silent'] })
    const order = await givenOrder(parts, account, 'P1Y', 12345)
    await pay(order.id, { id: means })
    parts.clock.advance('P10D')
    await sweep()
    await sweep()
    expect(await providerCalls(database.transaction)).toEqual({ charge: 1, lookup: 1 })
    expect(await statusOf(order.id)).toBe('checking')
  })
})

describe('P4 a batch of answers', () => {
  /** Two orders that were charged, and nobody knows yet with what outcome; they are due to be asked about. */
  async function unanswered(): Promise<readonly [OrderId, OrderId]> {
    const orders = [
      await givenOrder(parts, account, 'P1Y', 12345),
      await givenOrder(parts, account, 'P1M', 112233),
    ] as const
    for (const { id } of orders) await maria.payBy(id, 'timeout:success')
    parts.clock.advance('PT5M')
    return [orders[0].id, orders[1].id]
  }

  test('is booked in one transaction', async () => {
    const orderIds = await unanswered()
    let transactions = 0
    const counting: TestParts['transaction'] = (work, kind) => {
      transactions += 1
      return parts.transaction(work, kind)
    }
    await resolveAttempts({ ...parts, transaction: counting }, { until: parts.clock.now() })
    expect(await Promise.all(orderIds.map(statusOf))).toEqual(['delivered', 'delivered'])
    // two claim payouts and attempts, one books
    expect(transactions).toBe(3)
    await allIsWell()
  })

  test('one of which cannot be booked: the other is, and that one is asked about again', async () => {
    const [broken, fine] = await unanswered()
    const { id } = await maria.attemptOf(broken)
    const failing: TestParts['transaction'] = (work, kind) =>
      parts.transaction(
        (open) =>
          work({
            query: async (statement) => {
              if (statement.values.flat().includes(id)) throw new Error('it cannot be booked')
              return open.query(statement)
            },
          }),
        kind,
      )
    await resolveAttempts({ ...parts, transaction: failing }, { until: parts.clock.now() })
    expect(await Promise.all([broken, fine].map(statusOf))).toEqual(['checking', 'delivered'])
    expect(parts.logged.filter((line) => line.includes(id) && line.includes('it is asked about again'))).toHaveLength(1)
    parts.clock.advance('PT1M')
    await sweep()
    expect(await statusOf(broken)).toBe('delivered')
    await allIsWell()
  })
})
