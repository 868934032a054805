import sql from 'sql-template-tag'
import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import type { ServiceKey, ServiceState, SuspensionCause } from './service.ts'

/**
 * Suspends live services for a cause; those that are suspended for it already are left as they are. Non-payment and expiry begin
 * the time after which a service is terminated (rule A6); what follows a service that is suspended is judged anew (rule S3).
 * @returns the services for which the cause is new
 */
export async function suspendServices(
  transaction: Transaction,
  suspensions: readonly (ServiceKey & { readonly cause: SuspensionCause })[],
  now: Instant,
): Promise<{ readonly accountId: AccountId; readonly id: ServiceId }[]> {
  return transaction.query(sql`
    with given as (
      select * from unnest(
        ${suspensions.map((suspension) => suspension.accountId)}::bigint[],
        ${suspensions.map((suspension) => suspension.id)}::bigint[],
        ${suspensions.map((suspension) => suspension.cause)}::text[]
      ) as given (account_id, service_id, cause)
    ), woken as (
      update services option set next_action_at = '-infinity'
      from given
      where option.account_id = given.account_id and option.parent_id = given.service_id and option.state <> 'terminated'
        and (option.account_id, option.id) not in (select account_id, service_id from given)
    )
    update services set state = 'suspended', suspension_causes = suspension_causes || given.cause,
      lapsed_at = case when given.cause in ('unpaid', 'expired') then coalesce(lapsed_at, ${now}::timestamptz) else lapsed_at end,
      next_action_at = '-infinity'
    from given
    where services.account_id = given.account_id and services.id = given.service_id and state <> 'terminated'
      and not suspension_causes @> array[given.cause]
    returning services.account_id as "accountId", services.id`)
}

/**
 * Takes a cause of suspension away, and that one only (rule A7).
 * @returns the services that had it, with the state they are in now
 */
export async function liftSuspensions(
  transaction: Transaction,
  services: readonly ServiceKey[],
  cause: SuspensionCause,
): Promise<(ServiceKey & { readonly state: ServiceState })[]> {
  return transaction.query(sql`
    with given as (
      select * from unnest(
        ${services.map((service) => service.accountId)}::bigint[],
        ${services.map((service) => service.id)}::bigint[]
      ) as given (account_id, service_id)
    )
    update services set suspension_causes = array_remove(suspension_causes, ${cause}::text),
      state = case when cardinality(array_remove(suspension_causes, ${cause}::text)) = 0 then 'active' else 'suspended' end,
      lapsed_at = case when array_remove(suspension_causes, ${cause}::text) && '{unpaid,expired}' then lapsed_at end,
      next_action_at = '-infinity'
    from given
    where services.account_id = given.account_id and services.id = given.service_id and state = 'suspended'
      and suspension_causes @> array[${cause}::text]
    returning services.account_id as "accountId", services.id, state`)
}

/** Keeps live services from being suspended before 00:00 of a date; null: no longer. */
export async function holdServices(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly ServiceId[],
  until: LocalDate | null,
): Promise<void> {
  await transaction.query(sql`
    update services set hold_until = ${until}::date, next_action_at = '-infinity'
    where account_id = ${accountId}::bigint and id = any (${ids}::bigint[]) and state <> 'terminated'`)
}
