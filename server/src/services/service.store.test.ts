import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testAccount } from '../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { testPlans, testServices } from '../../test/services.ts'
import { parsePeriod } from '../calendar/period.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import { readFamilies, readServices, readServicesWithOptions } from './service.store.ts'
import { updateDisplayNames, updateRenewals } from './service-change.store.ts'
import {
  findServicesByName,
  listServiceIds,
  listServicesOfFamily,
  listServicesUnder,
  type ServiceSearch,
} from './service-list.store.ts'
import { suspendServices } from './suspension.store.ts'

let database: TestDatabase
let mine: AccountId
let other: AccountId
const clock = { now: () => Temporal.Instant.from('2026-11-22T12:00:00Z') }

beforeAll(async () => {
  database = await testDatabase()
  const parts = { transaction: database.transaction, clock }
  mine = (await testAccount(parts)).id
  other = (await testAccount(parts)).id
  await testPlans(parts, [{ code: 'vps' }, { code: 'hosting/web' }, { code: 'hosting/web/cdn' }])
  await testServices(parts, mine, [
    { id: 1, plan: 'vps', link: 1, name: 'c', start: '2026-03-01' },
    { id: 2, plan: 'hosting/web', link: 1, name: 'a', displayName: 'Shop' },
    { id: 3, plan: 'hosting/web/cdn', parent: 2, name: 'cdn' },
    { id: 4, plan: 'vps', parent: 3, link: 2, name: 'x' },
    { id: 5, plan: 'vps', link: 2, name: 'y', ends: 'expiration' },
    { id: 6, plan: 'vps', name: 'b', start: '2026-02-01' },
    { id: 7, plan: 'vps', link: 1, name: 'gone' },
    { id: 8, plan: 'vps', parent: 7, name: 'gone too' },
  ])
  await testServices(parts, other, [{ id: 20, plan: 'vps', link: 1, name: 'c' }])
  await database.transaction(async (transaction) => {
    await suspendServices(
      transaction,
      [{ accountId: mine, id: 5 as ServiceId, cause: 'customer' }],
      Temporal.Instant.from('2026-11-20T12:00:00Z'),
    )
    await transaction.query(
      sql`update services set state = 'terminated', terminated_at = now(), next_action_at = null where id in (7, 8)`,
    )
  })
})
afterAll(() => database.close())

const ids = (...numbers: number[]) => numbers as ServiceId[]
const asked = (...numbers: number[]) => ids(...numbers).map((serviceId) => ({ accountId: mine, serviceId }))

test('T2 services are read as they stand; terminated ones and those of others are left out', async () => {
  const services = await database.transaction((transaction) => readServices(transaction, mine, ids(5, 7, 20, 99)))
  expect(services).toEqual([
    {
      accountId: mine,
      id: 5,
      planCode: 'vps',
      family: 'vps',
      name: 'y',
      displayName: null,
      parentId: null,
      linkGroup: 2,
      quantity: 1,
      startsOn: Temporal.PlainDate.from('2026-01-15'),
      expiresOn: Temporal.PlainDate.from('2027-01-15'),
      anchorDay: 15,
      period: 'P1Y',
      mode: 'manual',
      ends: 'expiration',
      engagedUntil: null,
      engagementEndRule: null,
      state: 'suspended',
      suspensionCauses: ['customer'],
      createdAt: Temporal.Instant.from('2026-01-15T09:00:00Z'),
    },
  ])
})

test.each([1, 2, 3, 4, 5])('S1 the family is the same whichever member is asked for: %i', async (id) => {
  const family = await database.transaction((transaction) => readFamilies(transaction, asked(id)))
  expect(family.map(({ service }) => service.id)).toEqual([1, 2, 3, 4, 5])
})

test('S1 a service without links is a family; a terminated one and that of another account have none', async () => {
  const familyOf = async (id: number) => {
    const family = await database.transaction((transaction) => readFamilies(transaction, asked(id)))
    return family.map(({ service }) => service.id)
  }
  expect(await Promise.all([6, 7, 8, 20].map(familyOf))).toEqual([[6], [], [], []])
})

test('options come with options', async () => {
  const services = await database.transaction((transaction) =>
    readServicesWithOptions(transaction, mine, ids(2, 6, 20)),
  )
  expect(services.map((service) => service.id)).toEqual([2, 3, 4, 6])
})

test('services are found by family and name, live ones of the account only', async () => {
  const found = await database.transaction((transaction) =>
    Promise.all([
      findServicesByName(transaction, mine, 'vps', ['c', 'gone', 'x', 'z']),
      findServicesByName(transaction, mine, 'hosting/web', ['c']),
      listServicesOfFamily(transaction, mine, 'vps'),
      listServicesOfFamily(transaction, other, 'vps'),
    ]),
  )
  expect(found.map((services) => services.map(({ id }) => id))).toEqual([[1, 4], [], [6, 1, 4, 5], [20]])
})

test.each<[string, string, string[], object[]]>([
  ['hosting/web/cdn', 'hosting/web', ['a', 'z'], [{ id: 3, name: 'cdn', parentName: 'a' }]],
  ['hosting/web/cdn', 'vps', ['a'], []],
  ['vps', 'hosting/web', ['a'], []],
  ['vps', 'vps', ['gone'], []],
])('%s under %s %o are %o', async (family, parentFamily, names, expected) => {
  const found = await database.transaction((transaction) =>
    listServicesUnder(transaction, mine, family, { family: parentFamily, names }),
  )
  expect(found).toEqual(expected)
})

test.each<[Partial<ServiceSearch>, number[]]>([
  [{}, [1, 2, 3, 4, 5, 6]],
  [{ descending: true }, [6, 5, 4, 3, 2, 1]],
  [{ orderBy: 'resourceName' }, [2, 6, 1, 3, 4, 5]],
  [{ orderBy: 'creationDate', descending: true }, [1, 6, 5, 4, 3, 2]],
  [{ orderBy: 'expirationDate' }, [2, 3, 4, 5, 6, 1]],
  [{ name: 'c' }, [1]],
  [{ family: 'vps' }, [1, 4, 5, 6]],
  [{ family: 'vps', name: 'a' }, []],
])('ids searched by %o are %o', async (search, expected) => {
  const all: ServiceSearch = { name: null, family: null, orderBy: 'serviceId', descending: false, ...search }
  expect(await database.transaction((transaction) => listServiceIds(transaction, mine, all))).toEqual(expected)
})

test('renewals and display names are written for one account only', async () => {
  const renewal = { mode: 'automatic', period: parsePeriod('P3M'), ends: 'expiration' } as const
  const [six] = ids(6)
  if (six === undefined) throw new Error('no id')
  const written = await database.transaction(async (transaction) => {
    await updateRenewals(transaction, [
      { accountId: mine, serviceId: six, ...renewal },
      { accountId: other, serviceId: six, ...renewal, mode: 'manual' },
    ])
    await updateDisplayNames(transaction, [
      { accountId: mine, serviceId: six, displayName: 'Six' },
      { accountId: other, serviceId: six, displayName: 'Stolen' },
    ])
    return readServices(transaction, mine, [six])
  })
  expect(written[0]).toMatchObject({ ...renewal, displayName: 'Six' })
})
