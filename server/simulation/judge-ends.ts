import sql from 'sql-template-tag'
import { defaultPolicy } from '../src/policy/policy.ts'

const { graceDays, warningHours, terminationWarningDays } = defaultPolicy

/**
 * Since when and until when each number of the policy held. At the moment of a change both do, since a worker may be at work beside it.
 */
const numbersInForce = sql`
  with entered as (
    select audit.id, at, name, (data ->> name)::numeric as number
    from audit cross join (values ('graceDays'), ('warningHours'), ('terminationWarningDays')) as names (name)
    where action = 'policy.changed' and data ->> name is not null
    union all
    select 0, '-infinity', name, number from (values
      ('graceDays', ${graceDays}::numeric), ('warningHours', ${warningHours}), ('terminationWarningDays', ${terminationWarningDays})
    ) as given (name, number)
  ), in_force as materialized (
    select name, number, at as since, lead(at, 1, 'infinity') over (partition by name order by id) as until from entered
  )`

/**
 * Rules A4, A5, A9: a service is suspended for non-payment `graceDays` after the oldest bill on it that is open by then (one whose
 * money was taken back counts from that day), and by a warning of that very bill, `warningHours` earlier at least, not before the day
 * that the last one before had named (what is told at that moment may be of what came after). Days are an hour shorter at times.
 */
export const earlySuspensions = sql`${numbersInForce}, opened as (
    select debt.account_id, line.service_id, debt.order_id, debt.id, debt.at
    from events debt join order_lines line on line.account_id = debt.account_id and line.order_id = debt.order_id
    where type = 'debt.opened'
  ), suspended as (
    select account_id, service_id, at,
      at - interval '1 day' * (select min(number) from in_force where name = 'graceDays' and at between since and until)
        + interval '1 hour' as owed_until,
      at - interval '1 hour' * (select min(number) from in_force where name = 'warningHours' and at between since and until) as warned_until,
      (
        select min(opened.at) from opened
        where opened.account_id = suspension.account_id and opened.service_id = suspension.service_id
          and opened.id < suspension.id and not exists (
            select from events closed
            where closed.account_id = opened.account_id and closed.order_id = opened.order_id
              and type = 'debt.closed' and closed.id between opened.id and suspension.id)
      ) as owed_since
    from events suspension where type = 'service.suspended' and data ->> 'cause' = 'unpaid'
  ), warned as (
    select suspended.account_id, suspended.service_id, suspended.at, min(told.at) as first_at,
      (array_agg(told.deadline order by told.at desc) filter (where told.at < suspended.at))[1] as named
    from suspended join notice_subjects told on told.account_id = suspended.account_id and subject = 'service:' || service_id
      and kind = 'suspension.warning' and told.at between owed_since and suspended.at
    group by suspended.account_id, suspended.service_id, suspended.at
  )
  select format('A5: service %s was suspended at %s, %s', service_id, at, missing) as what
  from suspended left join warned using (account_id, service_id, at) cross join lateral (values
    ('and the grace of no open bill for it was over', owed_since is null or owed_since > owed_until),
    ('and no warning of its bill went out long enough before', coalesce(first_at > warned_until, true)),
    ('and the last warning of its bill named a later day', named > at)
  ) as rule (missing, isbroken)
  where isbroken`

/**
 * Rule A6: what ends since it stayed suspended was warned of that `terminationWarningDays` before, and does not end before the day that
 * the last warning named. Options end with their parents.
 */
export const earlyTerminations = sql`${numbersInForce}, ended as (
    select event.account_id, event.service_id, event.at, (
        select min(number) from in_force where name = 'terminationWarningDays' and event.at between since and until) as days
    from events event
    join services on services.account_id = event.account_id and services.id = event.service_id and parent_id is null
    join notices said on said.account_id = event.account_id and said.kind = 'service.terminated'
      and said.data ->> 'cause' = 'unpaid' and event.service_id = any (said.services)
    where event.type = 'service.terminated'
  )
  select format('A6: service %s was terminated at %s, and its last warning of %s named %s', service_id, ended.at, told.at, deadline) as what
  from ended left join lateral (
    select at, deadline from notice_subjects
    where account_id = ended.account_id and subject = 'service:' || service_id and kind = 'termination.warning'
    order by at desc limit 1
  ) told on true
  where told.at is null or deadline > ended.at or told.at > ended.at - interval '24 hours' * days`
