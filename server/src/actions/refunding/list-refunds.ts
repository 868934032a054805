import { type DocumentFilter, listDocumentIds } from '../../bills/document-list.store.ts'
import type { AccountId, DocumentId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'

export interface RefundListRequest extends Omit<DocumentFilter, 'categories'> {
  readonly accountId: AccountId
}

/** The numbers of an account's refunds, in the order in which they were issued. */
export async function listRefunds(parts: Parts, request: RefundListRequest): Promise<readonly DocumentId[]> {
  const { accountId, ...filter } = request
  return parts.transaction(
    (transaction) => listDocumentIds(transaction, accountId, 'refund', { ...filter, categories: null }),
    'reads',
  )
}
