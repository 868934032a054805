import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, BillingGroupId, ServiceId } from '../identity/identity.ts'
import type { ServiceKey } from './service.ts'

/** The group that each service is billed in; an option is billed in its parent's. Services in none are left out. */
export async function readBillingGroups(
  transaction: Transaction,
  services: readonly ServiceKey[],
): Promise<ReadonlyMap<ServiceId, BillingGroupId>> {
  const rows = await transaction.query<{ readonly id: ServiceId; readonly group: BillingGroupId }>(sql`
    select service.id, coalesce(service.billing_group_id, parent.billing_group_id) as group
    from unnest(
      ${services.map((service) => service.accountId)}::bigint[],
      ${services.map((service) => service.id)}::bigint[]
    ) as asked (account_id, id)
    join services service using (account_id, id)
    left join services parent on parent.account_id = service.account_id and parent.id = service.parent_id
    where coalesce(service.billing_group_id, parent.billing_group_id) is not null`)
  return new Map(rows.map((row) => [row.id, row.group]))
}

export interface GroupedService {
  readonly id: ServiceId
  readonly groupId: BillingGroupId
}

/** The live services that were put into groups of an account, ascending; options go with them unnamed. */
export async function listGroupedServices(transaction: Transaction, accountId: AccountId): Promise<GroupedService[]> {
  return transaction.query<GroupedService>(sql`
    select id, billing_group_id as "groupId" from services
    where account_id = ${accountId}::bigint and billing_group_id is not null and state <> 'terminated'
    order by id`)
}

/** Puts services into a group, out of the one that they were in; null: into none. */
export async function writeBillingGroup(
  transaction: Transaction,
  services: readonly ServiceKey[],
  groupId: BillingGroupId | null,
): Promise<void> {
  await transaction.query(sql`
    update services set billing_group_id = ${groupId}::bigint
    where (account_id, id) in (select * from unnest(
      ${services.map((service) => service.accountId)}::bigint[],
      ${services.map((service) => service.id)}::bigint[]
    ))`)
}

/** Takes terminated services out of groups, so that these can be deleted. */
export async function releaseTerminated(
  transaction: Transaction,
  accountId: AccountId,
  groupIds: readonly BillingGroupId[],
): Promise<void> {
  await transaction.query(sql`
    update services set billing_group_id = null
    where account_id = ${accountId}::bigint and billing_group_id = any (${groupIds}::bigint[]) and state = 'terminated'`)
}
