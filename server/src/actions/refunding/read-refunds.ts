import { readDocuments } from '../../bills/document.store.ts'
import type { BillingDocument } from '../../bills/document.ts'
import type { AccountId, DocumentId } from '../../identity/identity.ts'
import type { Parts } from '../parts.ts'
import { withPassword } from '../with-password.ts'

export interface RefundsRequest {
  readonly accountId: AccountId
  readonly refundIds: readonly DocumentId[]
}

/** Refunds by their numbers, in one statement; a number that is none of the account's refunds is not in the answer. */
export async function readRefunds(
  parts: Parts,
  request: RefundsRequest,
): Promise<ReadonlyMap<DocumentId, BillingDocument>> {
  const { accountId, refundIds } = request
  const numbers = refundIds.map((id) => ({ accountId, id }))
  const documents = await parts.transaction((transaction) => readDocuments(transaction, { numbers }), 'reads')
  const refunds = documents.filter((document) => document.kind === 'refund')
  return new Map(refunds.map((refund) => [refund.id, withPassword(parts, refund)]))
}
