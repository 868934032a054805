import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { expireOrders } from '../src/actions/ordering/expire-orders.ts'
import { payOrder } from '../src/actions/paying/pay-order.ts'
import { resolveAttempts } from '../src/actions/paying/resolve-attempts.ts'
import type { Account } from '../src/customers/account.ts'
import type { OrderId, ServiceId } from '../src/identity/identity.ts'
import { readOrders } from '../src/orders/order.store.ts'
import { readAttemptsOfOrders } from '../src/payments/attempt.store.ts'
import { readRenewable } from '../src/services/paid-period.store.ts'
import { testAccount } from './customer.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { givenMeans, givenOrder, type TestParts, testParts } from './parts.ts'
import { testGuide } from './services.ts'

/** When an unknown payment is asked about (rule P2), as moves of the clock; the last one is past all askings. */
export const wholePlan = ['PT5M', 'PT55M', 'P1D', 'P1D', 'P1D', 'P1D', 'P1D', 'P1D']

/** What an order that is paid tells after what came before, the receipt at last. */
export const renewedEvents = ['payment.succeeded', 'bill.issued', 'order.paid', 'service.renewed', 'notice.sent']

/** The words of tests about paying: one account that orders, pays, waits and looks. */
export interface Payer {
  /** An order of the guide's domain that a means with this script was told to pay, whatever came of it. */
  paidBy(...outcomes: readonly string[]): Promise<OrderId>
  payBy(orderId: OrderId, ...outcomes: readonly string[]): ReturnType<typeof payOrder>
  /** Moves the clock by durations, and sweeps after each. */
  after(...waits: readonly string[]): Promise<void>
  orderOf(orderId: OrderId): Promise<Awaited<ReturnType<typeof readOrders>>[number]>
  /** The last attempt on an order. */
  attemptOf(orderId: OrderId): Promise<Awaited<ReturnType<typeof readAttemptsOfOrders>>[number]>
  /** Expiration, state and causes of suspension. */
  serviceOf(id: number): Promise<readonly unknown[] | undefined>
  /** The events of an order with their data, ids of attempts left out, from the nth on. */
  told(orderId: OrderId, from?: number): Promise<readonly (readonly [string, Readonly<Record<string, unknown>>])[]>
}

/** What a test of paying begins with: an empty house but for the guide's services, on the account of one payer. */
export interface PayingScene {
  readonly database: TestDatabase
  readonly parts: TestParts
  readonly account: Account
  readonly maria: Payer
}

/** Sets the scene anew before each test of the file, and hands it to `use`. */
export function beforeEachPaying(use: (scene: PayingScene) => void): void {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    await database.transaction((open) => open.query(sql`select sandbox.empty()`))
    const parts = testParts(database)
    const account = await testAccount(parts)
    await testGuide(parts, account.id)
    use({ database, parts, account, maria: payer(parts, account) })
  })
  afterAll(() => database?.close())
}

export function payer(parts: TestParts, account: Pick<Account, 'id'>): Payer {
  const { transaction, clock } = parts
  const accountId = account.id
  const payBy: Payer['payBy'] = async (orderId, ...outcomes) => {
    const id = await givenMeans(parts, accountId, { outcomes })
    return payOrder(parts, { accountId, orderId, means: { id } })
  }
  return {
    payBy,
    async paidBy(...outcomes) {
      const order = await givenOrder(parts, account, 'P1Y', 12345)
      await payBy(order.id, ...outcomes).catch(() => 'refused')
      return order.id
    },
    async after(...waits) {
      for (const wait of waits) {
        clock.advance(wait)
        const until = clock.now()
        await resolveAttempts(parts, { until })
        await expireOrders(parts, { until })
      }
    },
    async orderOf(orderId) {
      const [order] = await transaction((open) => readOrders(open, accountId, [orderId]))
      return there(order)
    },
    async attemptOf(orderId) {
      const attempts = await transaction((open) => readAttemptsOfOrders(open, [{ accountId, id: orderId }]))
      return there(attempts.at(-1))
    },
    async serviceOf(id) {
      const [service] = await transaction((open) => readRenewable(open, [{ accountId, id: id as ServiceId }]))
      return service && [String(service.expiresOn), service.state, service.suspensionCauses]
    },
    async told(orderId, from = 1) {
      const rows = await transaction((open) =>
        open.query<{ readonly type: string; readonly data: Readonly<Record<string, unknown>> }>(sql`
          select type, data from events where order_id = ${orderId}::bigint order by id`),
      )
      return rows.slice(from).map(({ type, data: { attempt: _, ...data } }) => [type, data] as const)
    },
  }
}

function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('it is not there')
  return value
}
