import type pg from 'pg'

/** What a run renews: services that are all due, of accounts with 1 to 50 each. */
export interface RunFleet {
  readonly firstAccount: number
  readonly lastAccount: number
  readonly services: number
}

/** Makes a fleet of automatic services that expire tomorrow, by SQL: what both sides of the scenario write on. */
export async function makeRunFleet(pool: pg.Pool, name: string, services: number): Promise<RunFleet> {
  // accounts of 1, 2 ... 50 services in turn: 1,275 services in 50 accounts; the last ones are cut off by the limit
  const accounts = Math.ceil(services / 1_275) * 50
  const { rows } = await pool.query<{ id: number }>(
    `insert into accounts (nichandle, email, firstname, name, legalform, country, currency, language, created_at)
     select $1 || n || '-ovh', 'a@example.org', 'A', 'B', 'individual', 'FR', 'EUR', 'fr_FR', now() from generate_series(1, $2::int) n
     returning account_id as id`,
    [name, accounts],
  )
  const ids = rows.map((row) => Number(row.id))
  const [first = 0, last = 0] = [Math.min(...ids), Math.max(...ids)]
  await pool.query(`insert into plans (code, family, service_type) values ('run', 'vps', 'VPS') on conflict do nothing`)
  await pool.query(
    `insert into plan_prices (plan_code, period, currency, price_ucents, valid_from)
     values ('run', 'P1M', 'EUR', 350000000, '2020-01-01') on conflict do nothing`,
  )
  const { rows: made } = await pool.query<{ count: number }>(
    `with made as (
       insert into services (account_id, plan_code, family, name, starts_on, expires_on, anchor_day, period, mode, created_at)
       select a, 'run', 'vps', 'vps' || n, current_date - 30, current_date, extract(day from current_date), 'P1M', 'automatic', now()
       from generate_series($1::bigint, $2::bigint) a, generate_series(1, 1 + ((a - $1::bigint) % 50)::int) n
       limit $3
       returning account_id, id, starts_on, expires_on)
     , paid as (
       insert into paid_periods (account_id, service_id, starts_on, ends_on)
       select account_id, id, starts_on, expires_on from made)
     select count(*) as count from made`,
    [first, last, services],
  )
  await pool.query(
    `insert into payment_means (account_id, kind, is_default, label, created_at, updated_at)
     select a, 'paypal', true, 'a@example.org', now(), now() from generate_series($1::bigint, $2::bigint) a`,
    [first, last],
  )
  await pool.query('vacuum analyze')
  return { firstAccount: first, lastAccount: last, services: Number(made[0]?.count) }
}
