import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addPeriod, approximateDays, type Period } from '../calendar/period.ts'
import type { Service } from '../services/service.ts'
import { chooseStrategy } from './choose-strategy.ts'
import { describeRenewals } from './describe-renewals.ts'
import { type FamilyInWords, familyOf, serviceId } from './family.suite.ts'
import type { Family, Strategy } from './strategy.ts'

const planCodes = ['a', 'b', 'c', 'd'] as const
const periodCodes = ['P1M', 'P30D', 'P1Y'] as const

/** Up to seven services, linked and nested at random, of four plans of random kinds, with up to three bundle rules. */
const families: fc.Arbitrary<FamilyInWords> = fc
  .integer({ min: 1, max: 7 })
  .chain((count) =>
    fc.tuple(
      fc.tuple(...Array.from({ length: count }, (_, index) => serviceIn(index))),
      plansIn(),
      bundlesIn(),
      fc.boolean(),
    ),
  )
  .map(([services, plans, bundles, paused]) => ({
    services: services.map(({ blocked: _, ...service }) => service),
    plans,
    bundles,
    paused,
    bills: Object.fromEntries(services.filter(({ blocked }) => blocked).map(({ id }) => [id, 1_000 + id])),
  }))

function serviceIn(index: number) {
  const id = index + 1
  const place =
    index === 0
      ? fc.constant({ link: 1 })
      : fc.oneof(
          fc.constant({ link: 1 }),
          fc.integer({ min: 1, max: index }).map((parent) => ({ parent })),
        )
  return fc
    .record({
      plan: fc.constantFrom('a', ...planCodes),
      expires: fc.constantFrom('2027-01-31', '2027-02-28', '2027-03-02', '2028-02-29'),
      quantity: fc.integer({ min: 1, max: 3 }),
      mode: fc.constantFrom('manual' as const, 'automatic' as const),
      ends: fc.oneof(
        { weight: 6, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constant('expiration' as const) },
      ),
      blocked: fc.integer({ min: 0, max: 7 }).map((number) => number === 0),
      place,
    })
    .map(({ place: where, ...service }) => ({ id, ...service, ...where }))
}

function plansIn() {
  const price = fc.integer({ min: -300, max: 4_000 }).map((thousandths) => (thousandths / 1_000).toFixed(3))
  const prices = fc.record({ P1M: price, P30D: price, P1Y: price }, { requiredKeys: ['P1M'] })
  const kind = fc.record({ prices, followsParent: fc.boolean(), manualAllowed: fc.boolean() })
  const last = fc.record({ prices, oneShot: fc.boolean() })
  return fc.record({ a: kind, b: fc.record({ prices }), c: fc.record({ prices }), d: last })
}

function bundlesIn() {
  const code = fc.constantFrom(...planCodes)
  const give = fc.oneof(
    fc.integer({ min: -300, max: 4_000 }).map((thousandths) => ({ price: (thousandths / 1_000).toFixed(3) })),
    fc.integer({ min: 1, max: 100 }).map((discountPercent) => ({ discountPercent })),
  )
  const rule = fc.record({
    first: code,
    second: code,
    period: fc.option(fc.constantFrom(...periodCodes), { nil: undefined }),
    give,
  })
  return fc.array(
    rule.map(({ first, second, period, give }) => ({
      plans: [first, second],
      plan: first,
      ...(period ? { period } : {}),
      ...give,
    })),
    { maxLength: 3 },
  )
}

interface Plainly {
  readonly ids: readonly number[]
  readonly cents: bigint
}

/** The rules told once more, without any cleverness: every subset is judged whole. */
function bruteForce(family: Family, requestedId: number, includeOptions: boolean, period: Period): Plainly[] {
  const of = (id: number | null) => family.services.find((service) => service.id === id)
  const plan = (service: Service) => family.priceList.plans.get(service.planCode)
  const price = (service: Service) =>
    family.priceList.prices.find((each) => each.planCode === service.planCode && each.period === period)
  const excluded = (service: Service) =>
    service.ends !== null ||
    plan(service)?.oneShot === true ||
    family.blocked.some((blocked) => blocked.serviceId === service.id)
  const automatic = (service: Service): boolean => {
    if (service.ends !== null || plan(service)?.oneShot) return false
    const parent = of(service.parentId)
    if (plan(service)?.followsParent && parent) return automatic(parent)
    if (plan(service)?.manualAllowed === false) return true
    return service.mode === 'automatic' && family.accountActive
  }
  const requested = of(requestedId) as Service
  const group = (service: Service | undefined) =>
    family.services.filter(
      (other) =>
        service && (other === service || (service.linkGroup !== null && other.linkGroup === service.linkGroup)),
    )
  const roots = [...group(requested), ...group(of(requested.parentId))]
  const isUnder = (service: Service): boolean => {
    const parent = of(service.parentId)
    return parent !== undefined && (roots.includes(parent) || isUnder(parent))
  }
  const follows = (service: Service) => service.parentId !== null && plan(service)?.followsParent === true
  const candidate = (service: Service) =>
    includeOptions
      ? roots.includes(service) || isUnder(service)
      : roots.includes(service) && (service.parentId === null || service === requested)

  const isStrategy = (set: readonly Service[]) =>
    set.includes(requested) &&
    set.every((service) => !excluded(service) && price(service)) &&
    set.every((service) => candidate(service) || (follows(service) && set.includes(of(service.parentId) as Service))) &&
    set.every((service) => {
      const parent = of(service.parentId)
      if (!parent || set.includes(parent) || automatic(parent)) return true
      return parent.expiresOn.since(addPeriod(service.expiresOn, period, service.anchorDay)).sign >= 0
    }) &&
    set.every((service) =>
      family.services.every(
        (other) => other.parentId !== service.id || !follows(other) || excluded(other) || set.includes(other),
      ),
    )

  const centsOf = (set: readonly Service[], service: Service) => {
    const own = price(service)?.ucents ?? 0n
    const ruled = family.priceList.bundles
      .filter((rule) => rule.planCode === service.planCode && (rule.period === null || rule.period === period))
      .filter((rule) => rule.plans.every((code) => set.some((other) => other.planCode === code)))
      .map((rule) =>
        rule.priceUcents === null ? own * BigInt(1_000_000 - (rule.discountPpm ?? 0)) : rule.priceUcents * 1_000_000n,
      )
    const lowest = [own * 1_000_000n, ...ruled].reduce((left, right) => (right < left ? right : left))
    const total = lowest * BigInt(service.quantity)
    const cent = 1_000_000n * 1_000_000n
    const halves = ((total < 0n ? -total : total) * 2n + cent) / (cent * 2n)
    return total < 0n ? -halves : halves
  }

  const subsets = Array.from({ length: 2 ** family.services.length }, (_, mask) =>
    family.services.filter((_, bit) => (mask >> bit) & 1),
  )
  return subsets.filter(isStrategy).map((set) => ({
    ids: set.map(({ id }) => id),
    cents: set.reduce((sum, service) => sum + centsOf(set, service), 0n),
  }))
}

function plainly(strategy: Strategy): Plainly {
  return { ids: strategy.lines.map(({ service }) => service.id as number), cents: strategy.price.ucents / 1_000_000n }
}

/** Rule S7 said in another way: one sortable text a strategy. */
function ordered(strategies: readonly Plainly[], requestedId: number): Plainly[] {
  const pad = (value: bigint | number) => String(value).padStart(12, '0')
  const key = ({ ids, cents }: Plainly) =>
    [pad(ids.length), pad(cents + 10n ** 9n), ...ids.toSorted((left, right) => left - right).map(pad)].join(' ')
  return strategies
    .map((strategy) => ({
      ...strategy,
      ids: [...strategy.ids.filter((id) => id !== requestedId).sort((left, right) => left - right), requestedId],
    }))
    .sort((left, right) => (key(left) < key(right) ? -1 : 1))
}

function askable(family: Family): Service[] {
  return family.services.filter((service) => {
    try {
      describeRenewals(family, service.id, false)
      return true
    } catch {
      return false
    }
  })
}

describe('strategies of random families', () => {
  test('S2-S7 the list is what a brute-force enumeration gives: same periods, sets, prices, order', () => {
    fc.assert(
      fc.property(families, fc.boolean(), (words, includeOptions) => {
        const family = familyOf(words)
        for (const { id } of askable(family)) {
          const listed = describeRenewals(family, id, includeOptions).descriptions
          const periods = [...new Set(family.priceList.prices.map(({ period }) => period))]
          const expected = periods
            .sort((left, right) => approximateDays(left) - approximateDays(right) || (left === 'P30D' ? -1 : 1))
            .map((period) => ({ period, strategies: ordered(bruteForce(family, id, includeOptions, period), id) }))
            .filter(({ strategies }) => strategies.length > 0)
          expect(listed.map(({ period, strategies }) => ({ period, strategies: strategies.map(plainly) }))).toEqual(
            expected,
          )
        }
      }),
      { numRuns: 300 },
    )
  })

  test('O1, S9 what is listed with options can be ordered at the same price, and no other subset can', () => {
    fc.assert(
      fc.property(families, (words) => {
        const family = familyOf(words)
        for (const { id } of askable(family)) {
          const { descriptions } = describeRenewals(family, id, true)
          for (const period of periodCodes as readonly string[] as readonly Period[]) {
            const listed = descriptions.find((description) => description.period === period)?.strategies ?? []
            expect(orderable(family, id, period)).toEqual(
              new Map(listed.map((strategy) => [keyOf(strategy), strategy])),
            )
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})

function orderable(family: Family, requestedId: number, period: Period): Map<string, Strategy> {
  const accepted = new Map<string, Strategy>()
  for (let mask = 0; mask < 2 ** family.services.length; mask += 1) {
    const ids = family.services.filter((_, bit) => (mask >> bit) & 1).map(({ id }) => id)
    try {
      const strategy = chooseStrategy(family, serviceId(requestedId), period, ids)
      accepted.set(keyOf(strategy), strategy)
    } catch (thrown) {
      expect(thrown).toMatchObject({ status: 400 })
    }
  }
  return accepted
}

function keyOf(strategy: Strategy): string {
  return strategy.lines.map(({ service }) => service.id).join()
}
