import { describe, expect, test } from 'vitest'
import type { OrderStatus } from './order.ts'
import { isFinal, moveOrder } from './order-life.ts'

const statuses = ['notPaid', 'checking', 'delivering', 'delivered', 'cancelled', 'expired'] as const

/** Every step of rules O4 and B6; what is not here is refused. */
const steps: readonly (readonly [OrderStatus, OrderStatus])[] = [
  ['notPaid', 'checking'],
  ['notPaid', 'delivering'],
  ['notPaid', 'cancelled'],
  ['notPaid', 'expired'],
  ['checking', 'delivering'],
  ['checking', 'notPaid'],
  ['checking', 'cancelled'],
  ['checking', 'expired'],
  ['delivering', 'delivered'],
  ['delivered', 'notPaid'],
  ['delivered', 'cancelled'],
]

describe('O4 the life of an order', () => {
  const pairs = statuses.flatMap((from) => statuses.map((to) => [from, to] as const))
  test.each(pairs)('%s -> %s', (from, to) => {
    if (steps.some(([left, right]) => left === from && right === to)) expect(moveOrder(from, to)).toBe(to)
    else expect(() => moveOrder(from, to)).toThrow(`an order that is ${from} cannot become ${to}`)
  })

  test('a walk goes step by step', () => {
    expect(moveOrder('checking', 'delivering', 'delivered')).toBe('delivered')
    expect(moveOrder('checking')).toBe('checking')
    expect(() => moveOrder('checking', 'delivered')).toThrow()
    expect(() => moveOrder('notPaid', 'expired', 'cancelled')).toThrow()
  })

  test('I6 what is final needs no next action', () => {
    expect(statuses.filter(isFinal)).toEqual(['delivered', 'cancelled', 'expired'])
  })
})
