import { addHours, realClock } from '../../calendar/calendar.ts'
import { rotateSecret } from '../../notices/webhook.store.ts'
import { newWebhookSecret, rotationHours, type WebhookId } from '../../notices/webhook.ts'
import type { Operator } from '../../operators/token.ts'
import { problem } from '../../problem/problem.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'
import type { MadeWebhook } from './create-webhook.ts'

/** Gives a webhook a new secret; for 24 hours its deliveries are signed with the one before it too. @throws NOT_FOUND */
export async function rotateWebhook(
  parts: Parts,
  request: { readonly operator: Operator; readonly webhookId: WebhookId },
): Promise<MadeWebhook> {
  const { operator, webhookId } = request
  const secret = newWebhookSecret()
  return parts.transaction(async (transaction) => {
    const oldUntil = addHours(realClock.now(), rotationHours)
    const [rotated] = await rotateSecret(transaction, webhookId, parts.seal.seal(secret), oldUntil)
    if (!rotated) throw problem('NOT_FOUND', `there is no webhook ${webhookId}`)
    await auditChange(transaction, parts, { operator, action: 'webhook.rotated', subject: webhookId })
    return { ...rotated, secret }
  })
}
