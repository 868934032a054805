import { expect, test } from 'vitest'
import type { TestDatabase } from '../../../test/database.ts'
import { brokenInvariants } from '../../../test/invariants.ts'
import { givenMeans, type TestParts } from '../../../test/parts.ts'
import { beforeEachPaying, type Payer } from '../../../test/paying.ts'
import { testPlans, testServices } from '../../../test/services.ts'
import type { Account } from '../../customers/account.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { doDue } from '../operating/do-due.ts'
import { changeService } from '../services/change-service.ts'

let database: TestDatabase
let parts: TestParts
let account: Account
let maria: Payer

beforeEachPaying((scene) => {
  ;({ database, parts, account, maria } = scene)
})

async function dueAt(moment: string): Promise<void> {
  parts.clock.set(moment)
  await doDue(parts, parts.clock.now(), () => {})
}

test.each(['success', 'fail'])('A6 a service ends when the payment of its option has ended (%s)', async (end) => {
  await testPlans(parts, [{ code: 'server', prices: { P1M: '3.50' } }])
  const automatic = { period: 'P1M', mode: 'automatic', plan: 'server' } as const
  await testServices(parts, account.id, [
    { id: 601, start: '2026-11-21', expires: '2026-12-21', ...automatic },
    { id: 602, start: '2026-10-21', expires: '2026-11-21', parent: 601, ...automatic },
    { id: 603, start: '2026-10-21', expires: '2026-11-21', parent: 602, ...automatic },
  ])
  await givenMeans(parts, account.id, {
    isDefault: true,
    outcomes: [`pending:P40D:${end}`, 'decline:insufficient_funds'],
  })
  await dueAt('2026-11-20T23:00:00Z')
  const serviceId = 601 as ServiceId
  await changeService(parts, { accountId: account.id, serviceId, renewal: { ends: 'expiration' } })
  await dueAt('2026-12-21T12:00:00Z')
  expect((await maria.serviceOf(601))?.[1]).toBe('active')
  await dueAt('2026-12-31T12:00:00Z')
  for (const id of [601, 602, 603]) expect((await maria.serviceOf(id))?.[1]).toBe('terminated')
  expect(await brokenInvariants(database.transaction)).toEqual([])
})
