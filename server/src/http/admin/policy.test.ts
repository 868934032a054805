import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OperatorHouse, operatorHouse } from '../../../test/operator.ts'

let house: OperatorHouse
beforeAll(async () => {
  house = await operatorHouse()
  await house.furnish()
})
afterAll(() => house.close())

const call: OperatorHouse['call'] = (...parameters) => house.call(...parameters)

describe('numbers, seller, tax', () => {
  test('the policy has its defaults, and changes by subset', async () => {
    const defaults = {
      ...{ leadHours: 24, retryDays: [2, 4, 6], graceDays: 7, warningHours: 24, terminationWarningDays: 3 },
      ...{ endingNoticeDays: [30, 3], cutOffHours: 24, orderHours: 24 },
      reminderDays: { automatic: [30], manual: [30, 15, 7, 3, 1], card: [30] },
    }
    expect((await call('GET', '/admin/policy')).body).toEqual(defaults)
    const change = { graceDays: 10, reminderDays: { automatic: [60, 30] } }
    const changed = { ...defaults, graceDays: 10, reminderDays: { ...defaults.reminderDays, automatic: [60, 30] } }
    expect((await call('PUT', '/admin/policy', change)).body).toEqual(changed)
    expect((await call('GET', '/admin/policy')).body).toEqual(changed)
    for (const [wrong, field] of [
      [{ graceDays: -1 }, 'graceDays'],
      [{ retryDays: 2 }, 'retryDays'],
      [{ reminderDays: { card: ['x'] } }, 'reminderDays.card[0]'],
      [{ grace: 1 }, 'grace'],
    ] as const) {
      expect(await call('PUT', '/admin/policy', wrong)).toMatchObject({ status: 400, body: { details: { field } } })
    }
  })

  test('the company changes by subset', async () => {
    const { body } = await call('GET', '/admin/company')
    expect(body).toEqual({ name: 'Odnowa SAS', address: expect.any(String), country: 'FR', vat: expect.any(String) })
    expect((await call('PUT', '/admin/company', { name: 'Renouveau', vat: null })).body).toEqual({
      ...body,
      name: 'Renouveau',
      vat: null,
    })
    expect(await call('PUT', '/admin/company', { country: 'France' })).toMatchObject({ status: 400 })
  })

  test('tax rates are written beside the others, in percent', async () => {
    const rates = [
      { country: 'FR', rate: 20, validFrom: '2014-01-01' },
      { country: 'FR', rate: '5.5', validFrom: '2027-01-01' },
    ]
    const { body } = await call('PUT', '/admin/tax-rates', rates)
    expect(entered(body)).toEqual([rates[0], { ...rates[1], rate: 5.5 }])
    await call('PUT', '/admin/tax-rates', [
      { country: 'FR', rate: null, validFrom: '2027-01-01' },
      { country: 'PL', rate: 23 },
    ])
    expect(entered((await call('GET', '/admin/tax-rates')).body)).toEqual([
      rates[0],
      { country: 'PL', rate: 23, validFrom: '2026-07-15' },
    ])
    expect(await call('PUT', '/admin/tax-rates', [{ country: 'FR', rate: 0.2 }])).toMatchObject({
      status: 400,
      body: { details: { field: '[0].rate' } },
    })
  })
})

/** The rates that the test wrote, without the defaults. */
function entered(rates: readonly { readonly validFrom: string }[]) {
  return rates.filter((rate) => rate.validFrom !== '2020-01-01')
}
