import { expect, test } from 'vitest'
import { parsePeriod } from '../calendar/period.ts'
import type { Plan, PriceList } from '../catalog/plan.ts'
import type { ServiceId } from '../identity/identity.ts'
import { possiblePeriods } from './possible-periods.ts'
import { planLike, serviceLike } from './service.suite.ts'
import type { Service } from './service.ts'

const id = (value: number) => value as ServiceId

function priceList(sold: Readonly<Record<string, readonly string[]>>, plans: Readonly<Record<string, Partial<Plan>>>) {
  const list: PriceList = {
    currency: 'EUR',
    plans: new Map(Object.keys(sold).map((code) => [code, planLike({ code, ...plans[code] })])),
    prices: Object.entries(sold).flatMap(([planCode, periods]) =>
      periods.map((period) => ({ planCode, period: parsePeriod(period), ucents: 1n })),
    ),
    bundles: [],
  }
  return list
}

const byParent = (services: readonly Service[]) => Map.groupBy(services, (service) => service.parentId)
const sold = { vps: ['P1Y', 'P1M', 'P3M'], licence: ['P1M', 'P1Y'], seal: ['P1Y'], free: [] }
const follows = { licence: { followsParent: true }, seal: { followsParent: true } }
const vps = serviceLike({ id: id(1), planCode: 'vps' })
const licence = serviceLike({ id: id(2), planCode: 'licence', parentId: id(1) })
const seal = serviceLike({ id: id(3), planCode: 'seal', parentId: id(2) })

test.each<[string, Service, readonly Service[], readonly string[]]>([
  ['what its plan is sold for, from short to long', vps, [vps], ['P1M', 'P3M', 'P1Y']],
  ['S3 not what a follower is not sold for', vps, [vps, licence], ['P1M', 'P1Y']],
  ['S3 nor what a follower of that is not sold for', vps, [vps, licence, seal], ['P1Y']],
  [
    'S3 a follower that is set to end is left behind',
    vps,
    [vps, { ...licence, ends: 'expiration' }, seal],
    ['P1M', 'P3M', 'P1Y'],
  ],
  ['none for what follows its parent', licence, [licence], []],
  ['none for a plan without prices', serviceLike({ planCode: 'free' }), [], []],
])('possible periods: %s', (_, service, among, expected) => {
  expect(possiblePeriods(service, byParent(among), priceList(sold, follows))).toEqual(expected)
})

test('possible periods: none for what is one-shot', () => {
  expect(possiblePeriods(vps, byParent([]), priceList(sold, { vps: { oneShot: true } }))).toEqual([])
})
