import { createWebhook } from '../../actions/telling/create-webhook.ts'
import { listDeliveries } from '../../actions/telling/list-deliveries.ts'
import { listWebhooks } from '../../actions/telling/list-webhooks.ts'
import { removeWebhook } from '../../actions/telling/remove-webhook.ts'
import { rotateWebhook } from '../../actions/telling/rotate-webhook.ts'
import { type Instant, toWireDateTime } from '../../calendar/calendar.ts'
import type { ListedDelivery } from '../../notices/delivery.store.ts'
import type { Webhook, WebhookId } from '../../notices/webhook.ts'
import { idParameter } from '../parameters.ts'
import { id, oneOf, text } from './fields.ts'
import { form, listOf, optional } from './form.ts'
import { answerPage, type List } from './page.ts'
import { type AdminCall, adminRoute } from './route.ts'

/** Receivers of events. */
export const webhookRoutes = [
  adminRoute('POST', '/admin/webhooks', async ({ parts, operator, body }) => {
    const { secret, ...made } = await createWebhook(parts, { operator, ...body(newWebhook) })
    return { ...toWireWebhook(parts, made), secret }
  }),
  adminRoute('GET', '/admin/webhooks', (call) =>
    answerPage(call, webhooksOf(call), {}, ({ after: [after], limit }) => listWebhooks(call.parts, { after, limit })),
  ),
  adminRoute('DELETE', '/admin/webhooks', ({ parts, operator, body }) =>
    removeWebhook(parts, { operator, webhookId: body(form({ id: id<WebhookId>() })).id }),
  ),
  adminRoute('DELETE', '/admin/webhooks/:id', ({ parts, operator, parameter }) =>
    removeWebhook(parts, { operator, webhookId: idParameter(parameter('id'), 'id') as WebhookId }),
  ),
  adminRoute('POST', '/admin/webhooks/:id/rotate', async ({ parts, operator, parameter }) => {
    const webhookId = idParameter(parameter('id'), 'id') as WebhookId
    const { secret, ...rotated } = await rotateWebhook(parts, { operator, webhookId })
    return { ...toWireWebhook(parts, rotated), secret }
  }),
  adminRoute('GET', '/admin/webhooks/:id/deliveries', (call) => {
    const webhookId = idParameter(call.parameter('id'), 'id') as WebhookId
    const state = optional(oneOf(['waiting', 'delivered', 'dead']))
    return answerPage(call, deliveriesOf(call, webhookId), { state }, ({ after: [after], limit }, query) =>
      listDeliveries(call.parts, { webhookId, state: query.state ?? null, after, limit }),
    )
  }),
]

const newWebhook = form({ url: text(2_000), events: listOf(text(100)) })

function webhooksOf({ parts }: AdminCall): List<Webhook, [number]> {
  const toWire = (webhook: Webhook) => toWireWebhook(parts, webhook)
  return { name: 'webhooks', first: [0], keyOf: (webhook) => [webhook.id], toWire }
}

function toWireWebhook({ zone }: AdminCall['parts'], { id, url, events, createdAt }: Webhook) {
  return { id, url, events, createdAt: toWireDateTime(createdAt, zone) }
}

function deliveriesOf({ parts }: AdminCall, webhookId: WebhookId): List<ListedDelivery, [number]> {
  const when = (instant: Instant | null) => (instant === null ? null : toWireDateTime(instant, parts.zone))
  return {
    name: `deliveries of ${webhookId}`,
    first: [0],
    keyOf: (delivery) => [delivery.id],
    toWire: ({ id, eventId, type, account, state, tries, status, failure, createdAt, sendAt, endedAt }) => ({
      ...{ id, messageId: `msg_${id}`, event: eventId, type, account, state, tries, status, failure },
      ...{ createdAt: when(createdAt), nextTryAt: when(sendAt), endedAt: when(endedAt) },
    }),
  }
}
