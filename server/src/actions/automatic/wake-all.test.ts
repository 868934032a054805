import sql from 'sql-template-tag'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testAccount } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { type TestParts, testParts } from '../../../test/parts.ts'
import { testPlans, testServices } from '../../../test/services.ts'
import { parsePeriod } from '../../calendar/period.ts'
import type { DatedPrice } from '../../catalog/plan-register.store.ts'
import type { Account } from '../../customers/account.ts'
import { parseAmount } from '../../money/money.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import { changePlan } from '../operating/change-plan.ts'
import { changePolicy, type PolicyChange } from '../operating/change-policy.ts'
import { runRenewals } from './run-renewals.ts'
import { wakeAll } from './wake-all.ts'

let database: TestDatabase
let parts: TestParts
let accounts: readonly Account[]

beforeEach(async () => {
  database = await testDatabase()
  parts = testParts(database)
  parts.clock.set('2026-11-20T09:00:00Z')
  await testPlans(parts, [{ code: 'vps', prices: { P1M: '3.50' }, deletionDays: 30 }])
  accounts = [await testAccount(parts), await testAccount(parts)]
})
afterEach(() => database.close())

const run = () => runRenewals(parts, { until: parts.clock.now() })
const change = (policy: PolicyChange) => changePolicy(parts, { operator, change: policy })

/** A service of each account, that has been judged: nothing is due for it now. */
async function judgedServices(expires: string) {
  for (const [index, { id }] of accounts.entries()) {
    const service = { id: index + 1, plan: 'vps', mode: 'automatic', period: 'P1M', expires } as const
    await testServices(parts, id, [service])
  }
  await run()
  expect(await run()).toMatchObject({ judged: 0 })
}

describe('A11 what services are judged by has changed', () => {
  test('a longer lead orders in the next sweep what falls into it', async () => {
    await judgedServices('2026-11-25')
    await change({ leadHours: 240 })
    expect(await run()).toMatchObject({ judged: 2, ordered: 2 })
    expect(await run()).toMatchObject({ judged: 0 })
  })

  test('a number that changes nothing now changes nothing', async () => {
    await judgedServices('2026-11-25')
    await change({ graceDays: 3 })
    expect(await run()).toEqual({ judged: 2, ordered: 0, told: 0, suspended: 0, terminated: 0, putOff: 0 })
  })

  test('so does what a plan says of its services, and no new name', async () => {
    await judgedServices('2026-11-25')
    await changePlan(parts, { operator, code: 'vps', change: { serviceType: 'VPS' } })
    expect(await run()).toMatchObject({ judged: 0 })
    await changePlan(parts, { operator, code: 'vps', change: { deletionDays: 7 } })
    expect(await run()).toMatchObject({ judged: 2 })
  })

  test('what a plan no longer sells is for its customer to renew, and he is told at once; sold again it renews by itself', async () => {
    await judgedServices('2026-11-25')
    const sell = (period: 'P1M' | 'P1Y') =>
      changePlan(parts, { operator, code: 'vps', change: { prices: [priceOf('vps', period)] } })
    await sell('P1Y')
    expect(await run()).toMatchObject({ judged: 2, told: 2 })
    await sell('P1Y')
    expect(await run()).toMatchObject({ judged: 0 })
    await sell('P1M')
    expect(await run()).toMatchObject({ judged: 2, told: 0 })
  })

  test('goes batch by batch, and what a process leaves the next one takes up', async () => {
    await judgedServices('2026-11-25')
    await change({ leadHours: 240 })
    await wakeOneBatch()
    expect(await woken()).toEqual([1])
    await wakeOneBatch()
    expect(await woken()).toEqual([1, 2])
  })

  test('asked for again on the way, it begins again', async () => {
    await judgedServices('2026-11-25')
    await change({ leadHours: 240 })
    await wakeOneBatch()
    await change({ leadHours: 300 })
    await wakeOneBatch()
    expect(await woken()).toEqual([1])
  })
})

function priceOf(planCode: string, period: string): DatedPrice {
  const validFrom = Temporal.PlainDate.from('2026-11-20')
  return { planCode, period: parsePeriod(period), ...parseAmount('3.50', 'EUR'), validFrom }
}

/** A process that ends behind its first batch, of one account. */
async function wakeOneBatch() {
  const ending = new AbortController()
  const transaction: typeof parts.transaction = (work) => {
    ending.abort()
    return parts.transaction(work)
  }
  await wakeAll({ transaction, stopping: ending.signal }, 1)
}

async function woken(): Promise<readonly number[]> {
  const rows = await parts.transaction((open) =>
    open.query<{ readonly id: number }>(sql`select id from services where next_action_at = '-infinity' order by id`),
  )
  return rows.map((row) => row.id)
}
