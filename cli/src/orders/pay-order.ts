import { randomUUID } from 'node:crypto'
import type { Client } from '@odnowa/sdk/client.ts'
import type { BillingOrderOrderStatusEnum } from '@odnowa/sdk/generated/models/billing.generated.ts'
import { startProgress } from '../output/progress.ts'
import { refusal } from '../refusal.ts'
import type { Session } from '../session.ts'
import type { Means } from './choose-means.ts'

export type OrderStatus = BillingOrderOrderStatusEnum

const pauseMilliseconds = 1000

/**
 * Pays an order and waits until it is delivered. Moves money.
 * @param waitSeconds how long to wait for a payment that is not settled at once
 * @throws declined, refused or pending when it did not end as delivered
 */
export async function payOrder(session: Session, orderId: number, means: Means, waitSeconds: number): Promise<void> {
  await pay(session.client, orderId, means)
  const status = await waitForDelivery(session, orderId, waitSeconds)
  if (status === 'delivered') return
  if (status === 'notPaid') {
    throw refusal(
      'declined',
      `the payment of order ${orderId} with ${means.name} ended without money; the order can still be paid`,
    )
  }
  if (status === 'cancelled' || status === 'cancelling') {
    throw refusal('refused', `order ${orderId} was cancelled before it was paid: see \`odnowa order ${orderId}\``)
  }
  throw refusal(
    'pending',
    `order ${orderId} is still ${status} after ${waitSeconds} s: the payment goes on by itself, do not pay again; \`odnowa order ${orderId}\` tells how it ended`,
  )
}

async function pay(client: Client, orderId: number, means: Means): Promise<void> {
  const input = { params: { orderId }, idempotencyKey: `odnowa-pay-${randomUUID()}` }
  if (means.kind === 'registered') {
    await client.call('POST /me/order/{orderId}/pay', { ...input, body: { paymentMethod: { id: means.id } } })
    return
  }
  const paymentMean = means.kind === 'free' ? 'fidelityAccount' : 'ovhAccount'
  await client.call('POST /me/order/{orderId}/payWithRegisteredPaymentMean', { ...input, body: { paymentMean } })
}

/** Asks for the status until it is final, or the time is over. A status of `notPaid` after paying is final: no money came. */
async function waitForDelivery({ client, terminal }: Session, orderId: number, seconds: number): Promise<OrderStatus> {
  const progress = startProgress(terminal, `order ${orderId} is being paid, seconds`)
  const startedAt = terminal.now()
  try {
    for (;;) {
      const status = await client.call('GET /me/order/{orderId}/status', { params: { orderId } })
      const elapsed = Math.floor((terminal.now() - startedAt) / 1000)
      if (!['checking', 'delivering', 'documentsRequested', 'unknown'].includes(status)) return status
      if (elapsed >= seconds) return status
      progress.report(elapsed, seconds)
      await terminal.sleep(pauseMilliseconds)
    }
  } finally {
    progress.end()
  }
}
