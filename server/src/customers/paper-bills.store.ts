import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'

/** Whether an account wants its bills on paper, beside its mails. */
export async function readBillsByPost(transaction: Transaction, accountId: AccountId): Promise<boolean> {
  const [row] = await transaction.query<{ readonly byPost: boolean }>(sql`
    select bills_by_post as "byPost" from accounts where account_id = ${accountId}::bigint`)
  return row?.byPost ?? false
}

/** Counts for bills that are issued from then on. */
export async function updateBillsByPost(
  transaction: Transaction,
  accountId: AccountId,
  byPost: boolean,
): Promise<void> {
  await transaction.query(sql`
    update accounts set bills_by_post = ${byPost} where account_id = ${accountId}::bigint`)
}
