import { expect, test } from 'vitest'
import type { AttemptId, OrderId } from '../identity/identity.ts'
import { parseAmount } from '../money/money.ts'
import { noGateway } from './no-gateway.ts'

const asked = { idempotencyKey: 'a1' as AttemptId, orderId: 100 as OrderId, amount: parseAmount('1', 'EUR') }

test('a house without a provider takes nothing, and says so', async () => {
  expect(await noGateway.charge({ ...asked, means: {} as never })).toMatchObject({ outcome: 'failed' })
  expect(await noGateway.lookup(asked)).toEqual({ outcome: 'neverReceived' })
  expect(await noGateway.refund({ ...asked, chargeKey: asked.idempotencyKey })).toEqual({ refunded: false })
})
