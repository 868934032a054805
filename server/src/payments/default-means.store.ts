import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'
import type { PaymentMeans } from './payment.ts'

/** The default means of accounts; those without one are left out. */
export async function readDefaultMeans(
  transaction: Transaction,
  accountIds: readonly AccountId[],
): Promise<PaymentMeans[]> {
  return transaction.query<PaymentMeans>(sql`
    select account_id as "accountId", id, kind, is_default as "isDefault", state, label, description, details,
      terms_days as "termsDays", expires_on as "expiresOn", created_at as "createdAt", updated_at as "updatedAt"
    from payment_means
    where account_id = any (${accountIds}::bigint[]) and is_default and state <> 'removed'`)
}
