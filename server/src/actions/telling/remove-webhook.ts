import { deleteWebhook } from '../../notices/webhook.store.ts'
import type { WebhookId } from '../../notices/webhook.ts'
import type { Operator } from '../../operators/token.ts'
import { problem } from '../../problem/problem.ts'
import { auditChange } from '../operating/audit-change.ts'
import type { Parts } from '../parts.ts'

/** Ends a webhook and forgets its deliveries. @throws NOT_FOUND */
export async function removeWebhook(
  parts: Parts,
  { operator, webhookId }: { readonly operator: Operator; readonly webhookId: WebhookId },
): Promise<void> {
  await parts.transaction(async (transaction) => {
    const [gone] = await deleteWebhook(transaction, webhookId)
    if (!gone) throw problem('NOT_FOUND', `there is no webhook ${webhookId}`)
    await auditChange(transaction, parts, { operator, action: 'webhook.deleted', subject: webhookId })
  })
}
