import { realClock } from '../../calendar/calendar.ts'
import { eventTypes } from '../../events/event.ts'
import { insertWebhook } from '../../notices/webhook.store.ts'
import { newWebhookSecret, type Webhook } from '../../notices/webhook.ts'
import type { Operator } from '../../operators/token.ts'
import { problem } from '../../problem/problem.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'

export interface MadeWebhook extends Webhook {
  /** Told this once. */
  readonly secret: string
}

/**
 * Registers a receiver of what happens from now on.
 * @throws INVALID_PARAMETER for a URL that is none or that leads into a private network, and for an event that there is not
 */
export async function createWebhook(
  parts: Parts,
  request: { readonly operator: Operator; readonly url: string; readonly events: readonly string[] },
): Promise<MadeWebhook> {
  const { operator, events } = request
  refuseUnknown(events)
  const url = await checkedUrl(parts, request.url)
  const secret = newWebhookSecret()
  return parts.transaction(async (transaction) => {
    const webhook = { url, events: [...new Set(events)], secretSealed: parts.seal.seal(secret) }
    const [made] = await insertWebhook(transaction, { ...webhook, createdAt: realClock.now() })
    if (!made) throw new Error('the webhook was not stored')
    const data = { origin: new URL(url).origin, events: made.events }
    await auditChange(transaction, parts, { operator, action: 'webhook.created', subject: made.id, data })
    return { ...made, secret }
  })
}

async function checkedUrl({ poster }: Parts, text: string): Promise<string> {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw problem('INVALID_PARAMETER', 'url: write an http or https URL, without a user or password', { field: 'url' })
  }
  const refusal = await poster.check(url.href)
  if (refusal !== null) throw problem('INVALID_PARAMETER', `url: ${refusal}`, { field: 'url' })
  return url.href
}

function refuseUnknown(events: readonly string[]): void {
  const known: readonly string[] = ['*', ...eventTypes]
  const unknown = events.find((type) => !known.includes(type))
  if (unknown === undefined && events.length > 0) return
  const what = unknown === undefined ? 'name one event at least' : `there is no event "${unknown}"`
  throw problem('INVALID_PARAMETER', `events: ${what}: * stands for all, or some of ${eventTypes.join(', ')}`, {
    field: 'events',
  })
}
