import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testAccount } from '../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { type TestService, testPlans, testServices } from '../../test/services.ts'
import { readMigrations } from '../database/migrate.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import { readFamilies } from './service.store.ts'
import { moveToGroups } from './service-register.store.ts'

let database: TestDatabase
let parts: Pick<TestDatabase, 'transaction'> & { clock: { now(): Temporal.Instant } }
beforeAll(async () => {
  database = await testDatabase()
  parts = { transaction: database.transaction, clock: { now: () => Temporal.Instant.from('2026-11-22T12:00:00Z') } }
  await testPlans(parts, [{ code: 'vps' }])
})
afterAll(() => database.close())

/** Services made by one statement, then links made between some of them. `parent` and `link` name earlier ones by position. */
interface History {
  readonly batches: readonly (readonly { readonly parent: number | null; readonly link: number | null }[])[]
  readonly moves: readonly { readonly service: number; readonly to: number }[]
}

const history: fc.Arbitrary<History> = fc.record({
  batches: fc.array(
    fc.array(fc.record({ parent: fc.option(fc.nat(11), { freq: 1 }), link: fc.option(fc.nat(3), { freq: 1 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
    { minLength: 1, maxLength: 4 },
  ),
  moves: fc.array(fc.record({ service: fc.nat(15), to: fc.nat(3) }), { maxLength: 3 }),
})

let next = 0

test('S1 kinships are the families, however services come in and are linked', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ batches, moves }) => {
      const accountId = (await testAccount(parts)).id
      const made: { id: number; parent: number | null; link: number | null }[] = []
      for (const batch of batches) {
        const known = made.length
        const services = batch.map(({ parent, link }, index): TestService => {
          const id = 1_000_000 - ++next * 7 + (next % 3) * 13 // neither ascending nor descending
          const above = known + index === 0 || parent === null ? null : (made[parent % (known + index)]?.id ?? null)
          made.push({ id, parent: above, link })
          return { id, plan: 'vps', name: String(id), ...(above && { parent: above }), ...(link !== null && { link }) }
        })
        await testServices(parts, accountId, services)
      }
      for (const { service, to } of moves) {
        const moved = made[service % made.length]
        if (!moved) continue
        const from = moved.link
        await parts.transaction((transaction) =>
          moveToGroups(transaction, [{ accountId, serviceId: moved.id as ServiceId, from, to }]),
        )
        for (const each of made) if (each === moved || (from !== null && each.link === from)) each.link = to
      }
      for (const { id } of made) expect(await familyOf(accountId, id)).toEqual(reachedFrom(id, made))
    }),
    { numRuns: 40 },
  )
}, 60_000)

async function familyOf(accountId: AccountId, id: number): Promise<number[]> {
  const kin = await database.transaction((transaction) =>
    readFamilies(transaction, [{ accountId, serviceId: id as ServiceId }]),
  )
  return kin.map(({ service }) => service.id)
}

/** Walks links, options and parents: what rule S1 says, one step at a time. */
function reachedFrom(
  id: number,
  services: readonly { readonly id: number; readonly parent: number | null; readonly link: number | null }[],
): number[] {
  const reached = new Set(services.filter((service) => service.id === id))
  for (const service of reached) {
    for (const other of services) {
      const isOption = other.parent === service.id || service.parent === other.id
      if (isOption || (service.link !== null && other.link === service.link)) reached.add(other)
    }
  }
  return [...reached].map((service) => service.id).sort((left, right) => left - right)
}

test('S1 the migration that brings kinships finds those of the services that are there', async () => {
  const accountId = (await testAccount(parts)).id
  const services = [
    { id: 39, link: 9 },
    { id: 38, parent: 39 },
    { id: 37, parent: 38, link: 8 },
    { id: 36, link: 8 },
    { id: 35, parent: 36 },
    { id: 34 },
  ]
  await testServices(
    parts,
    accountId,
    services.map((service) => ({ ...service, plan: 'vps', name: String(service.id) })),
  )
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(`
    drop trigger services_find_kinship on services;
    drop trigger services_join_kinships on services;
    drop function services_find_kinship;
    drop function services_join_kinships;
    alter table services drop column kinship;
    create index services_account_id_link_group_idx on services (account_id, link_group) where link_group is not null`)
  await client.query((await readMigrations())[2]?.text ?? '')
  await client.end()
  expect(await familyOf(accountId, 35)).toEqual([35, 36, 37, 38, 39])
  expect(await familyOf(accountId, 34)).toEqual([34])
})
