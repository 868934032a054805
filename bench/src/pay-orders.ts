import { renewService } from '../../server/src/actions/ordering/renew-service.ts'
import type { Parts } from '../../server/src/actions/parts.ts'
import { payOrder } from '../../server/src/actions/paying/pay-order.ts'
import { type Database, openDatabase } from '../../server/src/database/pool.ts'
import type { AccountId, OrderId, ServiceId } from '../../server/src/identity/identity.ts'
import { type Figure, inTurn } from './figures.ts'
import { partsOn } from './parts.ts'
import { accounts, makeFleet, servicesOfEach } from './pay-orders-fleet.ts'
import { writeByHand } from './pay-orders-floor.ts'

const connections = 8
const rounds = 4
const ordersOfRound = 400

/** (b) Order, pay and settle through the actions, beside the same rows written by hand-made SQL on as many connections. */
export async function payOrders(databaseUrl: string): Promise<Figure> {
  const database = openDatabase({ url: databaseUrl, connections })
  try {
    const ours = targetsOf(database, await makeFleet(database.pool, 'ba'))
    const byHand = targetsOf(database, await makeFleet(database.pool, 'bb'))
    const parts = partsOn(database)
    const [mine, theirs] = await Promise.all([ours, byHand])
    await rate(mine, (target) => renewAndPay(parts, target))
    await rate(theirs, ({ accountId, serviceId }) => writeByHand(database.pool, accountId, serviceId))
    await database.pool.query('analyze') // no house lives on tables that PostgreSQL takes for empty
    const result = await inTurn(
      rounds,
      async () => rate(mine, (target) => renewAndPay(parts, target)),
      async () => rate(theirs, ({ accountId, serviceId }) => writeByHand(database.pool, accountId, serviceId)),
    )
    return {
      scenario: '(b) order, pay, settle',
      measured: `${Math.round(result.measured)}/s`,
      floor: `${Math.round(result.floor)}/s: the same rows by hand-made SQL, ${connections} connections`,
      ratio: result.ratio,
    }
  } finally {
    await database.close()
  }
}

interface Target {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
}

/** Each service once, accounts in turn, so that neighbours do not wait for one account's lock. */
async function targetsOf(database: Database, firstAccount: number): Promise<Target[]> {
  const { rows } = await database.pool.query<Target>(
    `select account_id as "accountId", id as "serviceId" from services
     where account_id between $1 and $2 order by name, account_id`,
    [firstAccount, firstAccount + accounts - 1],
  )
  if (rows.length < accounts * servicesOfEach) throw new Error('the fleet is not whole')
  return rows
}

async function rate(targets: Target[], work: (target: Target) => Promise<void>): Promise<number> {
  const mine = targets.splice(0, ordersOfRound)
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let target = mine.shift(); target; target = mine.shift()) await work(target)
    }),
  )
  return ordersOfRound / ((performance.now() - startedAt) / 1000)
}

async function renewAndPay(parts: Parts, { accountId, serviceId }: Target): Promise<void> {
  const request = { accountId, serviceId, duration: 'P1M', services: [serviceId], dryRun: false }
  const order = await renewService(parts, request)
  if (!('id' in order)) throw new Error('a dry run was not asked for')
  await payOrder(parts, { accountId, orderId: order.id as OrderId, means: { kind: 'paypal', id: null } })
}
