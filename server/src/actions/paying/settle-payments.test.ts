import sql from 'sql-template-tag'
import { describe, expect, test } from 'vitest'
import { booksOf } from '../../../test/books.ts'
import { countStatements } from '../../../test/count-statements.ts'
import { testAccount } from '../../../test/customer.ts'
import type { TestDatabase } from '../../../test/database.ts'
import { brokenInvariants, eventTypes } from '../../../test/invariants.ts'
import { givenMeans, givenOrder, type TestParts } from '../../../test/parts.ts'
import { beforeEachPaying, renewedEvents } from '../../../test/paying.ts'
import { testServices } from '../../../test/services.ts'
import type { Account } from '../../customers/account.ts'
import { insertMovements } from '../../ledger/ledger.store.ts'
import { adjustmentMovement } from '../../ledger/money-movements.ts'
import { money, parseAmount, toDecimal } from '../../money/money.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import type { Order } from '../../orders/order.ts'
import { readAttemptsOfOrders } from '../../payments/attempt.store.ts'
import { readAvailableBalances } from '../../payments/available-balance.store.ts'
import type { Attempt } from '../../payments/payment.ts'
import { adjustBalance } from '../balance/adjust-balance.ts'
import { refundOrder } from '../refunding/refund-order.ts'
import type { Answer } from './book-answer.ts'
import { payOrder } from './pay-order.ts'
import { settlePayments } from './settle-payments.ts'

let database: TestDatabase
let parts: TestParts
let account: Account

beforeEachPaying((scene) => {
  ;({ database, parts, account } = scene)
})

const euro = (value: string) => money(parseAmount(value, 'EUR').ucents, 'EUR')
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
  const [attempt] = await database.transaction((open) => readAttemptsOfOrders(open, [{ accountId, id }]))
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
      const facts = all.map(({ attempt }) => factsOf(attempt, success(attempt.amount)))
      return countStatements(database, (open) => settlePayments(open, parts, facts))
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
    expect(await told(late.order)).toEqual(['payment.declined', 'payment.succeeded', 'notice.sent'])
    expect(await brokenInvariants(database.transaction)).toEqual([])
  })

  test('O5 one that can no longer be delivered goes to the balance, and the others are delivered', async () => {
    const [gone, fine] = [await unanswered(account), await unanswered(account)]
    await database.transaction((open) =>
      open.query(sql`update services set state = 'terminated', terminated_at = now(), next_action_at = null
        where id = ${gone.order.lines[0]?.serviceId}`),
    )
    await settle([gone, fine].map(({ attempt }) => factsOf(attempt, success(attempt.amount))))
    expect(await told(gone.order)).toEqual(['payment.succeeded', 'order.cancelled', 'notice.sent'])
    expect(await told(fine.order)).toEqual(renewedEvents)
    expect(await brokenInvariants(database.transaction)).toEqual([])
  })
})

describe('P8 the part that the balance pays beside a means', () => {
  /** An attempt of which the balance of 5.00 pays 1.00, and its means the rest. */
  async function shared(): Promise<Awaited<ReturnType<typeof unanswered>>> {
    const { order, attempt } = await unanswered(account)
    const occasion = { accountId: account.id, at: parts.clock.now(), orderId: null }
    await database.transaction(async (open) => {
      await insertMovements(open, [adjustmentMovement(occasion, 'gift', euro('5.00'), 'a gift')])
      await open.query(sql`update payment_attempts set balance_ucents = 100000000, amount_ucents = amount_ucents - 100000000
        where id = ${attempt.id}::uuid`)
    })
    return { order, attempt: await attemptOf(order) }
  }
  const available = async () => {
    const name = { accountId: account.id, currency: account.currency }
    const balances = await database.transaction((open) => readAvailableBalances(open, [name]))
    return toDecimal(balances.get(account.id) ?? euro('0'))
  }
  const books = () => booksOf(database.transaction, account.id)

  test('is reserved while the attempt is open: nobody spends it twice', async () => {
    await shared()
    expect(await available()).toBe('4.00')
    const debit = { operator, nichandle: account.nichandle, value: '-4.01', reason: 'too much' }
    await expect(adjustBalance(parts, debit)).rejects.toThrow('no more can be taken')
    expect(await brokenInvariants(database.transaction)).toEqual([])
  })

  test('is posted when the rest is there', async () => {
    const { order, attempt } = await shared()
    expect(toDecimal(attempt.amount)).toBe('1.39')
    await settle([factsOf(attempt, success(attempt.amount))])
    expect(await told(order)).toEqual(renewedEvents)
    expect(await available()).toBe('4.00')
    expect(await books()).toEqual({
      ...{ adjustment: '5.00', balance: '-4.00', 'gateway:paypal': '1.39', revenue: '-1.99', tax: '-0.40' },
    })
    expect(await brokenInvariants(database.transaction)).toEqual([])
  })

  test.each([
    ['declined', declined, '5.00', {}],
    ['too little', success(euro('1.38')), '6.38', { 'gateway:paypal': '1.38' }],
  ])('is released when the rest is %s', async (_name, answer, left, taken) => {
    const { attempt } = await shared()
    await settle([factsOf(attempt, answer)])
    expect(await available()).toBe(left)
    expect(await books()).toEqual({ adjustment: '5.00', balance: `-${left}`, ...taken })
    expect(await brokenInvariants(database.transaction)).toEqual([])
  })

  test('B6 goes back to the balance when the order is refunded, the rest to the means', async () => {
    const { order, attempt } = await shared()
    const { gateway } = parts
    const willing = { ...parts, gateway: { ...gateway, refund: async () => ({ refunded: true }) } }
    await settle([factsOf(attempt, success(attempt.amount))])
    await refundOrder(willing, { operator, orderId: order.id, reason: 'a favour', cancelRenewal: true })
    expect(await books()).toEqual({ adjustment: '5.00', balance: '-5.00' })
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
