import { readDocuments } from '../../bills/document.store.ts'
import type { BillingDocument } from '../../bills/document.ts'
import type { AccountId, DocumentId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'
import { withPassword } from '../with-password.ts'

export interface BillsRequest {
  readonly accountId: AccountId
  readonly billIds: readonly DocumentId[]
}

/** Bills by their numbers, in one statement; a number that is none of the account's bills is not in the answer. */
export async function readBills(
  parts: Parts,
  request: BillsRequest,
): Promise<ReadonlyMap<DocumentId, BillingDocument>> {
  const { accountId, billIds } = request
  const numbers = billIds.map((id) => ({ accountId, id }))
  const documents = await parts.transaction((transaction) => readDocuments(transaction, { numbers }), 'reads')
  const bills = documents.filter((document) => document.kind === 'bill')
  return new Map(bills.map((bill) => [bill.id, withPassword(parts, bill)]))
}
