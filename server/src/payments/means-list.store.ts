import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'
import type { PaymentMeans } from './payment.ts'

/** An account's registered means, oldest number first; removed ones are no longer there. */
export async function listMeans(transaction: Transaction, accountId: AccountId): Promise<PaymentMeans[]> {
  return transaction.query<PaymentMeans>(sql`
    select account_id as "accountId", id, kind, is_default as "isDefault", state, label, description, details,
      terms_days as "termsDays", expires_on as "expiresOn", created_at as "createdAt", updated_at as "updatedAt"
    from payment_means
    where account_id = ${accountId}::bigint and state <> 'removed'
    order by id`)
}
