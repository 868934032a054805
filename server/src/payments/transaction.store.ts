import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, MeansId } from '../identity/identity.ts'
import { type Currency, money, type Ucents } from '../money/money.ts'
import type { PaymentTransaction } from './transaction.ts'

/**
 * What was asked of an account's registered means, and given back to them, oldest first. What the prepaid balance paid is no
 * transaction of a means.
 * @param numbers null: all
 * @param meansId null: of any means
 */
export async function readTransactions(
  transaction: Transaction,
  accountId: AccountId,
  numbers: readonly number[] | null,
  meansId: MeansId | null,
): Promise<PaymentTransaction[]> {
  const rows = await transaction.query<TransactionRow>(sql`
    with moved as (
      select number, 'debit' as type, means_id, currency, state, created_at, ended_at,
        case state when 'partial' then received_ucents else amount_ucents end as ucents
      from payment_attempts where account_id = ${accountId}::bigint and means_id is not null
      union all
      select payout.number, 'credit', attempt.means_id, payout.currency, payout.state, payout.created_at, payout.ended_at,
        payout.amount_ucents
      from payouts payout
      join payment_attempts attempt on attempt.account_id = payout.account_id and attempt.id = payout.attempt_id
      where payout.account_id = ${accountId}::bigint and attempt.means_id is not null
    )
    select number, type, means_id as "meansId", currency, ucents, state, created_at as "createdAt",
      coalesce(ended_at, created_at) as "updatedAt"
    from moved
    where (${numbers}::bigint[] is null or number = any (${numbers}::bigint[]))
      and (${meansId}::bigint is null or means_id = ${meansId}::bigint)
    order by number`)
  return rows.map(({ currency, ucents, ...row }) => ({ ...row, amount: money(ucents, currency) }))
}

interface TransactionRow extends Omit<PaymentTransaction, 'amount'> {
  readonly currency: Currency
  readonly ucents: Ucents
}
