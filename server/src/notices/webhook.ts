import { randomBytes } from 'node:crypto'
import { Webhook as Signer } from 'standardwebhooks'
import type { Instant } from '../calendar/calendar.ts'
import { libraryDate } from '../calendar/library-date.ts'

export type WebhookId = number & { readonly brand: 'WebhookId' }

/** A receiver of events. */
export interface Webhook {
  readonly id: WebhookId
  readonly url: string
  /** Types of events, or `*` for all. */
  readonly events: readonly string[]
  readonly createdAt: Instant
}

/** Hours in which deliveries are signed with the old secret too, after a new one was made. */
export const rotationHours = 24

/** A secret in the form of Standard Webhooks: 256 random bits. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/**
 * The headers of Standard Webhooks 1.0 (https://www.standardwebhooks.com): equal ids for the tries of one delivery, and a signature for
 * each secret, so that a receiver may know either while they change.
 */
export function webhookHeaders(
  message: { readonly id: string; readonly at: Instant; readonly body: string },
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  const { id, at, body } = message
  const time = libraryDate(at)
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Odnowa',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.epochMilliseconds / 1000)),
    'webhook-signature': secrets.map((secret) => new Signer(secret).sign(id, time, body)).join(' '),
  }
}
