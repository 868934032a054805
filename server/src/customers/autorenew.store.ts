import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'
import type { AccountRenewal } from './autorenew.ts'

/** How accounts renew. */
export async function readAccountRenewals(
  transaction: Transaction,
  accountIds: readonly AccountId[],
): Promise<(AccountRenewal & { readonly accountId: AccountId })[]> {
  return transaction.query(sql`
    select account_id as "accountId", renew_day as "renewDay", renewal_active as active
    from accounts where account_id = any (${accountIds}::bigint[])`)
}

/** Writes how accounts renew; who does so wakes their services (wakeAccounts). */
export async function updateAccountRenewals(
  transaction: Transaction,
  updates: readonly (AccountRenewal & { readonly accountId: AccountId })[],
): Promise<void> {
  await transaction.query(sql`
    update accounts set renew_day = given.renew_day, renewal_active = given.active
    from unnest(
      ${updates.map((update) => update.accountId)}::bigint[],
      ${updates.map((update) => update.renewDay)}::smallint[],
      ${updates.map((update) => update.active)}::boolean[]
    ) as given (account_id, renew_day, active)
    where accounts.account_id = given.account_id`)
}
