import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'

/** Whether an account has amounts of its currency on record: orders or movements of money. */
export async function hasAmounts(transaction: Transaction, accountId: AccountId): Promise<boolean> {
  const [row] = await transaction.query<{ readonly some: boolean }>(sql`
    select exists (select from orders where account_id = ${accountId}::bigint)
      or exists (select from movements where account_id = ${accountId}::bigint) as some`)
  return row?.some ?? false
}
