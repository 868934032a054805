import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testAccount } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { testGuide, testPlans } from '../../../test/services.ts'
import { insertBundle, removeBundle } from '../../catalog/bundle-register.store.ts'
import { findPlans, updatePlans } from '../../catalog/plan-register.store.ts'
import type { Account } from '../../customers/account.ts'
import type { RunTransaction, Transaction } from '../../database/transaction.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { toDecimal, type Ucents } from '../../money/money.ts'
import { describeRenewals } from '../../strategies/describe-renewals.ts'
import { loadFamily } from './load-family.ts'

let database: TestDatabase
let account: Account
let parts: Pick<TestDatabase, 'transaction'> & { clock: { now(): Temporal.Instant }; zone: string }
let now = Temporal.Instant.from('2026-11-22T12:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
  parts = { transaction: database.transaction, clock: { now: () => now }, zone: 'Europe/Paris' }
  account = await testAccount(parts)
  await testGuide(parts, account.id)
})
afterAll(() => database.close())

const serviceId = 12345 as ServiceId

/** The price of the domain for a year, alone and with its hosting. */
async function yearlyIn(transaction: Transaction): Promise<string[] | undefined> {
  const family = await loadFamily(transaction, parts, account, serviceId)
  const { descriptions } = describeRenewals(family, serviceId, false)
  return descriptions.find(({ period }) => period === 'P1Y')?.strategies.map(({ price }) => toDecimal(price))
}

const yearly = () => database.transaction(yearlyIn, 'reads')
const priceOf = (domain: string, within: RunTransaction = database.transaction) =>
  testPlans({ transaction: within }, [{ code: 'domain-ovh', prices: { P1Y: domain } }])

test('S9 price lists are read once, as long as nothing of the catalogue changes', async () => {
  await yearly()
  const statements: string[] = []
  const noting = (transaction: Transaction): Transaction => ({
    query(statement) {
      statements.push(statement.sql)
      return transaction.query(statement)
    },
  })
  expect(await database.transaction((transaction) => yearlyIn(noting(transaction)), 'reads')).toEqual(['1.99', '37.87'])
  expect(statements).toHaveLength(2)
  expect(statements.join()).not.toContain('plan_prices')
})

test('S6 a price counts for the very next list, and so do another date and a plan that changes', async () => {
  expect(await yearly()).toEqual(['1.99', '37.87'])
  await priceOf('2.50')
  expect(await yearly()).toEqual(['2.50', '38.38'])
  await testPlans(parts, [{ code: 'domain-ovh', prices: { P1Y: '3.00' }, validFrom: '2026-11-23' }])
  expect(await yearly()).toEqual(['2.50', '38.38'])
  now = now.add({ hours: 24 })
  expect(await yearly()).toEqual(['3.00', '38.88'])
  now = now.subtract({ hours: 24 })
  expect(await yearly()).toEqual(['2.50', '38.38'])
  await changeHosting({ oneShot: true })
  expect(await yearly()).toEqual(['2.50'])
  await changeHosting({ oneShot: false })
  expect(await yearly()).toEqual(['2.50', '38.38'])
})

test('S6 a bundle rule counts as soon as it is there, and no more once it is removed', async () => {
  const bundle = {
    ...{ plans: ['domain-ovh', 'hosting-perso-2014'], period: null, currency: account.currency },
    ...{ planCode: 'domain-ovh', priceUcents: 0n as Ucents, discountPpm: null },
    validFrom: Temporal.PlainDate.from('2020-01-01'),
  }
  expect(await yearly()).toEqual(['2.50', '38.38'])
  const id = await database.transaction((transaction) => insertBundle(transaction, bundle))
  expect(await yearly()).toEqual(['2.50', '35.88'])
  await database.transaction((transaction) => removeBundle(transaction, { id, at: now }))
  expect(await yearly()).toEqual(['2.50', '38.38'])
})

test('a price that is rolled back counted in its transaction, and nowhere after it', async () => {
  const within: (string[] | undefined)[] = []
  const failing = database.transaction(async (transaction) => {
    await priceOf('9.00', (work) => work(transaction))
    within.push(await yearlyIn(transaction), await yearlyIn(transaction), await yearly())
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(within).toEqual([
    ['9.00', '44.88'],
    ['9.00', '44.88'],
    ['2.50', '38.38'],
  ])
  await priceOf('4.00')
  expect(await yearly()).toEqual(['4.00', '39.88'])
})

test('a catalogue without a version is read each time', async () => {
  const without = await database.transaction(async (transaction) => {
    await transaction.query(sql`delete from catalog_version`)
    const before = await yearlyIn(transaction)
    await transaction.query(
      sql`update plan_prices set price_ucents = price_ucents + 100000000 where plan_code = 'domain-ovh'`,
    )
    await transaction.query(sql`delete from catalog_version`)
    return [before, await yearlyIn(transaction)]
  })
  expect(without).toEqual([
    ['4.00', '39.88'],
    ['5.00', '40.88'],
  ])
})

test('every change of the catalogue gives it another version, truncating too', async () => {
  const versions = await database.transaction(async (transaction) => {
    const seen: unknown[] = []
    for (const statement of [
      sql`select 1`,
      sql`update plans set deletion_days = deletion_days`,
      sql`update plan_prices set price_ucents = price_ucents`,
      sql`insert into bundles (plans, currency, plan_code, price_ucents, valid_from)
        values ('{domain-ovh,cdn-basic}', 'EUR', 'domain-ovh', 1, '2020-01-01')`,
      sql`delete from bundles where price_ucents = 1`,
      sql`truncate bundles`,
    ]) {
      await transaction.query(statement)
      const [row] = await transaction.query<{ version: string }>(sql`select version from catalog_version`)
      seen.push(row?.version)
    }
    return seen
  })
  expect(new Set(versions).size).toBe(6)
})

async function changeHosting(change: { readonly oneShot: boolean }): Promise<void> {
  await database.transaction(async (transaction) => {
    const plans = await findPlans(transaction, ['hosting-perso-2014'])
    await updatePlans(
      transaction,
      plans.map((plan) => ({ ...plan, ...change })),
    )
  })
}
