import type { Gateway } from '../payments/payment.ts'

/**
 * The gateway of a house that has no payment provider: every charge fails, nothing is ever taken. What needs no provider (the
 * prepaid balance, orders of nothing) is paid all the same.
 */
export const noGateway: Gateway = {
  charge: async () => ({ outcome: 'failed', reason: 'no_payment_provider' }),
  lookup: async () => ({ outcome: 'neverReceived' }),
  refund: async () => ({ refunded: false }),
}
