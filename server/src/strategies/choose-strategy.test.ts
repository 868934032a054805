import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../calendar/period.ts'
import { toDecimal } from '../money/money.ts'
import { chooseStrategy } from './choose-strategy.ts'
import { type FamilyInWords, familyOf, serviceId } from './family.suite.ts'

const words: FamilyInWords = {
  services: [
    { id: 1, plan: 'domain', link: 1 },
    { id: 2, plan: 'hosting', link: 1 },
    { id: 3, plan: 'cdn', parent: 2 },
    { id: 4, plan: 'licence', parent: 2 },
    { id: 5, plan: 'domain', link: 1, ends: 'expiration' },
    { id: 6, plan: 'once', link: 1 },
    { id: 7, plan: 'domain', link: 1 },
    { id: 8, plan: 'yearly', link: 1 },
  ],
  plans: {
    domain: { prices: { P1Y: '1.99', P2Y: '3.98' } },
    hosting: { prices: { P1M: '2.99', P1Y: '35.88', P2Y: '70.00' } },
    cdn: { prices: { P1M: '1.00', P1Y: '12.00', P2Y: '24.00' } },
    licence: { prices: { P1Y: '10.00' }, followsParent: true },
    once: { prices: { P1Y: '5.00' }, oneShot: true },
    yearly: { prices: { P1Y: '9.00' } },
  },
  bills: { 7: 777 },
}

function choose(requested: number, period: string, services: readonly number[]) {
  return chooseStrategy(familyOf(words), serviceId(requested), parsePeriod(period), services.map(serviceId))
}

describe('chooseStrategy', () => {
  test('O1 accepts a set in any order, with options, and prices it as the list does', () => {
    const strategy = choose(1, 'P1Y', [1, 4, 3, 2])
    expect(strategy.lines.map(({ service }) => service.id)).toEqual([2, 3, 4, 1])
    expect(toDecimal(strategy.price)).toBe('59.87')
  })

  test('T3 P12M is P1Y', () => {
    expect(choose(1, 'P12M', [1]).period).toBe('P1Y')
  })

  test.each([
    ['without the service itself', 1, 'P1Y', [2, 4], 'SERVICES_NOT_RENEWABLE_TOGETHER', '1', 'P1Y, P2Y'],
    ['empty', 1, 'P1Y', [], 'SERVICES_NOT_RENEWABLE_TOGETHER', '1', 'P1Y, P2Y'],
    ['with a duplicate', 1, 'P1Y', [1, 1], 'SERVICES_NOT_RENEWABLE_TOGETHER', '1', 'P1Y, P2Y'],
    ['with one that is not linked', 1, 'P1Y', [1, 99], 'SERVICES_NOT_RENEWABLE_TOGETHER', '99', 'P1Y, P2Y'],
    ['with one that is set to end', 1, 'P1Y', [1, 5], 'SERVICES_NOT_RENEWABLE_TOGETHER', '5', 'P1Y, P2Y'],
    ['with a one-shot one', 1, 'P1Y', [1, 6], 'SERVICES_NOT_RENEWABLE_TOGETHER', '6', 'P1Y, P2Y'],
    ['with one whose bill is open', 1, 'P1Y', [1, 7], 'SERVICES_NOT_RENEWABLE_TOGETHER', '7', 'P1Y, P2Y'],
    ['for a period that it is not sold for', 1, 'P1M', [1], 'PERIOD_NOT_SOLD', '1', 'P1Y, P2Y'],
    ['for a period that another is not sold for', 1, 'P2Y', [1, 8], 'PERIOD_NOT_SOLD', '8', 'P1Y'],
    ['S3 for a period that a follower is not sold for', 1, 'P2Y', [1, 2], 'PERIOD_NOT_SOLD', '4', 'P1Y, P2Y'],
    ['S3 without a follower', 1, 'P1Y', [1, 2], 'SERVICES_NOT_RENEWABLE_TOGETHER', '4', 'P1Y, P2Y'],
    ['S2 of an option without its parent', 1, 'P1Y', [1, 3], 'SERVICES_NOT_RENEWABLE_TOGETHER', '3', 'P1Y, P2Y'],
    ['S2 of an option alone', 3, 'P1Y', [3], 'SERVICES_NOT_RENEWABLE_TOGETHER', '3', 'P1Y'],
  ])('O1 refuses a set %s, saying which and what is possible', (_, requested, period, services, code, wrong, possible) => {
    expect(() => choose(requested, period, services)).toThrow(
      expect.objectContaining({ code, status: 400, details: { serviceId: wrong, possiblePeriods: possible } }),
    )
  })

  test('S5 the service itself: 409, whatever the set', () => {
    expect(() => choose(5, 'P1Y', [1])).toThrow(expect.objectContaining({ code: 'SERVICE_ENDING', status: 409 }))
    expect(() => choose(7, 'P1Y', [7])).toThrow(
      expect.objectContaining({ code: 'SERVICE_HAS_OPEN_BILL', details: { serviceId: '7', orderId: '777' } }),
    )
  })

  test('S8 any valid set of a family past the bound is accepted', () => {
    const services = Array.from({ length: 3_000 }, (_, index) => ({ id: index + 1, plan: 'a', link: 1 }))
    const family = familyOf({ services, plans: { a: { prices: { P1M: '1' } } } })
    const odd = services.map(({ id }) => serviceId(id)).filter((id) => id % 2 === 1)
    const strategy = chooseStrategy(family, serviceId(7), parsePeriod('P1M'), odd)
    expect([strategy.lines.length, toDecimal(strategy.price)]).toEqual([1_500, '1500.00'])
  })
})
