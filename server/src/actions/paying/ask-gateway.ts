import type { GatewayAnswer } from '../../payments/payment.ts'
import type { Parts } from '../parts.ts'

/** How long a call to a gateway is waited for, in real milliseconds (rule P1). */
export const gatewayPatience = 10_000

/**
 * Waits for a gateway's answer, 10 s at most. One that is late or breaks is unknown: it may have charged. What it answers later
 * is left to the sweep, which asks again (rule P2).
 */
export async function askGateway(
  parts: Pick<Parts, 'log'>,
  call: () => Promise<GatewayAnswer>,
): Promise<GatewayAnswer> {
  const unknown = { outcome: 'unknown' } as const
  const asked = Promise.try(call).catch((error: unknown) => {
    parts.log.warn({ error: String(error) }, 'the gateway broke off: its answer is unknown')
    return unknown
  })
  return withinPatience(asked, unknown)
}

/** Resolves as the promise does, or to `otherwise` once patience has ended. */
export async function withinPatience<Value>(asked: Promise<Value>, otherwise: Value): Promise<Value> {
  const { promise: late, resolve } = Promise.withResolvers<Value>()
  const timer = setTimeout(() => resolve(otherwise), gatewayPatience)
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}
