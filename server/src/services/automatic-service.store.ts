import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'

/** True when an account has a live service that renews by itself and is not set to end (rule A1). */
export async function hasAutomaticServices(transaction: Transaction, accountId: AccountId): Promise<boolean> {
  const rows = await transaction.query(sql`
    select from services
    where account_id = ${accountId}::bigint and state <> 'terminated' and mode = 'automatic' and ends is null
    limit 1`)
  return rows.length > 0
}
