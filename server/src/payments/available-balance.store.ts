import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'
import { type Currency, type Money, money, type Ucents } from '../money/money.ts'

/** An account's prepaid money in a currency: its own, of which each account has one. */
export interface BalanceName {
  readonly accountId: AccountId
  readonly currency: Currency
}

/**
 * What can be spent of prepaid balances: what is posted, less what open attempts reserve (rule P8). Every account that is asked for
 * has one. The caller holds the accounts' locks when it is going to spend it.
 */
export async function readAvailableBalances(
  transaction: Transaction,
  names: readonly BalanceName[],
): Promise<ReadonlyMap<AccountId, Money>> {
  const rows = await transaction.query<BalanceName & { readonly available: Ucents }>(sql`
    select given.account_id as "accountId", given.currency,
      coalesce((
        select -sum(amount_ucents) from postings
        where postings.account_id = given.account_id and book = 'balance' and postings.currency = given.currency
      ), 0) - coalesce((
        select sum(balance_ucents + case when means_kind = 'ovhAccount' then greatest(amount_ucents, 0) else 0 end)
        from payment_attempts attempt
        where attempt.account_id = given.account_id and attempt.currency = given.currency
          and state in ('charging', 'pending', 'unknown', 'parked')
      ), 0) as available
    from unnest(
      ${names.map((name) => name.accountId)}::bigint[],
      ${names.map((name) => name.currency)}::text[]
    ) as given (account_id, currency)`)
  return new Map(rows.map(({ accountId, available, currency }) => [accountId, money(available, currency)]))
}
