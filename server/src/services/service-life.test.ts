import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customerData } from '../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { testParts } from '../../test/parts.ts'
import { testPlans, testServices } from '../../test/services.ts'
import { createAccount } from '../actions/accounts/create-account.ts'
import type { AccountId, Nichandle, ServiceId } from '../identity/identity.ts'
import { terminateServices } from './paid-period.store.ts'
import type { ServiceState } from './service.ts'
import { moveService, serviceTransitions } from './service-life.ts'
import { liftSuspensions, suspendServices } from './suspension.store.ts'

let database: TestDatabase
let accountId: AccountId
beforeAll(async () => {
  database = await testDatabase()
  const parts = testParts(database)
  const account = await createAccount(parts, { nichandle: 'li1-ovh' as Nichandle, password: null, data: customerData })
  accountId = account.id
  await testPlans(parts, [{ code: 'vps', prices: { P1M: '3.50' } }])
  await testServices(parts, accountId, [{ id: 1, plan: 'vps', period: 'P1M', expires: '2026-12-15' }])
})
afterAll(() => database.close())

const id = 1 as ServiceId
const now = Temporal.Instant.from('2026-11-20T12:00:00Z')
const states: readonly ServiceState[] = ['active', 'suspended', 'terminated']

/** What the stores can do to a service, whatever state it is in. */
const doings = {
  suspend: (open: Parameters<typeof suspendServices>[0]) =>
    suspendServices(open, [{ accountId, id, cause: 'customer' }], now),
  lift: (open: Parameters<typeof suspendServices>[0]) => liftSuspensions(open, [{ accountId, id }], 'customer'),
  terminate: (open: Parameters<typeof suspendServices>[0]) => terminateServices(open, [{ accountId, id }], now),
}

async function stateAfter(from: ServiceState, doing: keyof typeof doings): Promise<ServiceState> {
  return database.transaction(async (open) => {
    await open.query(sql`
      update services set state = ${from}, suspension_causes = case when ${from} = 'suspended' then '{customer}'::text[] else '{}' end,
        lapsed_at = null, terminated_at = case when ${from} = 'terminated' then ${now}::timestamptz end,
        next_action_at = case when ${from} <> 'terminated' then '-infinity'::timestamptz end
      where id = 1`)
    await doings[doing](open)
    const [row] = await open.query<{ state: ServiceState }>(sql`select state from services where id = 1`)
    if (!row) throw new Error('the service is gone')
    return row.state
  })
}

test('A7 a cause is lifted of what has it, and the others stay', async () => {
  const lifted = await database.transaction(async (open) => {
    await suspendServices(open, [{ accountId, id, cause: 'operator' }], now)
    const none = await liftSuspensions(open, [{ accountId, id }], 'customer')
    await suspendServices(open, [{ accountId, id, cause: 'customer' }], now)
    return [none, await liftSuspensions(open, [{ accountId, id }], 'customer')]
  })
  expect(lifted).toEqual([[], [{ accountId, id, state: 'suspended' }]])
})

describe('the life of a service', () => {
  const cases = states.flatMap((from) =>
    (['suspend', 'lift', 'terminate'] as const).map((doing) => [from, doing] as const),
  )
  test.each(cases)('%s, then %s: what the statements do is in the table', async (from, doing) => {
    const to = await stateAfter(from, doing)
    if (to !== from) expect(moveService(from, to)).toBe(to)
  })

  test('every step of the table is taken by a statement', async () => {
    const taken = await Promise.all(cases.map(async ([from, doing]) => `${from} ${await stateAfter(from, doing)}`))
    const steps = states.flatMap((from) => serviceTransitions[from].map((to) => `${from} ${to}`))
    expect(taken).toEqual(expect.arrayContaining(steps))
  })

  test('what the table does not have is refused', () => {
    expect(() => moveService('terminated', 'active')).toThrow('a service that is terminated cannot become active')
    expect(() => moveService('active', 'active')).toThrow()
  })
})
