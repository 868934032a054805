import sql from 'sql-template-tag'
import type { RunTransaction } from '../src/database/transaction.ts'

/** The invariants 1-6 of renewal-rules.md that the database shows broken, one line each; a test expects none. */
export async function brokenInvariants(transaction: RunTransaction): Promise<readonly string[]> {
  return transaction(async (open) => {
    const rows = await open.query<{ readonly broken: string }>(sql`
      select format('1: service %s has a hole or an overlap at %s', service_id, starts_on) as broken
      from (select *, lag(ends_on) over (partition by account_id, service_id order by starts_on) as before from paid_periods) p
      where before is distinct from previous_end or before <> starts_on
      union all
      select format('2: service %s expires on %s, paid until %s', id, expires_on, paid)
      from services join lateral (select max(ends_on) as paid from paid_periods
        where paid_periods.account_id = services.account_id and service_id = services.id) p on true
      where expires_on is distinct from paid
      union all
      select format('3: order %s has %s successful charges', order_id, count(*)) from payment_attempts
      where state = 'succeeded' group by account_id, order_id having count(*) > 1
      union all
      select format('3: gateway %s holds %s, received %s', book, sum(posted), sum(received)) from (
        select book, amount_ucents as posted, 0 as received from postings join movements on movements.account_id = postings.account_id
          and movements.id = movement_id where book like 'gateway:%' and movements.kind <> 'payout'
        union all
        select 'gateway:' || means_kind, 0, received_ucents from payment_attempts
        where means_kind not in ('ovhAccount', 'fidelityAccount')
      ) money group by book having sum(posted) <> sum(received)
      union all
      select format('3: gateway postings %s, provider %s', ours, theirs) from (
        select (select coalesce(sum(amount_ucents), 0) from postings where book like 'gateway:%') as ours,
          (select coalesce(sum(taken_ucents - refunded_ucents), 0) from sandbox.charges) as theirs,
          exists (select from payment_attempts where state in ('charging', 'pending', 'unknown', 'parked'))
            or exists (select from payouts where state = 'open') as open
      ) money where ours <> theirs and not open
      union all
      select format('4: movement %s sums to %s', movement_id, sum(amount_ucents)) from postings
      group by account_id, movement_id having sum(amount_ucents) <> 0
      union all
      select format('4: the customer book of order %s is at %s, status %s', orders.id, owed, status) from orders
      join lateral (select coalesce(sum(amount_ucents), 0) as owed from postings join movements
        on movements.account_id = postings.account_id and movements.id = movement_id
        where movements.account_id = orders.account_id and movements.order_id = orders.id and book = 'customer') c on true
      where owed <> case when exists (select from debts where debts.order_id = orders.id and closed_at is null)
        then gross_ucents else 0 end
        and not exists (select from payouts where payouts.order_id = orders.id and payouts.state = 'open')
      union all
      select format('5: series %s %s %s has %s documents up to %s', s.legal_entity, s.kind, s.year, count(d), last_number)
      from document_series s left join documents d on d.legal_entity = s.legal_entity and d.kind = s.kind and d.year = s.year
      group by s.legal_entity, s.kind, s.year, last_number
      having count(d) <> last_number or max(number) <> last_number or count(distinct number) <> last_number
      union all
      select format('6: order %s is %s and has no next action', id, status) from orders
      where (status = 'notPaid' and expires_at is null and kind = 'renewal') or status = 'delivering'
        or (status = 'checking') <> exists (select from payment_attempts a where a.account_id = orders.account_id
          and a.order_id = orders.id and state in ('charging', 'pending', 'unknown', 'parked'))
      union all
      select format('delivered order %s renewed %s of %s services', orders.id, count(p), count(*)) from orders
      join order_lines l on l.account_id = orders.account_id and l.order_id = orders.id
      left join paid_periods p on p.account_id = l.account_id and p.service_id = l.service_id and p.order_id = l.order_id
      where status = 'delivered' group by orders.id having count(p) <> count(*)
        and not exists (select from documents where kind = 'refund' and order_id = orders.id)
      union all
      select format('order %s is %s and renewed a service', orders.id, status) from orders
      join paid_periods p on p.account_id = orders.account_id and p.order_id = orders.id where status <> 'delivered'
        and not exists (select from documents where kind = 'refund' and order_id = orders.id)`)
    return rows.map((row) => row.broken)
  })
}

/** How often each kind of call reached the played provider. */
export async function providerCalls(transaction: RunTransaction): Promise<Readonly<Record<string, number>>> {
  const rows = await transaction((open) =>
    open.query<{ readonly operation: string; readonly count: number }>(sql`
      select operation, count(*) as count from sandbox.calls group by operation`),
  )
  return Object.fromEntries(rows.map((row) => [row.operation, row.count]))
}

/** The types of the events of an order, or of all, in order. */
export async function eventTypes(
  transaction: RunTransaction,
  orderId: number | null = null,
): Promise<readonly string[]> {
  const rows = await transaction((open) =>
    open.query<{ readonly type: string }>(sql`
      select type from events where ${orderId}::bigint is null or order_id = ${orderId}::bigint order by id`),
  )
  return rows.map((row) => row.type)
}
