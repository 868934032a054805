import { afterAll, beforeAll, expect, test } from 'vitest'
import { testAccount } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { testGuide, testOpenBill, testPlans, testServices } from '../../../test/services.ts'
import type { Account } from '../../customers/account.ts'
import type { OrderId, ServiceId } from '../../identity/identity.ts'
import { toDecimal } from '../../money/money.ts'
import type { Parts } from '../parts.ts'
import { findService } from './find-service.ts'
import { findServices } from './find-services.ts'
import { listServiceNames } from './list-service-names.ts'
import { listServices } from './list-services.ts'
import { readService } from './read-service.ts'
import { readServiceOptions } from './read-service-options.ts'
import { readServices } from './read-services.ts'

let database: TestDatabase
let account: Account
let other: Account
let order: OrderId
let parts: Pick<Parts, 'transaction' | 'clock' | 'zone'>
const clock = { now: () => Temporal.Instant.from('2026-11-22T12:00:00Z') }

beforeAll(async () => {
  database = await testDatabase()
  parts = { transaction: database.transaction, clock, zone: 'Europe/Paris' }
  account = await testAccount(parts)
  other = await testAccount(parts)
  await testGuide(parts, account.id)
  await testPlans(parts, [
    { code: 'licence', serviceType: 'Licence', followsParent: true, prices: { P1M: '2.00', P3M: '6.00' } },
    { code: 'exchange', family: 'email/exchange/service', prices: { P1M: '2.00' } },
  ])
  await testServices(parts, account.id, [
    { id: 112235, plan: 'licence', parent: 112233, quantity: 2 },
    { id: 5, plan: 'hosting-perso-2014', family: 'hosting/web', name: 'second.ovh', mode: 'automatic', period: 'P2Y' },
    { id: 6, plan: 'exchange', family: 'email/exchange/service', name: 'exchange-1' },
  ])
  await testServices(parts, other.id, [{ id: 8, plan: 'vps-starter', family: 'vps', name: 'vps8.ovh.net' }])
  order = await testOpenBill(parts, account.id, [5], '2026-11-19T12:00:00Z')
  await testOpenBill(parts, account.id, [5], '2026-11-20T12:00:00Z')
})
afterAll(() => database.close())

const read = (serviceId: number) => readService(parts, { accountId: account.id, serviceId: serviceId as ServiceId })

test('W a service is read with its plan, state, modes, periods, price and contacts', async () => {
  const view = await read(12345)
  expect(view).toMatchObject({
    service: { id: 12345, name: 'example.ovh' },
    plan: { code: 'domain-ovh', serviceType: 'Domain .ovh' },
    kind: 'manual',
    standing: 'active',
    possibleModes: ['automatic', 'manual'],
    possiblePeriods: ['P1Y', 'P2Y'],
    openBill: null,
    nichandle: account.nichandle,
  })
  expect(view.unitPrice && toDecimal(view.unitPrice)).toBe('1.99')
})

test('W, A9 an open bill is seen in the standing; the oldest order is the one to pay', async () => {
  expect(await read(5)).toMatchObject({ standing: 'unpaid', openBill: order, kind: 'automatic', unitPrice: null })
})

test('S3 what follows its parent is of kind option and narrows the periods of the parent', async () => {
  expect(await read(112235)).toMatchObject({ kind: 'option', possibleModes: [], possiblePeriods: [] })
  expect(await read(112233)).toMatchObject({ possiblePeriods: ['P1M', 'P3M'] })
})

test('many at once: what is not a live service of the account is not in the answer', async () => {
  const serviceIds = [12345, 8, 999, 67891] as ServiceId[]
  const views = await readServices(parts, { accountId: account.id, serviceIds })
  expect([...views.keys()]).toEqual([12345, 67891])
})

test.each([8, 999])('service %i is not found', async (id) => {
  await expect(read(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const request = { accountId: account.id, serviceId: id as ServiceId }
  await expect(readServiceOptions(parts, request)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('options of a service', async () => {
  const optionsOf = async (id: number) => {
    const options = await readServiceOptions(parts, { accountId: account.id, serviceId: id as ServiceId })
    return options.map(({ service }) => service.id)
  }
  expect(await optionsOf(112233)).toEqual([112234, 112235])
  expect(await optionsOf(12345)).toEqual([])
})

test.each<[string, string[], number | null]>([
  ['vps', ['vps112233.ovh.net'], 112233],
  ['domain', ['example.ovh'], 12345],
  ['hosting/web', ['example.ovh'], 67890],
  ['hosting/web/cdn', ['example.ovh'], 67891],
  ['hosting/web/cdn', ['second.ovh'], null],
  ['email/exchange/service', ['any-organisation', 'exchange-1'], 6],
  ['vps', ['vps8.ovh.net'], null],
  ['vps', ['example.ovh'], null],
])('%s %o is service %s', async (family, names, expected) => {
  const found = findService(parts, { accountId: account.id, family, names })
  if (expected === null) await expect(found).rejects.toMatchObject({ code: 'NOT_FOUND' })
  else expect((await found).service.id).toBe(expected)
})

test('several of a family at once, by the name that the path has', async () => {
  const webs = { accountId: account.id, family: 'hosting/web', before: [], last: ['second.ovh', 'none', 'example.ovh'] }
  const ids = async (request: typeof webs) =>
    [...(await findServices(parts, request))].map(([name, { service }]) => [name, service.id])
  expect(await ids(webs)).toEqual([
    ['example.ovh', 67890],
    ['second.ovh', 5],
  ])
  expect(await ids({ ...webs, family: 'hosting/web/cdn' })).toEqual([['example.ovh', 67891]])
})

test('list routes: names of a family; a parent that is not there is not found', async () => {
  const names = (family: string, before: string[] = []) =>
    listServiceNames(parts, { accountId: account.id, family, before })
  expect(await names('hosting/web')).toEqual(['example.ovh', 'second.ovh'])
  expect(await names('vps')).toEqual(['vps112233.ovh.net'])
  expect(await names('hosting/web/emailOption', ['example.ovh'])).toEqual([])
  await expect(names('hosting/web/emailOption', ['none'])).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('GET /services: filters and order', async () => {
  const list = (request: object) => listServices(parts, { accountId: account.id, ...request })
  expect(await list({})).toEqual([5, 6, 12345, 67890, 67891, 112233, 112234, 112235])
  expect(await list({ resourceName: 'example.ovh', routes: '/domain/{serviceName}' })).toEqual([12345])
  expect(await list({ routes: '/hosting/web/{serviceName}', sort: 'DESC' })).toEqual([67890, 5])
  expect(await list({ routes: '/no/such/{route}' })).toEqual([])
  await expect(list({ orderBy: 'colour' })).rejects.toMatchObject({ code: 'INVALID_PARAMETER' })
  await expect(list({ sort: 'up' })).rejects.toMatchObject({ code: 'INVALID_PARAMETER' })
})
