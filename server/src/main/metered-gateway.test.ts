import { expect, test } from 'vitest'
import type { AttemptId, OrderId } from '../identity/identity.ts'
import { money } from '../money/money.ts'
import type { Gateway } from '../payments/payment.ts'
import { meteredGateway } from './metered-gateway.ts'

const asked = { idempotencyKey: 'a' as AttemptId, orderId: 1 as OrderId, amount: money(1n, 'EUR') }

test('each call of a gateway is noted with what came of it and how long it took, one that breaks too', async () => {
  const gateway: Gateway = {
    charge: async () => {
      throw new Error('the line is dead')
    },
    lookup: () => new Promise((resolve) => setTimeout(() => resolve({ outcome: 'neverReceived' }), 30)),
    refund: async () => ({ refunded: false }),
  }
  const noted: [string, string, number][] = []
  const metered = meteredGateway(gateway, (...note) => void noted.push(note))
  await expect(metered.charge({ ...asked } as never)).rejects.toThrow('the line is dead')
  expect(await metered.lookup(asked)).toEqual({ outcome: 'neverReceived' })
  expect(await metered.refund({ ...asked, chargeKey: asked.idempotencyKey })).toEqual({ refunded: false })
  expect(noted.map(([operation, outcome]) => `${operation} ${outcome}`)).toEqual([
    'charge broke',
    'lookup neverReceived',
    'refund notRefunded',
  ])
  expect(noted[1]?.[2]).toBeGreaterThanOrEqual(0.025)
})
