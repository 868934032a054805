import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, MeansId } from '../identity/identity.ts'

/** Days from a bill until deferred payment settles it (rule P7); null for every other means. Removed means are known too. */
export async function readTermsDays(
  transaction: Transaction,
  accountId: AccountId,
  meansId: MeansId,
): Promise<number | null> {
  const [row] = await transaction.query<{ readonly days: number | null }>(sql`
    select terms_days as days from payment_means where account_id = ${accountId}::bigint and id = ${meansId}::bigint`)
  return row?.days ?? null
}
