import { families } from '@odnowa/contract/families.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keys, type OperatorHouse, operatorHouse } from '../../../test/operator.ts'
import { localDate } from '../../calendar/calendar.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { toText } from '../../money/money.ts'
import { accountNamed } from '../accounts/find-account.ts'
import { listRenewals } from '../ordering/list-renewals.ts'
import { renewService } from '../ordering/renew-service.ts'
import { demoAccount } from './demo/demo-accounts.ts'
import { seedDemo } from './seed-demo.ts'

/** Days on which calendars are awkward, and one in real time. */
const days = ['2026-07-15T12:00:00Z', '2026-03-31T23:30:00Z', '2028-02-29T05:00:00Z', '2026-10-25T00:30:00Z', null]

describe.each(days)('the demo data made at %s', (start) => {
  let house: OperatorHouse
  let accountId: AccountId
  let milliseconds: number
  beforeAll(async () => {
    house = await operatorHouse(start ?? Temporal.Now.instant().toString())
    const began = performance.now()
    await seedDemo(house.parts, { keys })
    milliseconds = performance.now() - began
    accountId = (await house.parts.transaction((open) => accountNamed(open, demoAccount))).id
  })
  afterAll(() => house.close())

  const items = async (url: string) => {
    const { status, body } = await house.call('GET', url)
    expect(status).toBe(200)
    expect(body.next).toBe(null)
    return body.items
  }
  const renewals = (serviceId: number, includeOptions = false) =>
    listRenewals(house.parts, { accountId, serviceId: serviceId as ServiceId, includeOptions })

  test('is there within seconds', () => {
    expect(milliseconds).toBeLessThan(8_000)
  })

  test("gives the guide's figures", async () => {
    const { descriptions } = await renewals(12345)
    expect(
      descriptions
        .find(({ period }) => period === 'P1Y')
        ?.strategies.map(({ lines, price }) => [lines.map((line) => line.service.id), toText(price)]),
    ).toEqual([
      [[12345], '1.99 €'],
      [[67890, 12345], '37.87 €'],
    ])
    expect(descriptions.map(({ period }) => period)).toEqual(['P1Y', 'P2Y'])
    const services = [67890, 12345] as ServiceId[]
    const order = await renewService(house.parts, {
      ...{ accountId, serviceId: 12345 as ServiceId, duration: 'P1Y', services, dryRun: true },
    })
    expect([order.amounts.net, order.amounts.tax, order.amounts.gross].map(toText)).toEqual([
      '37.87 €',
      '7.57 €',
      '45.44 €',
    ])
  })

  test('sells the VPS of the guide alone for P1M, P3M, P6M and P1Y, and with its snapshot on demand', async () => {
    const alone = (await renewals(112233)).descriptions
    expect(alone.map(({ period, strategies }) => [period, strategies.map(({ price }) => toText(price))])).toEqual([
      ['P1M', ['3.50 €']],
      ['P3M', ['10.50 €']],
      ['P6M', ['21.00 €']],
      ['P1Y', ['39.00 €']],
    ])
    const both = (await renewals(112233, true)).descriptions[1]?.strategies
    expect(both?.map(({ lines }) => lines.map((line) => line.service.id))).toEqual([[112233], [112234, 112233]])
  })

  test('has a live service of every product family, under the demo account', async () => {
    const services = await items('/admin/services?account=ab12345-ovh&limit=1000')
    const live = services.filter((service: { status: string }) => service.status !== 'terminated')
    const shown = new Set(live.map((service: { family: string }) => service.family))
    expect(families.filter(({ name }) => !shown.has(name)).map(({ name }) => name)).toEqual([])
  })

  test('has every state and mode', async () => {
    const services = await items('/admin/services?account=ab12345-ovh&limit=1000')
    const count = (wanted: object) =>
      services.filter((service: object) => {
        const fields = service as Record<string, unknown>
        return Object.entries(wanted).every(([name, value]) => JSON.stringify(fields[name]) === JSON.stringify(value))
      }).length
    expect(count({ status: 'unpaid' })).toBe(2)
    expect(count({ status: 'suspended', suspensionCauses: ['unpaid'] })).toBe(1)
    expect(count({ status: 'suspended', suspensionCauses: ['expired'], mode: 'manual' })).toBe(1)
    expect(count({ status: 'suspended', suspensionCauses: ['customer'] })).toBe(1)
    expect(count({ status: 'suspended', suspensionCauses: ['operator'] })).toBe(1)
    expect(count({ status: 'terminated' })).toBe(1)
    expect(count({ status: 'active', mode: 'manual' })).toBe(1)
    expect(count({ status: 'active', ends: 'expiration' })).toBe(1)
    expect(services.filter((service: { engagedUntil: unknown }) => service.engagedUntil !== null).length).toBe(1)
    const today = String(localDate(house.clock.now(), 'Europe/Paris'))
    const lapsed = services.filter(
      (service: { status: string; expiration: string }) => service.status === 'active' && service.expiration <= today,
    )
    expect(lapsed, 'nothing that is active has expired').toEqual([])
  })

  test('breaks no invariant', async () => {
    const { body } = await house.call('GET', '/admin/verify')
    expect(body.violations).toEqual([])
    expect(body.checked).toMatchObject({ services: 100, orders: 8, bills: 7 })
  })

  test('has the means of the guide, PayPal first, and three accounts in three countries', async () => {
    const accounts = await items('/admin/accounts')
    expect(accounts.map(({ id, country, currency }: Record<string, string>) => [id, country, currency])).toEqual([
      ['ab12345-ovh', 'FR', 'EUR'],
      ['cd23456-ovh', 'PL', 'PLN'],
      ['ef34567-ovh', 'DE', 'EUR'],
    ])
  })

  test('has a past: bills, a refund, an expired order, open debts, and never called the gateway', async () => {
    const events = await items('/admin/events?limit=1000')
    const types = Map.groupBy(events, (event: { type: string }) => event.type)
    expect(Object.fromEntries([...types].map(([type, all]) => [type, all.length]))).toEqual({
      'notice.sent': 15,
      'order.created': 8,
      'payment.succeeded': 4,
      'bill.issued': 7,
      'order.paid': 4,
      'service.renewed': 4,
      'order.expired': 1,
      'refund.issued': 1,
      'debt.opened': 3,
      'service.suspended': 4,
      'service.terminated': 1,
    })
    const times = events.map((event: { at: string }) => Temporal.Instant.from(event.at).epochMilliseconds)
    expect(times).toEqual([...times].sort((left, right) => left - right))
    expect(Math.max(...times)).toBeLessThanOrEqual(house.clock.now().epochMilliseconds)
  })
})
