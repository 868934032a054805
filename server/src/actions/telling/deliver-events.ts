import { addSeconds, realClock, toWireDateTime } from '../../calendar/calendar.ts'
import { nextTry } from '../../notices/backoff.ts'
import {
  claimDeliveries,
  type DeliveryTry,
  type DueDelivery,
  writeDeliveryTries,
} from '../../notices/delivery.store.ts'
import { listWebhooks, spreadEvents } from '../../notices/webhook.store.ts'
import { type WebhookId, webhookHeaders } from '../../notices/webhook.ts'
import { runLanes } from '../automatic/run-lanes.ts'
import type { Parts } from '../parts.ts'
import { describeEvent } from './describe-event.ts'

const mostWebhooks = 1_000
const spreadBatch = 1_000
/** Deliveries to a webhook under way at a time. */
const width = 10
/** Webhooks that are served side by side. */
const lanes = 20
/** A worker that took deliveries and died gives them back after this: with the next sweep, that is within a minute. A receiver has 10 s. */
const leaseSeconds = 45

/**
 * Tells webhooks what happened: makes deliveries of new events, in their order, and posts those that are due, in real time (rule T7).
 * What is not taken (any answer but a 2xx) is tried again over three days, and is dead after that. At least once: a receiver that gets
 * a delivery twice can tell by its `webhook-id`. Each webhook is served by itself, so that a receiver that hangs holds up no other.
 * @returns how many were taken
 */
export async function deliverEvents(parts: Parts): Promise<number> {
  const waiting = await spread(parts)
  let delivered = 0
  await runLanes(lanes, async () => {
    for (let webhook = waiting.shift(); webhook; webhook = waiting.shift()) delivered += await deliverTo(parts, webhook)
  })
  return delivered
}

/** @returns the webhooks there are */
async function spread(parts: Parts): Promise<WebhookId[]> {
  const webhooks = await parts.transaction((open) => listWebhooks(open, 0, mostWebhooks))
  for (const { id } of webhooks) {
    let count = spreadBatch
    while (count === spreadBatch) {
      count = await parts.transaction((open) => spreadEvents(open, id, realClock.now(), spreadBatch))
    }
  }
  return webhooks.map(({ id }) => id)
}

async function deliverTo(parts: Parts, webhookId: WebhookId): Promise<number> {
  let delivered = 0
  while (!parts.stopping?.aborted) {
    const now = realClock.now()
    const claim = { webhookId, now, againAt: addSeconds(now, leaseSeconds), limit: width }
    const due = await parts.transaction((open) => claimDeliveries(open, claim))
    const tries = await Promise.all(due.map((delivery) => tryDelivery(parts, delivery)))
    if (tries.length > 0) await parts.transaction((open) => writeDeliveryTries(open, tries, realClock.now()))
    const taken = tries.filter((one) => one.state === 'delivered').length
    delivered += taken
    // who takes nothing has until the next sweep: the others would wait for the end of this one
    if (due.length < width || taken === 0) return delivered
  }
  return delivered
}

async function tryDelivery(parts: Parts, delivery: DueDelivery): Promise<DeliveryTry> {
  const { accountId, id, url, secretSealed, oldSecretSealed, eventId, ...event } = delivery
  try {
    const body = JSON.stringify({
      ...describeEvent(parts, { ...event, id: eventId }),
      timestamp: toWireDateTime(event.at, parts.zone),
    })
    const secrets = [secretSealed, oldSecretSealed].flatMap((sealed) => (sealed ? [parts.seal.open(sealed)] : []))
    const headers = webhookHeaders({ id: `msg_${id}`, at: realClock.now(), body }, secrets)
    const { status } = await parts.poster.post(url, headers, body)
    if (status >= 200 && status < 300) return { accountId, id, state: 'delivered', status, failure: null, sendAt: null }
    return failed(parts, delivery, status, `the receiver answered ${status}`)
  } catch (error) {
    return failed(parts, delivery, null, error instanceof Error ? error.message : String(error))
  }
}

function failed(parts: Parts, delivery: DueDelivery, status: number | null, failure: string): DeliveryTry {
  const { accountId, id, webhookId, tries } = delivery
  const sendAt = nextTry(tries + 1, realClock.now())
  const facts = { webhook: webhookId, delivery: id, tries: tries + 1, failure }
  if (!sendAt) parts.log.error(facts, 'an event could not be delivered for three days: its delivery is dead')
  return { accountId, id, state: sendAt ? 'waiting' : 'dead', status, failure: failure.slice(0, 500), sendAt }
}
