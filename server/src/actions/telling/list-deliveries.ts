import { type DeliveryFilter, type ListedDelivery, listDeliveries as listRows } from '../../notices/delivery.store.ts'
import { listWebhooks } from '../../notices/webhook.store.ts'
import { problem } from '../../problem/problem.ts'
import type { Parts } from '../parts.ts'

/** What became of the deliveries of a webhook, oldest first. @throws NOT_FOUND */
export async function listDeliveries(
  parts: Pick<Parts, 'transaction'>,
  filter: DeliveryFilter,
): Promise<readonly ListedDelivery[]> {
  return parts.transaction(async (transaction) => {
    const [webhook] = await listWebhooks(transaction, filter.webhookId - 1, 1)
    if (webhook?.id !== filter.webhookId) throw problem('NOT_FOUND', `there is no webhook ${filter.webhookId}`)
    return listRows(transaction, filter)
  })
}
