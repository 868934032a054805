import sql from 'sql-template-tag'
import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, BillingGroupId } from '../identity/identity.ts'
import type { Service } from './service.ts'

/** A service as the engine reads it, with how its account wants to be renewed. */
export interface EngineService extends Service {
  readonly holdUntil: LocalDate | null
  readonly lapsedAt: Instant | null
  /** The account's day for automatic orders; 0: none. */
  readonly renewDay: number
  readonly renewalActive: boolean
  /** The group that it is billed in: of an option its parent's; null: none. */
  readonly billingGroupId: BillingGroupId | null
  /** False: read only because a due one belongs to it. */
  readonly isDue: boolean
}

/**
 * Claims the accounts of the services that are longest due, and locks them until the transaction ends. Those that another worker or
 * caller holds are passed over as they are met, so that workers side by side each find others: `limit` counts what is free.
 * @param limit of services that are looked at, not of those that the accounts have
 * @param only of these accounts; null: of all
 */
export async function claimDueAccounts(
  transaction: Transaction,
  until: Instant,
  limit: number,
  only: readonly AccountId[] | null = null,
): Promise<AccountId[]> {
  const rows = await transaction.query<{ readonly id: AccountId }>(sql`
    select distinct id from (
      select accounts.account_id as id
      from services join accounts on accounts.account_id = services.account_id
      where state <> 'terminated' and next_action_at <= ${until}::timestamptz
        and (${only}::bigint[] is null or services.account_id = any (${only}::bigint[]))
      order by next_action_at limit ${limit}::integer
      for no key update of accounts skip locked
    ) claimed
    order by id`)
  return rows.map((row) => row.id)
}

/** The due services of accounts, with all that they are options of and all their options. The caller holds the accounts' locks. */
export async function readDueServices(
  transaction: Transaction,
  accountIds: readonly AccountId[],
  until: Instant,
): Promise<EngineService[]> {
  return transaction.query<EngineService>(sql`
    with recursive due as materialized (
      select account_id, id, parent_id from services
      where account_id = any (${accountIds}::bigint[]) and state <> 'terminated' and next_action_at <= ${until}::timestamptz
    ), parents as (
      select account_id, parent_id as id from due where parent_id is not null
      union
      select parent.account_id, parent.parent_id from parents
      join services parent on parent.account_id = parents.account_id and parent.id = parents.id
      where parent.parent_id is not null
    ), options as (
      select account_id, id from due
      union
      select option.account_id, option.id from options
      join services option on option.account_id = options.account_id and option.parent_id = options.id
    ), wanted as (
      select account_id, id from parents
      union
      select account_id, id from options
    )
    select services.account_id as "accountId", services.id, plan_code as "planCode", family, services.name,
      display_name as "displayName", services.parent_id as "parentId", link_group as "linkGroup", quantity,
      starts_on as "startsOn", expires_on as "expiresOn", anchor_day as "anchorDay", period, mode, ends,
      engaged_until as "engagedUntil", engagement_end_rule as "engagementEndRule", state,
      suspension_causes as "suspensionCauses", services.created_at as "createdAt", hold_until as "holdUntil",
      lapsed_at as "lapsedAt", renew_day as "renewDay", renewal_active as "renewalActive",
      coalesce(services.billing_group_id, (
        select parent.billing_group_id from services parent
        where parent.account_id = services.account_id and parent.id = services.parent_id
      )) as "billingGroupId",
      next_action_at <= ${until}::timestamptz as "isDue"
    from wanted
    join services on services.account_id = wanted.account_id and services.id = wanted.id and state <> 'terminated'
    join accounts on accounts.account_id = services.account_id
    order by services.account_id, services.id`)
}
