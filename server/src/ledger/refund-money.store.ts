import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, DocumentId } from '../identity/identity.ts'
import type { Book } from './ledger.ts'

/** Where money of a refund was posted, and when. */
export interface RefundMoney {
  readonly book: Book
  readonly at: Instant
}

/**
 * Where the money of a refund went: `balance`, or the gateway that sent it to the means. Of a refund that went to both, first the
 * gateway. None: it is still on its way, or no money had been paid.
 */
export async function readRefundMoney(
  transaction: Transaction,
  accountId: AccountId,
  refundId: DocumentId,
): Promise<RefundMoney[]> {
  return transaction.query<RefundMoney>(sql`
    select book, at
    from movements movement
    join postings posting on posting.account_id = movement.account_id and posting.movement_id = movement.id
    where movement.account_id = ${accountId}::bigint and identity in (${`payout:${refundId}`}, ${`payout:${refundId}:balance`})
      and book <> 'customer'
    order by book = 'balance', movement.id`)
}
