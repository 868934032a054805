import { afterEach, beforeEach, expect, test } from 'vitest'
import { customerData } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { givenMeans, givenOrder, type TestParts, testParts } from '../../../test/parts.ts'
import { testPlans, testServices } from '../../../test/services.ts'
import type { Account } from '../../customers/account.ts'
import type { Nichandle } from '../../identity/identity.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import { createAccount } from '../accounts/create-account.ts'
import { changeCompany } from '../operating/change-company.ts'
import { changeTaxRates } from '../operating/change-tax-rates.ts'
import { runRenewals } from './run-renewals.ts'

let database: TestDatabase
let parts: TestParts
let home: Account

/** A seller in Switzerland, whose rate nobody has entered: only its customers at home are taxed. */
beforeEach(async () => {
  database = await testDatabase()
  parts = testParts(database)
  await changeCompany(parts, { operator, change: { country: 'CH' } })
  const account = (nichandle: string, country: string) =>
    createAccount(parts, { nichandle: nichandle as Nichandle, password: null, data: { ...customerData, country } })
  home = await account('ch1-ovh', 'CH')
  const abroad = await account('fr1-ovh', 'FR')
  await testPlans(parts, [{ code: 'vps', prices: { P1M: '3.50' } }])
  const vps = { plan: 'vps', mode: 'automatic', period: 'P1M', expires: '2026-12-15' } as const
  await testServices(parts, home.id, [{ id: 1, ...vps }])
  await testServices(parts, abroad.id, [{ id: 2, ...vps }])
  for (const { id } of [home, abroad]) await givenMeans(parts, id, { isDefault: true })
})
afterEach(() => database.close())

const rate = { country: 'CH', ratePpm: 81_000, validFrom: Temporal.PlainDate.from('2026-01-01') }

test('B4 an order where no tax rate is known is refused by name, and made once there is one', async () => {
  const details = { country: 'CH', date: '2026-11-20' }
  await expect(givenOrder(parts, home, 'P1M', 1)).rejects.toMatchObject({ code: 'TAX_RATE_MISSING', details })
  await changeTaxRates(parts, { operator, rates: [rate] })
  expect(await givenOrder(parts, home, 'P1M', 1)).toMatchObject({ status: 'notPaid' })
})

test('B4 the engine puts off that account alone, and orders within an hour of the rate', async () => {
  parts.clock.set('2026-12-13T23:00:00Z')
  const run = () => runRenewals(parts, { until: parts.clock.now() })
  expect(await run()).toMatchObject({ ordered: 1, putOff: 1 })
  await changeTaxRates(parts, { operator, rates: [rate] })
  parts.clock.advance('PT1H')
  expect(await run()).toMatchObject({ ordered: 1, putOff: 0 })
})
