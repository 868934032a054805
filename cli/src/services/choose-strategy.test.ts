import { describe, expect, test } from 'vitest'
import { chooseStrategy, type Description, periodsFor } from './choose-strategy.ts'

const strategy = (value: number, ...services: number[]) => ({
  price: { value, currencyCode: 'EUR' as const, text: '', priceInUcents: value * 100_000_000 },
  priceInUcents: value * 100_000_000,
  services,
  servicesDetails: [],
})
/** 1 is linked with 2; 3 is an option of 1; 4 follows 2. */
const descriptions: readonly Description[] = [
  {
    renewPeriod: 'P1Y',
    strategies: [strategy(2, 1), strategy(5, 3, 1), strategy(9, 2, 4, 1), strategy(12, 2, 3, 4, 1)],
  },
  { renewPeriod: 'P2Y', strategies: [strategy(4, 1)] },
]
const follower: readonly Description[] = [{ renewPeriod: 'P1Y', strategies: [strategy(7, 4, 2), strategy(9, 4, 1, 2)] }]

describe('the strategy that a wish is about', () => {
  test.each([
    ['a service alone', descriptions, [1], [], [1]],
    ['with a linked one, whose option always follows', descriptions, [1, 2], [], [2, 4, 1]],
    ['with what may come along', descriptions, [1], [3], [3, 1]],
    ['as much as can be', descriptions, [1], [2, 3], [2, 3, 4, 1]],
    ['what may come but is not there stays behind', descriptions, [1], [77], [1]],
    ['a service whose option always follows', follower, [2], [], [4, 2]],
  ])('%s', (_, from, must, may, services) => {
    expect(chooseStrategy(from, 'P1Y', { must, may })?.services).toEqual(services)
  })

  test('nothing fits: another period, an unknown service', () => {
    expect(chooseStrategy(descriptions, 'P2Y', { must: [1, 2], may: [] })).toBeNull()
    expect(chooseStrategy(descriptions, 'P1Y', { must: [1, 77], may: [] })).toBeNull()
    expect(chooseStrategy(descriptions, 'P5Y', { must: [1], may: [] })).toBeNull()
  })

  test('periods are those in which all are sold together', () => {
    expect(periodsFor(descriptions, [1])).toEqual(['P1Y', 'P2Y'])
    expect(periodsFor(descriptions, [1, 2])).toEqual(['P1Y'])
    expect(periodsFor(descriptions, [77])).toEqual([])
  })
})
