import sql from 'sql-template-tag'
import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, OrderId, ServiceId } from '../identity/identity.ts'
import type { Service, ServiceKey, ServiceState, SuspensionCause } from './service.ts'

/** What renewing a service must know of it. */
export type RenewableService = Pick<
  Service,
  'accountId' | 'id' | 'name' | 'expiresOn' | 'state' | 'suspensionCauses' | 'parentId'
>

/** Services in any state, terminated ones too; the caller holds the accounts' locks when it is going to renew them. */
export async function readRenewable(
  transaction: Transaction,
  keys: readonly ServiceKey[],
): Promise<RenewableService[]> {
  return transaction.query<RenewableService>(sql`
    select account_id as "accountId", id, name, expires_on as "expiresOn", state, suspension_causes as "suspensionCauses",
      parent_id as "parentId"
    from services
    where (account_id, id) in (select * from unnest(
      ${keys.map((key) => key.accountId)}::bigint[],
      ${keys.map((key) => key.id)}::bigint[]
    ))
    order by account_id, id`)
}

/** A period that is paid for: from the service's expiration to its new one (rule T5). */
export interface Extension {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  readonly orderId: OrderId
  readonly from: LocalDate
  readonly to: LocalDate
  readonly state: ServiceState
  readonly suspensionCauses: readonly SuspensionCause[]
}

/**
 * Extends live services that still expire on the day the extension starts from, and adds the period to their chain. They are judged
 * anew, unless the run that billed them has said when they are looked at next and nothing has changed since (rule A11); so are their
 * options: what covers them has changed (rule A2a).
 * @returns the services that were extended; who misses one here must roll back
 */
export async function extendServices(
  transaction: Transaction,
  extensions: readonly Extension[],
): Promise<readonly ServiceKey[]> {
  return transaction.query<ServiceKey>(sql`
    with recursive given as (
      select * from unnest(
        ${extensions.map((extension) => extension.accountId)}::bigint[],
        ${extensions.map((extension) => extension.serviceId)}::bigint[],
        ${extensions.map((extension) => extension.orderId)}::bigint[],
        ${extensions.map((extension) => extension.from)}::date[],
        ${extensions.map((extension) => extension.to)}::date[],
        ${extensions.map((extension) => extension.state)}::text[],
        ${extensions.map((extension) => JSON.stringify(extension.suspensionCauses))}::jsonb[]
      ) as given (account_id, service_id, order_id, from_date, to_date, state, causes)
    ), extended as (
      update services set expires_on = given.to_date, state = given.state,
        suspension_causes = array(select jsonb_array_elements_text(given.causes)),
        lapsed_at = null, next_action_once_paid = null,
        next_action_at = case when next_action_at > '-infinity' then coalesce(next_action_once_paid, '-infinity')
          else '-infinity' end
      from given
      where services.account_id = given.account_id and services.id = given.service_id
        and services.expires_on = given.from_date and services.state <> 'terminated'
      returning services.account_id, services.id, given.order_id, given.from_date, given.to_date
    ), options as (
      select option.account_id, option.id from given
      join services option on option.account_id = given.account_id and option.parent_id = given.service_id
      union
      select option.account_id, option.id from options
      join services option on option.account_id = options.account_id and option.parent_id = options.id
    ), woken as (
      update services option set next_action_at = '-infinity'
      from options
      where option.account_id = options.account_id and option.id = options.id and option.state <> 'terminated'
        and (option.account_id, option.id) not in (select account_id, service_id from given)
    )
    insert into paid_periods (account_id, service_id, starts_on, ends_on, previous_end, order_id)
    select account_id, id, from_date, to_date, from_date, order_id from extended
    returning account_id as "accountId", service_id as id`)
}

/** A paid period to be taken back: the last one of its service, paid by that order. */
export interface Retraction {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  readonly orderId: OrderId
  readonly from: LocalDate
  readonly to: LocalDate
}

/**
 * Takes the last paid periods of live services back: they expire again when the period began.
 * @returns the services whose period was the last one and is gone
 */
export async function retractPeriods(
  transaction: Transaction,
  retractions: readonly Retraction[],
): Promise<readonly ServiceId[]> {
  const rows = await transaction.query<{ readonly id: ServiceId }>(sql`
    with recursive given as (
      select * from unnest(
        ${retractions.map((retraction) => retraction.accountId)}::bigint[],
        ${retractions.map((retraction) => retraction.serviceId)}::bigint[],
        ${retractions.map((retraction) => retraction.orderId)}::bigint[],
        ${retractions.map((retraction) => retraction.from)}::date[],
        ${retractions.map((retraction) => retraction.to)}::date[]
      ) as given (account_id, service_id, order_id, from_date, to_date)
    ), shortened as (
      update services set expires_on = given.from_date, next_action_at = '-infinity'
      from given
      where services.account_id = given.account_id and services.id = given.service_id
        and services.expires_on = given.to_date and services.state <> 'terminated'
      returning services.account_id, services.id, given.order_id, given.from_date, given.to_date
    ), options as (
      select option.account_id, option.id from given
      join services option on option.account_id = given.account_id and option.parent_id = given.service_id
      union
      select option.account_id, option.id from options
      join services option on option.account_id = options.account_id and option.parent_id = options.id
    ), woken as (
      update services option set next_action_at = '-infinity'
      from options
      where option.account_id = options.account_id and option.id = options.id and option.state <> 'terminated'
        and (option.account_id, option.id) not in (select account_id, service_id from given)
    )
    delete from paid_periods using shortened
    where paid_periods.account_id = shortened.account_id and paid_periods.service_id = shortened.id
      and paid_periods.starts_on = shortened.from_date and paid_periods.ends_on = shortened.to_date
      and paid_periods.order_id = shortened.order_id
    returning paid_periods.service_id as id`)
  return rows.map((row) => row.id)
}

/** Sets services to end at their expiration (rule A8); their options are judged anew (rule A2a). */
export async function endAtExpiration(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly ServiceId[],
): Promise<void> {
  await transaction.query(sql`
    with recursive reached (id) as (
      select unnest(${ids}::bigint[])
      union
      select option.id from reached
      join services option on option.account_id = ${accountId}::bigint and option.parent_id = reached.id
    )
    update services set ends = case when id = any (${ids}::bigint[]) then 'expiration' else ends end,
      next_action_at = '-infinity'
    where account_id = ${accountId}::bigint and id in (select id from reached) and state <> 'terminated'`)
}

/** Terminates services with all their options, and answers those that were live (rule A6). */
export async function terminateServices(
  transaction: Transaction,
  keys: readonly ServiceKey[],
  now: Instant,
): Promise<{ readonly accountId: AccountId; readonly id: ServiceId }[]> {
  return transaction.query(sql`
    with recursive ending as (
      select account_id, service_id as id from unnest(
        ${keys.map((key) => key.accountId)}::bigint[],
        ${keys.map((key) => key.id)}::bigint[]
      ) as given (account_id, service_id)
      union
      select option.account_id, option.id from services option
      join ending on option.account_id = ending.account_id and option.parent_id = ending.id
    )
    update services set state = 'terminated', terminated_at = ${now}::timestamptz, next_action_at = null, lapsed_at = null
    from ending
    where services.account_id = ending.account_id and services.id = ending.id and state <> 'terminated'
    returning services.account_id as "accountId", services.id`)
}
