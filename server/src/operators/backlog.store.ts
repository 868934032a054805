import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Backlog } from './backlog.ts'

/** Counts what waits, each by an index and no further than `most`; `now` is business time, `realNow` that of mails and webhooks. */
export async function readBacklog(
  transaction: Transaction,
  { now, realNow, most }: { readonly now: Instant; readonly realNow: Instant; readonly most: number },
): Promise<Backlog> {
  const [row] = await transaction.query<Backlog>(sql`
    select
      (select count(*) from (select from services
        where state <> 'terminated' and next_action_at <= ${now}::timestamptz limit ${most}::integer) due) as "servicesDue",
      (select min(next_action_at) from services
        where state <> 'terminated' and next_action_at > '-infinity' and next_action_at <= ${now}::timestamptz) as "servicesDueSince",
      (select count(*) from (select from debts
        where closed_at is null and collect_at <= ${now}::timestamptz limit ${most}::integer) due) as "debtsDue",
      (select min(collect_at) from debts where closed_at is null and collect_at <= ${now}::timestamptz) as "debtsDueSince",
      (select count(*) from (select from orders
        where status = 'notPaid' and expires_at <= ${now}::timestamptz limit ${most}::integer) due) as "ordersDue",
      (select coalesce(jsonb_object_agg(state, number), '{}') from (
        select state, count(*) as number from (select state from payment_attempts
          where state in ('charging', 'pending', 'unknown', 'parked') limit ${most}::integer) open group by state
      ) counted) as attempts,
      (select count(*) from (select from notices
        where state = 'waiting' and send_at <= ${realNow}::timestamptz limit ${most}::integer) waiting) as "noticesDue",
      (select count(*) from (select from webhook_deliveries
        where state = 'waiting' and send_at <= ${realNow}::timestamptz limit ${most}::integer) waiting) as "deliveriesDue"`)
  if (!row) throw new Error('nothing was counted')
  return row
}
