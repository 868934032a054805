import sql from 'sql-template-tag'
import { describe, expect, test } from 'vitest'
import { testAccount } from '../../test/customer.ts'
import type { TestDatabase } from '../../test/database.ts'
import { brokenInvariants, eventTypes } from '../../test/invariants.ts'
import { givenMeans, givenOrder, type TestParts } from '../../test/parts.ts'
import { beforeEachPaying, renewedEvents } from '../../test/paying.ts'
import { testServices } from '../../test/services.ts'
import type { Account } from '../customers/account.ts'
import type { Order } from '../orders/order.ts'
import { readAttemptsOfOrders } from '../payments/attempt.store.ts'
import type { Attempt } from '../payments/payment.ts'
import type { Answer } from './book-answer.ts'
import { payOrder } from './pay-order.ts'
import { settlePayments } from './settle-payments.ts'

let database: TestDatabase
let parts: TestParts
let account: Account

beforeEachPaying((scene) => {
  ;({ database, parts, account } = scene)
})

let lastService = 500_000

/** An order on a service of its own that the account was charged for, and nobody knows with what outcome. */
async function unanswered(owner: Account): Promise<{ readonly order: Order; readonly attempt: Attempt }> {
  lastService += 1
  await testServices(parts, owner.id, [{ id: lastService, plan: 'domain-ovh' }])
  const order = await givenOrder(parts, owner, 'P1Y', lastService)
  const silent = { ...parts.gateway, charge: async () => ({ outcome: 'unknown' }) as const }
  const id = await givenMeans(parts, owner.id)
  await payOrder({ ...parts, gateway: silent }, { accountId: owner.id, orderId: order.id, means: { id } })
  return { order, attempt: await attemptOf(order) }
}

async function attemptOf({ accountId, id }: Order): Promise<Attempt> {
  const [attempt] = await database.transaction((open) => readAttemptsOfOrders(open, accountId, [id]))
  if (!attempt) throw new Error(`order ${id} has no attempt`)
  return attempt
}

const success = (taken: Attempt['amount']): Answer => ({ outcome: 'success', taken, reference: 'known' })
const declined: Answer = { outcome: 'declined', reason: 'lost' }
const factsOf = ({ accountId, id }: Attempt, answer: Answer) => ({ accountId, attemptId: id, answer })
const settle = (facts: Parameters<typeof settlePayments>[2]) =>
  database.transaction((open) => settlePayments(open, parts, facts))
const told = async ({ id }: Order) => (await eventTypes(database.transaction, id)).slice(2) // made, unknown
const statusOf = async ({ id }: Order) => {
  const [row] = await database.transaction((open) =>
    open.query<{ readonly status: string }>(sql`select status from orders where id = ${id}`),
  )
  return row?.status
}

describe('P4 many answers in one transaction', () => {
  test('of several accounts, several of each: every one is booked as if it came alone, and told in its order', async () => {
    const other = await testAccount(parts)
    const paid = [await unanswered(account), await unanswered(other), await unanswered(account)]
    const [lost, failed, waiting, silent, short, early] = [
      ...[await unanswered(other), await unanswered(account), await unanswered(other)],
      ...[await unanswered(account), await unanswered(other), await unanswered(account)],
    ]
    if (!(lost && failed && waiting && silent && short && early)) throw new Error('the orders are missing')
    const cent = { ...short.attempt.amount, ucents: 1_000_000n }
    const attempts = await settle([
      ...paid.map(({ attempt }) => factsOf(attempt, success(attempt.amount))),
      factsOf(lost.attempt, declined),
      factsOf(failed.attempt, { outcome: 'failed', reason: 'broken' }),
      factsOf(waiting.attempt, { outcome: 'pending', askAgainAt: parts.clock.now().add({ hours: 48 }) }),
      factsOf(silent.attempt, { outcome: 'unknown' }),
      factsOf(short.attempt, success(cent)),
      factsOf(early.attempt, { outcome: 'neverReceived' }),
    ])
    expect(attempts.map(({ state }) => state)).toEqual([
      ...['succeeded', 'succeeded', 'succeeded', 'declined', 'failed', 'pending', 'unknown', 'partial', 'unknown'],
    ])
    for (const { order } of paid) expect(await told(order)).toEqual(renewedEvents)
    expect(await told(lost.order)).toEqual(['payment.declined'])
    expect(await told(failed.order)).toEqual(['payment.failed'])
    expect(await told(waiting.order)).toEqual(['payment.pending'])
    expect(await told(short.order)).toEqual(['payment.declined'])
    expect(await Promise.all([...paid, lost, waiting, short].map(({ order }) => statusOf(order)))).toEqual([
      ...['delivered', 'delivered', 'delivered', 'notPaid', 'checking', 'notPaid'],
    ])
    expect(await brokenInvariants(database.transaction)).toEqual([])
  })

  test('ten take the statements of one', async () => {
    const counted = async (count: number) => {
      const all = [await unanswered(account)]
      while (all.length < count) all.push(await unanswered(account))
      let statements = 0
      await database.transaction((open) => {
        const query: typeof open.query = (statement) => {
          statements += 1
          return open.query(statement)
        }
        return settlePayments(
          { query },
          parts,
          all.map(({ attempt }) => factsOf(attempt, success(attempt.amount))),
        )
      })
      return statements
    }
    expect(await counted(10)).toBe(await counted(1))
  })

  test('P3 the same attempt several times: the first answer that ends it counts, late money goes to the balance', async () => {
    const [once, late] = [await unanswered(account), await unanswered(account)]
    const money = success(once.attempt.amount)
    const attempts = await settle([
      ...[factsOf(once.attempt, { outcome: 'unknown' }), factsOf(once.attempt, money), factsOf(once.attempt, money)],
      ...[factsOf(late.attempt, declined), factsOf(late.attempt, money), factsOf(once.attempt, declined)],
    ])
    expect(attempts.map(({ state }) => state)).toEqual([
      ...['unknown', 'succeeded', 'succeeded', 'declined', 'partial', 'succeeded'],
    ])
    expect(await told(once.order)).toEqual(renewedEvents)
    expect(await told(late.order)).toEqual(['payment.declined', 'payment.succeeded'])
    expect(await brokenInvariants(database.transaction)).toEqual([])
  })

  test('O5 one that can no longer be delivered goes to the balance, and the others are delivered', async () => {
    const [gone, fine] = [await unanswered(account), await unanswered(account)]
    await database.transaction((open) =>
      open.query(sql`update services set state = 'terminated', terminated_at = now(), next_action_at = null
        where id = ${gone.order.lines[0]?.serviceId}`),
    )
    await settle([gone, fine].map(({ attempt }) => factsOf(attempt, success(attempt.amount))))
    expect(await told(gone.order)).toEqual(['payment.succeeded', 'order.cancelled'])
    expect(await told(fine.order)).toEqual(renewedEvents)
    expect(await brokenInvariants(database.transaction)).toEqual([])
  })
})

describe('O5 what an attempt reserved is judged at once when it ends', () => {
  test.each([
    ['declined', declined, 1],
    ['unknown', { outcome: 'unknown' } as const, 0],
  ])('%s', async (_name, answer, woken) => {
    const { attempt } = await unanswered(account)
    await database.transaction((open) => open.query(sql`update services set next_action_at = '2030-01-01'`))
    await settle([factsOf(attempt, answer)])
    const due = await database.transaction((open) =>
      open.query(sql`select id from services where next_action_at = '-infinity'`),
    )
    expect(due).toHaveLength(woken)
  })
})
