import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, BillingGroupId } from '../identity/identity.ts'
import type { BillingGroup } from './billing-group.ts'

/** An account's groups, oldest first. */
export async function listBillingGroups(transaction: Transaction, accountId: AccountId): Promise<BillingGroup[]> {
  return transaction.query<BillingGroup>(sql`
    select account_id as "accountId", id, name, means_id as "meansId", created_at as "createdAt", updated_at as "updatedAt"
    from billing_groups where account_id = ${accountId}::bigint order by id`)
}

/** Answers the new groups with their ids, in the order given. */
export async function insertBillingGroups(
  transaction: Transaction,
  groups: readonly Omit<BillingGroup, 'id'>[],
): Promise<BillingGroup[]> {
  return transaction.query<BillingGroup>(sql`
    insert into billing_groups (account_id, name, means_id, created_at, updated_at)
    select account_id, name, means_id, created_at, updated_at
    from unnest(
      ${groups.map((group) => group.accountId)}::bigint[],
      ${groups.map((group) => group.name)}::text[],
      ${groups.map((group) => group.meansId)}::bigint[],
      ${groups.map((group) => group.createdAt)}::timestamptz[],
      ${groups.map((group) => group.updatedAt)}::timestamptz[]
    ) with ordinality as given (account_id, name, means_id, created_at, updated_at, position)
    order by position
    returning account_id as "accountId", id, name, means_id as "meansId", created_at as "createdAt",
      updated_at as "updatedAt"`)
}

/** Writes a group as it now is. */
export async function updateBillingGroup(transaction: Transaction, group: BillingGroup): Promise<void> {
  await transaction.query(sql`
    update billing_groups set name = ${group.name}, means_id = ${group.meansId}::bigint,
      updated_at = ${group.updatedAt}::timestamptz
    where account_id = ${group.accountId}::bigint and id = ${group.id}::bigint`)
}

/** Deletes groups that no service is in; orders and deleted purchase orders that named one are of none from now on. */
export async function deleteBillingGroups(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly BillingGroupId[],
): Promise<void> {
  await transaction.query(sql`
    delete from billing_groups where account_id = ${accountId}::bigint and id = any (${ids}::bigint[])`)
}
