import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'

/** The mark that a customer set on the prepaid balance, in units of its currency; null: none. */
export async function readBalanceAlert(transaction: Transaction, accountId: AccountId): Promise<number | null> {
  const [row] = await transaction.query<{ readonly alert: number | null }>(sql`
    select balance_alert as alert from accounts where account_id = ${accountId}::bigint`)
  return row?.alert ?? null
}

/** `alert` in units of the account's currency; null: no mark. */
export async function updateBalanceAlert(
  transaction: Transaction,
  accountId: AccountId,
  alert: number | null,
): Promise<void> {
  await transaction.query(sql`
    update accounts set balance_alert = ${alert}::bigint where account_id = ${accountId}::bigint`)
}
