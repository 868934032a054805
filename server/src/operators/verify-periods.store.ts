import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { Violation } from './verify.ts'

/** I1: paid periods that do not start where the one before ends. */
export async function findBrokenChains(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with broken as materialized (
      select account_id, service_id, starts_on, ends_on, before
      from (
        select account_id, service_id, starts_on, ends_on,
          lag(ends_on) over (partition by account_id, service_id order by starts_on) as before
        from paid_periods
      ) chain
      where before <> starts_on or ends_on <= starts_on
    )
    select 1 as invariant, nichandle as account, format('service %s', service_id) as subject,
      case when ends_on <= starts_on then format('the paid period from %s ends on %s', starts_on, ends_on)
        when before < starts_on then format('no period between %s and %s is paid', before, starts_on)
        else format('two paid periods hold the days from %s to %s', starts_on, least(before, ends_on)) end as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, service_id, starts_on limit ${limit}::integer`)
}

/** I1 and I2: services that do not start with their first paid period, or do not expire with their last one. */
export async function findWrongBounds(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with paid as (
      select account_id, service_id, min(starts_on) as first_day, max(ends_on) as last_end
      from paid_periods group by account_id, service_id
    ), broken as materialized (
      select services.account_id, services.id, starts_on, expires_on, first_day, last_end
      from services left join paid on paid.account_id = services.account_id and paid.service_id = services.id
      where first_day is distinct from starts_on or last_end is distinct from expires_on
    )
    select invariant, nichandle as account, format('service %s', id) as subject, message
    from broken left join accounts on accounts.account_id = broken.account_id
    cross join lateral (values
      (1, first_day is distinct from starts_on,
        format('it starts on %s, its first paid period on %s', starts_on, coalesce(first_day::text, 'no day'))),
      (2, last_end is distinct from expires_on,
        format('it expires on %s, its last paid period ends on %s', expires_on, coalesce(last_end::text, 'no day')))
    ) as found (invariant, holds, message)
    where holds order by broken.account_id, id limit ${limit}::integer`)
}

/**
 * I2: paid periods that differ from the line that they were ordered by, do not end where the anchor says (rule T4), or whose
 * order was neither delivered nor credited, nor had its money taken back (rule B6: the period stays).
 */
export async function findWrongPeriods(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with ordered as (
      select paid.account_id, paid.service_id, paid.order_id, paid.starts_on, paid.ends_on, line.starts_on as line_start,
        line.ends_on as line_end, line.period, anchor_day, status,
        substring(line.period from '[0-9]+')::integer as count, right(line.period, 1) as unit
      from paid_periods paid
      left join order_lines line
        on line.account_id = paid.account_id and line.order_id = paid.order_id and line.service_id = paid.service_id
      left join orders on orders.account_id = paid.account_id and orders.id = paid.order_id
      left join services on services.account_id = paid.account_id and services.id = paid.service_id
      where paid.order_id is not null
    ), dated as (
      select *, (date_trunc('month', starts_on::timestamp)
        + make_interval(months => count * case unit when 'Y' then 12 when 'M' then 1 else 0 end))::date as month
      from ordered
    ), anchored as (
      select *, case unit when 'D' then starts_on + count when 'W' then starts_on + 7 * count
        else month + least(anchor_day, extract(day from month + interval '1 month - 1 day'))::integer - 1 end as anchored_end
      from dated
    ), credited as (
      select account_id, order_id from documents where kind = 'refund'
      union
      select account_id, order_id from debts where charged_back_at is not null
    ), broken as materialized (
      select anchored.* from anchored
      left join credited on credited.account_id = anchored.account_id and credited.order_id = anchored.order_id
      where line_start is distinct from starts_on or line_end is distinct from ends_on or anchored_end is distinct from ends_on
        or (status is distinct from 'delivered' and credited.order_id is null)
    )
    select 2 as invariant, nichandle as account, format('service %s', service_id) as subject,
      case when line_start is null then format('order %s paid for %s to %s and has no line for it', order_id, starts_on, ends_on)
        when line_start <> starts_on or line_end <> ends_on
          then format('%s to %s is paid, order %s has %s to %s', starts_on, ends_on, order_id, line_start, line_end)
        when anchored_end is distinct from ends_on
          then format('%s after %s with anchor %s is %s, not %s', period, starts_on, anchor_day, anchored_end, ends_on)
        else format('%s to %s is paid by order %s, which is %s', starts_on, ends_on, order_id, status) end as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, service_id, starts_on limit ${limit}::integer`)
}

/** I2: lines of delivered orders whose period is not among the paid ones, though nothing of the order was refunded. */
export async function findUnrenewedLines(transaction: Transaction, limit: number): Promise<Violation[]> {
  return transaction.query<Violation>(sql`
    with credited as (
      select distinct account_id, order_id from documents where kind = 'refund' and corrects is not null
    ), broken as materialized (
      select line.account_id, line.service_id, line.order_id, line.starts_on, line.ends_on
      from order_lines line
      join orders on orders.account_id = line.account_id and orders.id = line.order_id and status = 'delivered'
      left join paid_periods paid
        on paid.account_id = line.account_id and paid.service_id = line.service_id and paid.order_id = line.order_id
      left join credited on credited.account_id = line.account_id and credited.order_id = line.order_id
      where paid.order_id is null and credited.order_id is null
    )
    select 2 as invariant, nichandle as account, format('service %s', service_id) as subject,
      format('order %s is delivered, and %s to %s is not paid for', order_id, starts_on, ends_on) as message
    from broken left join accounts on accounts.account_id = broken.account_id
    order by broken.account_id, service_id, order_id limit ${limit}::integer`)
}
