import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { Violation } from './verify.ts'

/**
 * I7: services that were suspended for non-payment or expiry without a warning to their owner long enough before (policy
 * `warningHours`, as it was then: the audit log has its changes). Reminders of the expiration count for what expired, and the parent's
 * warning for an option that goes along with it, long enough before the parent's suspension: by the least number since.
 */
export async function findUnwarnedSuspensions(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with entered as (
      select id, at, (data ->> 'warningHours')::numeric as hours from audit
      where action = 'policy.changed' and data ->> 'warningHours' is not null
      union all
      select 0, '-infinity', 24
    ), in_force as materialized (
      select hours * interval '1 hour' as notice, at as since, lead(at, 1, 'infinity') over (order by id) as until from entered
    ), suspended as (
      select event.account_id, event.service_id, event.at, event.data ->> 'cause' as cause, parent_id
      from events event
      join services on services.account_id = event.account_id and services.id = event.service_id
      where type = 'service.suspended' and event.data ->> 'cause' in ('unpaid', 'expired')
    ), broken as materialized (
      select suspended.* from suspended
      where not exists (
        select from notice_subjects told
        where told.account_id = suspended.account_id
          and told.subject in ('service:' || suspended.service_id, 'service:' || suspended.parent_id)
          and (told.kind = 'suspension.warning' or (cause = 'expired' and told.kind = 'expiry.reminder'))
          and told.at <= suspended.at - (
            select min(notice) from in_force
            where since <= suspended.at
              and until >= case when told.subject = 'service:' || suspended.service_id then suspended.at else told.at end
          )
      )
    )
    select 7 as invariant, nichandle as account, format('service %s', service_id) as subject,
      format('it was suspended (%s) on %s, and no warning went out long enough before', cause, at) as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, service_id limit ${limit}::integer`)
}

/** I7: notices whose event is missing (the welcome of a new account has none), and events of notices that are not there. */
export async function findUntoldNotices(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with notice_counts as (
      select account_id, kind, count(*) as written from notices where kind <> 'account.created' group by account_id, kind
    ), event_counts as (
      select account_id, data ->> 'kind' as kind, count(*) as told from events where type = 'notice.sent'
      group by account_id, data ->> 'kind'
    ), broken as materialized (
      select account_id, kind, coalesce(written, 0) as written, coalesce(told, 0) as told
      from notice_counts full join event_counts using (account_id, kind)
      where written is distinct from told
    )
    select 7 as invariant, nichandle as account, format('notices %s', kind) as subject,
      format('%s were written, %s events tell of one', written, told) as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, kind limit ${limit}::integer`)
}
