import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, AttemptId, DocumentId } from '../identity/identity.ts'
import type { Ucents } from '../money/money.ts'

/** What went back to its means of attempts' money, or is on its way there; attempts without any are left out. */
export async function readPaidBack(
  transaction: Transaction,
  accountId: AccountId,
  attemptIds: readonly AttemptId[],
): Promise<ReadonlyMap<AttemptId, Ucents>> {
  const rows = await transaction.query<{ readonly id: AttemptId; readonly back: Ucents }>(sql`
    select attempt_id as id, sum(amount_ucents) as back from payouts
    where account_id = ${accountId}::bigint and attempt_id = any (${attemptIds}::uuid[]) and state <> 'toBalance'
    group by attempt_id`)
  return new Map(rows.map((row) => [row.id, row.back]))
}

/** `open`: on its way to the means, or to the balance if the gateway will not. */
export type PayoutState = 'open' | 'toMeans' | 'toBalance'

/** Where the money of refunds went; refunds that went to the balance at once have no payout and are left out. */
export async function readPayoutStates(
  transaction: Transaction,
  accountId: AccountId,
  documentIds: readonly DocumentId[],
): Promise<ReadonlyMap<DocumentId, PayoutState>> {
  const rows = await transaction.query<{ readonly id: DocumentId; readonly state: PayoutState }>(sql`
    select document_id as id, state from payouts
    where account_id = ${accountId}::bigint and document_id = any (${documentIds}::text[])`)
  return new Map(rows.map((row) => [row.id, row.state]))
}
