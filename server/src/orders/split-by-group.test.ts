import { describe, expect, test } from 'vitest'
import { euro } from '../../test/sample-values.ts'
import type { BillingGroupId, ServiceId } from '../identity/identity.ts'
import type { Strategy, StrategyLine } from '../strategies/strategy.ts'
import { splitByGroup } from './split-by-group.ts'

const set = (period: string, ...lines: readonly (readonly [id: number, price: string])[]) =>
  ({
    period,
    lines: lines.map(([id, price]) => ({ service: { id }, totalPrice: euro(price) }) as unknown as StrategyLine),
    price: euro('0.00'),
  }) as unknown as Strategy

const groups: Readonly<Record<number, number>> = { 2: 20, 3: 10, 4: 20 }
const groupOf = (id: ServiceId) => (groups[id] ?? null) as BillingGroupId | null
const told = (strategies: readonly Strategy[]) =>
  splitByGroup(strategies, groupOf).map(({ billingGroupId, strategies: shares }) => [
    billingGroupId,
    shares.map(({ period, lines, price }) => [period, lines.map(({ service }) => service.id), price]),
  ])

describe('what is renewed at one moment', () => {
  test('in no group: one order, as it was priced', () => {
    expect(told([set('P1M', [1, '1.00'], [5, '2.00'])])).toEqual([[null, [['P1M', [1, 5], euro('3.00')]]]])
  })

  test('is split group by group, those in none first; every line is in one order, at its own price', () => {
    expect(told([set('P1M', [1, '1.00'], [2, '2.00'], [3, '-4.00']), set('P1Y', [4, '8.00'])])).toEqual([
      [null, [['P1M', [1], euro('1.00')]]],
      [10, [['P1M', [3], euro('-4.00')]]],
      [
        20,
        [
          ['P1M', [2], euro('2.00')],
          ['P1Y', [4], euro('8.00')],
        ],
      ],
    ])
  })

  test('nothing: no order', () => {
    expect(told([])).toEqual([])
  })
})
