import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'

/** Deletes the bearer tokens that are over; answers how many. */
export async function deleteExpiredTokens(transaction: Transaction, now: Instant): Promise<number> {
  const [row] = await transaction.query<{ count: number }>(sql`
    with over as (delete from oauth2_tokens where expires_at <= ${now}::timestamptz returning 1)
    select count(*) as count from over`)
  return row?.count ?? 0
}
