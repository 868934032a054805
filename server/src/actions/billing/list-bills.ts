import { type DocumentFilter, listDocumentIds } from '../../bills/document-list.store.ts'
import type { AccountId, DocumentId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'

export interface BillListRequest extends DocumentFilter {
  readonly accountId: AccountId
}

/** The numbers of an account's bills, in the order in which they were issued. */
export async function listBills(parts: Parts, request: BillListRequest): Promise<readonly DocumentId[]> {
  const { accountId, ...filter } = request
  return parts.transaction((transaction) => listDocumentIds(transaction, accountId, 'bill', filter), 'reads')
}
