import { addSeconds, realClock, toWireDateTime } from '../calendar/calendar.ts'
import { nextTry } from '../notices/backoff.ts'
import { claimDeliveries, type DeliveryTry, type DueDelivery, writeDeliveryTries } from '../notices/delivery.store.ts'
import { listWebhooks, spreadEvents } from '../notices/webhook.store.ts'
import { webhookHeaders } from '../notices/webhook.ts'
import { describeEvent } from './describe-event.ts'
import type { Parts } from './parts.ts'

const mostWebhooks = 1_000
const spreadBatch = 1_000
const batch = 50
/** Deliveries under way at a time. */
const width = 10
/** A worker that took deliveries and died gives them back after this; a batch of silent receivers takes 50 s. */
const leaseSeconds = 300

/**
 * Tells webhooks what happened: makes deliveries of new events, in their order, and posts those that are due, in real time (rule T7).
 * What is not taken (any answer but a 2xx) is tried again over three days, and is dead after that. At least once: a receiver that gets
 * a delivery twice can tell by its `webhook-id`.
 * @returns how many were taken
 */
export async function deliverEvents(parts: Parts): Promise<number> {
  await spread(parts)
  let delivered = 0
  while (!parts.stopping?.aborted) {
    const now = realClock.now()
    const due = await parts.transaction((open) => claimDeliveries(open, now, addSeconds(now, leaseSeconds), batch))
    const tries = await postAll(parts, due)
    if (tries.length > 0) await parts.transaction((open) => writeDeliveryTries(open, tries, realClock.now()))
    delivered += tries.filter((one) => one.state === 'delivered').length
    if (due.length < batch) return delivered
  }
  return delivered
}

async function spread(parts: Parts): Promise<void> {
  const webhooks = await parts.transaction((open) => listWebhooks(open, 0, mostWebhooks))
  for (const { id } of webhooks) {
    let count = spreadBatch
    while (count === spreadBatch) {
      count = await parts.transaction((open) => spreadEvents(open, id, realClock.now(), spreadBatch))
    }
  }
}

async function postAll(parts: Parts, due: readonly DueDelivery[]): Promise<DeliveryTry[]> {
  const waiting = [...due]
  const tries: DeliveryTry[] = []
  const carry = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) tries.push(await tryDelivery(parts, one))
  }
  await Promise.all(Array.from({ length: width }, carry))
  return tries
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
