import type pg from 'pg'
import type { RunFleet } from '../../server/test/run-fleet.ts'

/**
 * The floor of a run: the rows that ordering, billing, charging and settling leave, by hand-written set-based SQL on one connection, in two
 * transactions: one to order and bill, one to settle. No rule, no check, one statement a table.
 */
export async function runByHand(pool: pg.Pool, fleet: RunFleet): Promise<void> {
  const client = await pool.connect()
  const run = (text: string, values: unknown[] = []) => client.query(text, values)
  const range = [fleet.firstAccount, fleet.lastAccount]
  try {
    await run('begin')
    await run('select account_id from accounts where account_id between $1 and $2 for no key update', range)
    await run(
      `create temporary table made on commit preserve rows as
       select account_id, nextval(pg_get_serial_sequence('orders', 'id')) as order_id, count(*) as lines,
         row_number() over (order by account_id) as number, gen_random_uuid() as attempt_id
       from services where account_id between $1 and $2 group by account_id`,
      range,
    )
    for (const statement of ordering) await run(statement)
    await run('commit')
    await run('begin')
    await run('select account_id from accounts where account_id between $1 and $2 for no key update', range)
    for (const statement of settling) await run(statement)
    await run('commit')
    await run('drop table made')
  } finally {
    client.release()
  }
}

const ordering = [
  `insert into orders (account_id, id, kind, identity, status, currency, net_ucents, tax_ucents, gross_ucents, password_sealed, created_at)
   select account_id, order_id, 'automatic', 'floor:' || order_id, 'checking', 'EUR', lines * 350000000, lines * 70000000,
     lines * 420000000, decode(repeat('ab', 50), 'hex'), now() from made`,
  `insert into order_lines (account_id, order_id, service_id, plan_code, service_type, service_name, period, starts_on, ends_on, quantity,
     unit_price_ucents, total_price_ucents, tax_rate_ppm, renewal_identity)
   select made.account_id, order_id, services.id, plan_code, 'VPS', name, period, expires_on, expires_on + 30, 1, 350000000, 350000000,
     200000, 'floor:' || services.id from made join services using (account_id)`,
  `insert into order_steps (account_id, order_id, position, at, label, description)
   select account_id, order_id, n, now(), 'ORDER_STARTED', 'Renewed automatically' from made, generate_series(1, 2) n`,
  `insert into events (account_id, at, type, order_id, data)
   select account_id, now(), 'order.created', order_id, '{}' from made, generate_series(1, 3)`,
  `insert into document_series (legal_entity, kind, year, last_number) select 'floor', 'bill', 2026, count(*) from made
   on conflict (legal_entity, kind, year) do update set last_number = document_series.last_number + excluded.last_number`,
  `insert into documents (account_id, id, kind, legal_entity, year, number, order_id, category, currency, net_ucents, tax_ucents,
     gross_ucents, seller, customer, password_sealed, issued_at)
   select account_id, 'F2026-' || number, 'bill', 'floor', 2026, number, order_id, 'autorenew', 'EUR', lines * 350000000,
     lines * 70000000, lines * 420000000, '{"name": "Odnowa"}', '{"name": "Odnowa"}', decode(repeat('ab', 50), 'hex'), now() from made`,
  `insert into document_lines (account_id, document_id, id, order_line_id, service_id, service_type, service_name, starts_on, ends_on,
     quantity, unit_price_ucents, total_price_ucents, tax_rate_ppm)
   select line.account_id, 'F2026-' || number, row_number() over (partition by line.account_id order by line.id), line.id, service_id,
     service_type, service_name, starts_on, ends_on, 1, 350000000, 350000000, 200000
   from made join order_lines line on line.account_id = made.account_id and line.order_id = made.order_id`,
  `insert into debts (account_id, bill_id, order_id, currency, amount_ucents, opened_at, counts_from)
   select account_id, 'F2026-' || number, order_id, 'EUR', lines * 420000000, now(), now() from made`,
  `insert into payment_attempts (account_id, id, order_id, means_kind, currency, amount_ucents, state, created_at, resolve_at)
   select account_id, attempt_id, order_id, 'paypal', 'EUR', lines * 420000000, 'charging', now(), now() + interval '5 minutes' from made`,
  movementsOf('bill', [`'customer', 420000000`, `'revenue', -350000000`, `'tax', -70000000`]),
]

const settling = [
  `update payment_attempts set state = 'succeeded', ended_at = now(), resolve_at = null, received_ucents = amount_ucents
   from made where payment_attempts.account_id = made.account_id and id = attempt_id`,
  `update orders set status = 'delivered', ended_at = now() from made where orders.account_id = made.account_id and id = order_id`,
  `update debts set closed_at = now() from made where debts.account_id = made.account_id and debts.order_id = made.order_id`,
  `with extended as (
     update services set expires_on = expires_on + 30, next_action_at = now() + interval '29 days'
     from made where services.account_id = made.account_id
     returning services.account_id, services.id, expires_on, order_id)
   insert into paid_periods (account_id, service_id, starts_on, ends_on, previous_end, order_id)
   select account_id, id, expires_on - 30, expires_on, expires_on - 30, order_id from extended`,
  `insert into order_steps (account_id, order_id, position, at, label, description)
   select account_id, order_id, n, now(), 'DELIVERY', 'what happened' from made, generate_series(3, 7) n`,
  `insert into events (account_id, at, type, order_id, data)
   select account_id, now(), 'order.paid', order_id, '{}' from made, generate_series(1, 3)`,
  `insert into events (account_id, at, type, service_id, order_id, data)
   select services.account_id, now(), 'service.renewed', services.id, order_id, '{}' from made join services using (account_id)`,
  `with written as (
     insert into notices (account_id, kind, services, order_id, data, created_at)
     select account_id, 'renewal.succeeded', array_agg(services.id), order_id, '{"means": "a@example.org"}', now()
     from made join services using (account_id) group by account_id, order_id
     returning account_id, id, services, created_at)
   insert into notice_subjects (account_id, subject, kind, deadline, notice_id, at)
   select account_id, 'service:' || service, 'renewal.succeeded', created_at, id, created_at from written, unnest(services) service`,
  `insert into events (account_id, at, type, order_id, data)
   select account_id, now(), 'notice.sent', order_id, '{"kind": "renewal.succeeded", "channel": "mail"}' from made`,
  movementsOf('charge', [`'gateway:paypal', 420000000`, `'customer', -420000000`]),
]

function movementsOf(kind: string, postings: readonly string[]): string {
  const rows = postings.map((posting, index) => `(${index + 1}, ${posting})`).join(', ')
  return `with posted as (
      insert into movements (account_id, identity, kind, order_id, description, at)
      select account_id, '${kind}:' || order_id, '${kind}', order_id, '${kind}', now() from made returning account_id, id)
    insert into postings (account_id, movement_id, position, book, currency, amount_ucents)
    select posted.account_id, posted.id, position, book, 'EUR', amount * lines
    from posted join made using (account_id), (values ${rows}) as posting (position, book, amount)`
}
