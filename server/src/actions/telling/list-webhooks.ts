import { listWebhooks as listRows } from '../../notices/webhook.store.ts'
import type { Webhook } from '../../notices/webhook.ts'
import type { Parts } from '../parts.ts'

/** The webhooks in the order in which they were made, without their secrets. */
export async function listWebhooks(
  parts: Pick<Parts, 'transaction'>,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly Webhook[]> {
  return parts.transaction((transaction) => listRows(transaction, after, limit))
}
