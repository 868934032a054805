import type pg from 'pg'

export const accounts = 64
export const servicesOfEach = 40

/** Accounts with a PayPal and services each, made by SQL: what both sides of the scenario write on. Answers the first account's id. */
export async function makeFleet(pool: pg.Pool, name: string): Promise<number> {
  const first = await insertAccounts(pool, name)
  const last = first + accounts - 1
  await sellPlan(pool)
  await insertServices(pool, first, last)
  await pool.query(
    `insert into payment_means (account_id, kind, is_default, label, created_at, updated_at)
     select a, 'paypal', true, 'a@example.org', now(), now() from generate_series($1::bigint, $2::bigint) a`,
    [first, last],
  )
  await pool.query('analyze')
  return first
}

async function insertAccounts(pool: pg.Pool, name: string): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `insert into accounts (nichandle, email, firstname, name, legalform, country, currency, language, created_at)
     select $1 || n || '-ovh', 'a@example.org', 'A', 'B', 'individual', 'FR', 'EUR', 'fr_FR', now() from generate_series(1, $2::int) n
     returning account_id as id`,
    [name, accounts],
  )
  return Number(rows[0]?.id)
}

/** At a price, and with the tax rate of the accounts' country. */
async function sellPlan(pool: pg.Pool): Promise<void> {
  await pool.query(
    `insert into plans (code, family, service_type) values ('bench', 'vps', 'VPS') on conflict do nothing`,
  )
  await pool.query(
    `insert into plan_prices (plan_code, period, currency, price_ucents, valid_from)
     values ('bench', 'P1M', 'EUR', 350000000, '2020-01-01') on conflict do nothing`,
  )
  await pool.query(
    `insert into tax_rates (country, rate_ppm, valid_from) values ('FR', 200000, '2014-01-01') on conflict do nothing`,
  )
}

async function insertServices(pool: pg.Pool, first: number, last: number): Promise<void> {
  await pool.query(
    `with made as (
       insert into services (account_id, plan_code, family, name, starts_on, expires_on, anchor_day, period, mode, created_at)
       select a, 'bench', 'vps', 'vps' || n, current_date, current_date + 31, extract(day from current_date), 'P1M', 'automatic', now()
       from generate_series($1::bigint, $2::bigint) a, generate_series(1, $3::int) n
       returning account_id, id, starts_on, expires_on)
     insert into paid_periods (account_id, service_id, starts_on, ends_on)
     select account_id, id, starts_on, expires_on from made`,
    [first, last, servicesOfEach],
  )
}
