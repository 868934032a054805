import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { testPlans } from '../../test/services.ts'
import { parsePeriod } from '../calendar/period.ts'
import type { Currency } from '../money/money.ts'
import { insertBundle, removeBundle } from './bundle-register.store.ts'
import { readBundleRules, readPricedPlans } from './plan.store.ts'
import { priceListOf, soldPeriods } from './price-list.ts'

let database: TestDatabase
const date = Temporal.PlainDate.from

beforeAll(async () => {
  database = await testDatabase()
  await testPlans(database, [
    { code: 'vps', serviceType: 'VPS', deletionDays: 7, prices: { P1M: '3', P1Y: '30' }, validFrom: '2026-01-01' },
    { code: 'domain', prices: { P1Y: '1.99' } },
    { code: 'zloty', prices: { P1Y: '9' }, currency: 'PLN' },
  ])
  await testPlans(database, [{ code: 'vps', prices: { P1M: '4' }, validFrom: '2026-06-01' }])
  await testPlans(database, [{ code: 'vps', prices: { P1M: '-5' }, validFrom: '2027-01-01' }])
})
afterAll(() => database.close())

async function listOn(day: string, codes: readonly string[], currency: Currency = 'EUR') {
  const rows = await database.transaction((transaction) => readPricedPlans(transaction, codes, [currency], date(day)))
  return priceListOf(currency, rows)
}

async function pricesOn(day: string, codes: readonly string[], currency: Currency = 'EUR') {
  const { prices } = await listOn(day, codes, currency)
  return prices.map(({ planCode, period, ucents }) => `${planCode} ${period} ${ucents / 100_000_000n}`).sort()
}

test('S6 of each period the price counts that is valid by the day, the latest of several', async () => {
  expect(await pricesOn('2025-12-31', ['vps'])).toEqual([])
  expect(await pricesOn('2026-01-01', ['vps'])).toEqual(['vps P1M 3', 'vps P1Y 30'])
  expect(await pricesOn('2026-06-01', ['vps'])).toEqual(['vps P1M 4', 'vps P1Y 30'])
  expect(await pricesOn('2027-01-01', ['vps'])).toEqual(['vps P1M -5', 'vps P1Y 30'])
})

test('S4 prices are of one currency; a plan without any is in the list all the same', async () => {
  const list = await listOn('2026-06-01', ['domain', 'zloty'])
  expect([...list.plans.keys()].sort()).toEqual(['domain', 'zloty'])
  expect(soldPeriods(list, 'zloty')).toEqual([])
  expect(await pricesOn('2026-06-01', ['domain', 'zloty'], 'PLN')).toEqual(['zloty P1Y 9'])
})

test('plans are read as they were written; one that there is not is left out', async () => {
  const { plans } = await listOn('2026-06-01', ['vps', 'none'])
  expect([...plans.values()]).toEqual([
    {
      code: 'vps',
      family: 'vps',
      serviceType: 'VPS',
      manualAllowed: true,
      oneShot: false,
      followsParent: false,
      deletionDays: 7,
    },
  ])
})

test('S6 of rules for the same plans, period and plan the latest counts; a removed one never was', async () => {
  const rule = (plans: readonly string[], validFrom: string, cents: bigint, period: string | null = null) =>
    database.transaction((transaction) =>
      insertBundle(transaction, {
        plans,
        planCode: 'vps',
        period: period === null ? null : parsePeriod(period),
        currency: 'EUR',
        priceUcents: cents * 1_000_000n,
        discountPpm: null,
        validFrom: date(validFrom),
      }),
    )
  const first = await rule(['vps', 'domain'], '2026-01-01', 1n)
  const second = await rule(['domain', 'vps', 'domain'], '2026-06-01', 2n)
  const yearly = await rule(['vps', 'domain'], '2026-01-01', 3n, 'P1Y')
  const wider = await rule(['vps', 'domain', 'zloty'], '2026-01-01', 4n)
  const idsOn = async (day: string, codes: readonly string[], currency: Currency = 'EUR') => {
    const rules = await database.transaction((transaction) =>
      readBundleRules(transaction, codes, [currency], date(day)),
    )
    return rules.map(({ id }) => id).sort((left, right) => left - right)
  }
  expect(await idsOn('2026-05-31', ['vps', 'domain'])).toEqual([first, yearly])
  expect(await idsOn('2026-06-01', ['vps', 'domain'])).toEqual([second, yearly])
  expect(await idsOn('2026-06-01', ['vps', 'domain', 'zloty'])).toEqual([second, yearly, wider])
  expect(await idsOn('2026-06-01', ['vps'])).toEqual([])
  expect(await idsOn('2026-06-01', ['vps', 'domain'], 'PLN')).toEqual([])
  await database.transaction((transaction) =>
    removeBundle(transaction, { id: second, at: Temporal.Instant.from('2026-06-02T00:00:00Z') }),
  )
  expect(await idsOn('2026-07-01', ['vps', 'domain'])).toEqual([first, yearly])
})
