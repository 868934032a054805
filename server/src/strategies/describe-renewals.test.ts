import { describe, expect, test } from 'vitest'
import { toDecimal } from '../money/money.ts'
import { describeRenewals } from './describe-renewals.ts'
import { type FamilyInWords, familyOf, serviceId } from './family.suite.ts'
import type { Renewals } from './strategy.ts'

/** A list in words: period, then `ids in order = price` of each strategy. */
function inWords({ descriptions }: Renewals): Record<string, string[]> {
  const entries = descriptions.map(({ period, strategies }): [string, string[]] => [
    period,
    strategies.map(({ lines, price }) => `${lines.map(({ service }) => service.id).join(' ')} = ${toDecimal(price)}`),
  ])
  return Object.fromEntries(entries)
}

function renewalsOf(words: FamilyInWords, requested: number, includeOptions = false): Record<string, string[]> {
  return inWords(describeRenewals(familyOf(words), serviceId(requested), includeOptions))
}

const guide: FamilyInWords = {
  services: [
    { id: 12345, plan: 'domain', link: 1 },
    { id: 67890, plan: 'hosting', link: 1 },
    { id: 67891, plan: 'cdn', parent: 67890 },
  ],
  plans: {
    domain: { prices: { P1Y: '1.99', P2Y: '3.98' } },
    hosting: { prices: { P1M: '2.99', P1Y: '35.88' } },
    cdn: { prices: { P1M: '1.00', P1Y: '12.00' } },
  },
}

describe('describeRenewals', () => {
  test('the guide: domain alone 1.99, with its hosting 37.87, the requested one last (S4, S6, S7)', () => {
    expect(renewalsOf(guide, 12345)).toEqual({ P1Y: ['12345 = 1.99', '67890 12345 = 37.87'], P2Y: ['12345 = 3.98'] })
  })

  test('the other printing of the guide: a domain priced -1.99 (S6)', () => {
    const plans = { ...guide.plans, domain: { prices: { P1Y: '-1.99' } } }
    expect(renewalsOf({ ...guide, plans }, 12345)).toEqual({ P1Y: ['12345 = -1.99', '67890 12345 = 33.89'] })
  })

  test('S2 with options: an option needs its manual parent in the set', () => {
    expect(renewalsOf(guide, 12345, true).P1Y).toEqual([
      '12345 = 1.99',
      '67890 12345 = 37.87',
      '67890 67891 12345 = 49.87',
    ])
  })

  test('S2 without options: none but the requested one, which brings its parent and the group', () => {
    expect(renewalsOf(guide, 67891)).toEqual({
      P1M: ['67890 67891 = 3.99'],
      P1Y: ['67890 67891 = 47.88', '12345 67890 67891 = 49.87'],
    })
  })

  const covered = (parent: { mode?: 'automatic'; expires?: string; ends?: 'expiration' }): FamilyInWords => ({
    services: [
      { id: 1, plan: 'vps', ...parent },
      { id: 2, plan: 'snapshot', parent: 1, expires: '2027-01-31' },
    ],
    plans: { vps: { prices: { P1M: '3.50' } }, snapshot: { prices: { P1M: '1.00' } } },
  })
  test.each([
    ['renews automatically', { mode: 'automatic' as const }, ['2 = 1.00', '1 2 = 4.50']],
    ['is paid until the very day', { expires: '2027-02-28' }, ['2 = 1.00', '1 2 = 4.50']],
    ['is paid until the day before', { expires: '2027-02-27' }, ['1 2 = 4.50']],
    ['is set to end though automatic', { mode: 'automatic' as const, ends: 'expiration' as const }, undefined],
    ['is set to end but paid far enough', { expires: '2028-01-01', ends: 'expiration' as const }, ['2 = 1.00']],
  ])('S2 an option whose parent %s', (_, parent, expected) => {
    expect(renewalsOf(covered(parent), 2).P1M).toEqual(expected)
  })

  test.each([
    ['allows manual', true, ['1 2 = 4.50']],
    ['does not allow manual', false, ['2 = 1.00', '1 2 = 4.50']],
  ])('A2 of a paused account, an option whose automatic parent %s', (_, manualAllowed, expected) => {
    const { plans, ...words } = covered({ mode: 'automatic' })
    const vps = { prices: { P1M: '3.50' }, manualAllowed }
    expect(renewalsOf({ ...words, plans: { ...plans, vps }, paused: true }, 2).P1M).toEqual(expected)
  })

  const following = (option: { ends?: 'expiration'; prices?: Record<string, string> }): FamilyInWords => ({
    services: [
      { id: 1, plan: 'vps' },
      { id: 2, plan: 'licence', parent: 1, expires: '2027-03-31', ...(option.ends ? { ends: option.ends } : {}) },
    ],
    plans: {
      vps: { prices: { P1M: '3.50', P1Y: '39.00' } },
      licence: { prices: option.prices ?? { P1M: '2.00', P1Y: '20.00' }, followsParent: true },
    },
  })
  test('S3 an option that follows is in every set with its parent, options or not', () => {
    for (const options of [false, true]) {
      expect(renewalsOf(following({}), 1, options)).toEqual({ P1M: ['2 1 = 5.50'], P1Y: ['2 1 = 59.00'] })
    }
  })
  test('S3 it is renewed from its own expiration', () => {
    const [first] = describeRenewals(familyOf(following({})), serviceId(1), false).descriptions
    const line = first?.strategies[0]?.lines[0]
    expect([line?.service.id, line?.startsOn.toString(), line?.endsOn.toString()]).toEqual([
      2,
      '2027-03-31',
      '2027-04-30',
    ])
  })
  test('S3 a period that it is not sold for is not offered for its parent', () => {
    expect(renewalsOf(following({ prices: { P1Y: '20.00' } }), 1)).toEqual({ P1Y: ['2 1 = 59.00'] })
  })
  test('S3 set to end, it is left behind', () => {
    expect(renewalsOf(following({ ends: 'expiration' }), 1, true)).toEqual({ P1M: ['1 = 3.50'], P1Y: ['1 = 39.00'] })
  })

  test('S3 what follows a follower comes along as well', () => {
    const words: FamilyInWords = {
      services: [
        { id: 1, plan: 'vps' },
        { id: 2, plan: 'licence', parent: 1 },
        { id: 3, plan: 'licence', parent: 2 },
      ],
      plans: { vps: { prices: { P1M: '3.50' } }, licence: { prices: { P1M: '2.00' }, followsParent: true } },
    }
    expect(renewalsOf(words, 1)).toEqual({ P1M: ['2 3 1 = 7.50'] })
  })

  test('S4 no period at all: an empty list', () => {
    expect(
      describeRenewals(
        familyOf({ ...guide, plans: { ...guide.plans, domain: { prices: {} } } }),
        serviceId(12345),
        false,
      ),
    ).toEqual({
      descriptions: [],
      truncated: false,
    })
  })

  test.each([
    ['SERVICE_ENDING', { services: [{ id: 1, plan: 'vps', ends: 'engagement' as const }] }, /set to end/],
    ['SERVICE_ONE_SHOT', { services: [{ id: 1, plan: 'once' }] }, /oneShot/],
    ['SERVICE_HAS_OPEN_BILL', { services: [{ id: 1, plan: 'vps' }], bills: { 1: 777 } }, /pay this first.*order 777/],
  ])('S5 the requested service: %s', (code, words, message) => {
    const plans = { vps: { prices: { P1M: '3.50' } }, once: { prices: { P1M: '9.00' }, oneShot: true } }
    const ask = () => describeRenewals(familyOf({ ...words, plans }), serviceId(1), false)
    expect(ask).toThrow(message)
    expect(ask).toThrow(expect.objectContaining({ code, status: 409 }))
  })

  test('S5 others are left out', () => {
    const words: FamilyInWords = {
      services: [
        { id: 1, plan: 'vps', link: 1 },
        { id: 2, plan: 'vps', link: 1, ends: 'expiration' },
        { id: 3, plan: 'once', link: 1 },
        { id: 4, plan: 'vps', link: 1 },
      ],
      plans: { vps: { prices: { P1M: '3.50' } }, once: { prices: { P1M: '9.00' }, oneShot: true } },
      bills: { 4: 777 },
    }
    expect(renewalsOf(words, 1)).toEqual({ P1M: ['1 = 3.50'] })
  })

  const bundled = (bundles: FamilyInWords['bundles'], quantity = 1): FamilyInWords => ({
    ...guide,
    services: guide.services.map((service) => (service.id === 12345 ? { ...service, quantity } : service)),
    ...(bundles ? { bundles } : {}),
  })
  test.each([
    ['gives a price', [{ plans: ['domain', 'hosting'], plan: 'domain', price: '0.99' }], 1, '67890 12345 = 36.87'],
    [
      'is not used when it is dearer',
      [{ plans: ['domain', 'hosting'], plan: 'domain', price: '2.00' }],
      1,
      '67890 12345 = 37.87',
    ],
    [
      'of the lowest price alone counts',
      [
        { plans: ['domain', 'hosting'], plan: 'domain', price: '0.99' },
        { plans: ['domain', 'hosting'], plan: 'domain', discountPercent: 60 },
      ],
      1,
      '67890 12345 = 36.68',
    ],
    [
      'counts a service, each',
      [
        { plans: ['domain', 'hosting'], plan: 'domain', price: '0.99' },
        { plans: ['domain', 'hosting'], plan: 'hosting', discountPercent: 10 },
      ],
      1,
      '67890 12345 = 33.28',
    ],
    [
      'is rounded after the quantity, half up',
      [{ plans: ['domain', 'hosting'], plan: 'domain', price: '0.995' }],
      3,
      '67890 12345 = 38.87',
    ],
    [
      'of another period does not hold',
      [{ plans: ['domain', 'hosting'], plan: 'domain', period: 'P2Y', price: '0' }],
      1,
      '67890 12345 = 37.87',
    ],
    [
      'that needs a plan outside the set does not hold',
      [{ plans: ['domain', 'hosting', 'cdn'], plan: 'domain', price: '0' }],
      1,
      '67890 12345 = 37.87',
    ],
  ])('S6 a bundle rule %s', (_, bundles, quantity, expected) => {
    expect(renewalsOf(bundled(bundles, quantity), 12345).P1Y?.[1]).toBe(expected)
  })
  test('S6 rounding is half up: 60 % off 1.99 is 0.80, and 3 x 0.995 is 2.99', () => {
    expect(
      renewalsOf({ services: [{ id: 1, plan: 'a', quantity: 3 }], plans: { a: { prices: { P1M: '0.995' } } } }, 1),
    ).toEqual({
      P1M: ['1 = 2.99'],
    })
  })
  test('S6 a discount on a credit would make it dearer, so it is not used', () => {
    const words: FamilyInWords = {
      services: [
        { id: 1, plan: 'a', link: 1 },
        { id: 2, plan: 'b', link: 1 },
      ],
      plans: { a: { prices: { P1M: '-2' } }, b: { prices: { P1M: '1' } } },
      bundles: [{ plans: ['a', 'b'], plan: 'a', discountPercent: 50 }],
    }
    expect(renewalsOf(words, 1)).toEqual({ P1M: ['1 = -2.00', '2 1 = -1.00'] })
  })

  test('S7 periods from short to long, P30D before P1M; sets by size, price, ids', () => {
    const prices = { P1Y: '1', P1M: '1', P2W: '1', P30D: '1', P360D: '1' }
    const words: FamilyInWords = {
      services: [5, 9, 3, 7].map((id) => ({ id, plan: id === 9 ? 'cheap' : 'usual', link: 1 })),
      plans: { usual: { prices }, cheap: { prices: { P30D: '0.50' } } },
    }
    const renewals = renewalsOf(words, 7)
    expect(Object.keys(renewals)).toEqual(['P2W', 'P30D', 'P1M', 'P360D', 'P1Y'])
    expect(renewals.P30D).toEqual([
      '7 = 1.00',
      '9 7 = 1.50',
      '3 7 = 2.00',
      '5 7 = 2.00',
      '3 9 7 = 2.50',
      '5 9 7 = 2.50',
      '3 5 7 = 3.00',
      '3 5 9 7 = 3.50',
    ])
  })

  const linked = (count: number): FamilyInWords => ({
    services: Array.from({ length: count }, (_, index) => ({ id: index + 1, plan: 'a', link: 1 })),
    plans: { a: { prices: { P1M: '1' } } },
  })
  test('S8 ten linked beside the requested one are listed in full', () => {
    const { descriptions, truncated } = describeRenewals(familyOf(linked(11)), serviceId(1), false)
    expect([descriptions[0]?.strategies.length, truncated]).toEqual([1024, false])
  })
  test('S8 eleven are cut to the single service, every pair with it and the whole', () => {
    const { descriptions, truncated } = describeRenewals(familyOf(linked(12)), serviceId(1), false)
    const sizes = descriptions[0]?.strategies.map(({ lines }) => lines.length)
    expect(truncated).toBe(true)
    expect(sizes).toEqual([1, ...Array(11).fill(2), 12])
  })
  test('S8 cut, too, only what obeys S2 is listed', () => {
    const options = Array.from({ length: 12 }, (_, index) => ({ id: index + 10, plan: 'a', parent: 2 }))
    const words: FamilyInWords = {
      services: [{ id: 1, plan: 'a', link: 1 }, { id: 2, plan: 'a', link: 1 }, ...options],
      plans: { a: { prices: { P1M: '1' } } },
    }
    const [first] = describeRenewals(familyOf(words), serviceId(1), true).descriptions
    expect(first?.strategies.map(({ lines }) => lines.length)).toEqual([1, 2, 14])
  })
  test('S8 never more than 1,024, however large the family', () => {
    const { descriptions } = describeRenewals(familyOf(linked(1_500)), serviceId(1), false)
    expect(descriptions[0]?.strategies.length).toBe(1024)
    expect(descriptions[0]?.strategies.at(-1)?.lines.length).toBe(1_500)
  })
})
