import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'

/** When each account had its last automatic order; one that never had any is left out. */
export async function readLastAutomatic(
  transaction: Transaction,
  accountIds: readonly AccountId[],
): Promise<{ readonly accountId: AccountId; readonly at: Instant }[]> {
  return transaction.query(sql`
    select given.account_id as "accountId", last.created_at as at
    from unnest(${accountIds}::bigint[]) as given (account_id)
    cross join lateral (
      select created_at from orders where orders.account_id = given.account_id and kind = 'automatic'
      order by created_at desc limit 1
    ) last`)
}
