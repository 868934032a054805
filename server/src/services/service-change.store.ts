import sql from 'sql-template-tag'
import type { Period } from '../calendar/period.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import type { Ending, RenewalMode } from './service.ts'

export interface RenewalUpdate {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  readonly mode: RenewalMode
  readonly period: Period
  readonly ends: Ending | null
}

/**
 * Writes how live services renew; what follows one has its period (rule S3). They and all their options are judged anew: what covers
 * these has changed (rules A2a, A8).
 */
export async function updateRenewals(transaction: Transaction, updates: readonly RenewalUpdate[]): Promise<void> {
  await transaction.query(sql`
    with recursive given as (
      select * from unnest(
        ${updates.map((update) => update.accountId)}::bigint[],
        ${updates.map((update) => update.serviceId)}::bigint[],
        ${updates.map((update) => update.mode)}::text[],
        ${updates.map((update) => update.period)}::text[],
        ${updates.map((update) => update.ends)}::text[]
      ) as given (account_id, service_id, mode, period, ends)
    ), reached as (
      select account_id, service_id, period as followed from given
      union
      select option.account_id, option.id, case when follows_parent then followed end
      from reached join services option on option.account_id = reached.account_id and option.parent_id = reached.service_id
      join plans on plans.code = option.plan_code
    ), woken as (
      update services option set next_action_at = '-infinity', period = coalesce(followed, option.period)
      from reached
      where option.account_id = reached.account_id and option.id = reached.service_id and option.state <> 'terminated'
        and (option.account_id, option.id) not in (select account_id, service_id from given)
    )
    update services set mode = given.mode, period = given.period, ends = given.ends, next_action_at = '-infinity'
    from given
    where services.account_id = given.account_id and services.id = given.service_id and state <> 'terminated'`)
}

export interface DisplayNameUpdate {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  /** null: the service's own name is shown. */
  readonly displayName: string | null
}

/** What is terminated or not there is left as it is, and no error. */
export async function updateDisplayNames(
  transaction: Transaction,
  updates: readonly DisplayNameUpdate[],
): Promise<void> {
  await transaction.query(sql`
    update services set display_name = given.display_name
    from unnest(
      ${updates.map((update) => update.accountId)}::bigint[],
      ${updates.map((update) => update.serviceId)}::bigint[],
      ${updates.map((update) => update.displayName)}::text[]
    ) as given (account_id, service_id, display_name)
    where services.account_id = given.account_id and services.id = given.service_id and state <> 'terminated'`)
}
