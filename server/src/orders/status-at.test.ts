import { expect, test } from 'vitest'
import { sampleOrder } from '../../test/sample-values.ts'
import { statusAt } from './status-at.ts'

const order = sampleOrder()
const expiresAt = order.expiresAt ?? order.createdAt

test('O4 an unpaid order is expired from the very moment of its expiration', () => {
  expect(statusAt(order, expiresAt.subtract({ nanoseconds: 1 }))).toBe('notPaid')
  expect(statusAt(order, expiresAt)).toBe('expired')
})

test('O4 an order that does not expire, that is being paid or that has ended stays what it is', () => {
  expect(statusAt(sampleOrder({ expiresAt: null }), expiresAt)).toBe('notPaid')
  for (const status of ['checking', 'delivering', 'delivered', 'cancelled', 'expired'] as const) {
    expect(statusAt(sampleOrder({ status }), expiresAt)).toBe(status)
  }
})
