import { spawn } from 'node:child_process'
import { join } from 'node:path'
import pg from 'pg'
import { type Sandbox, startSandbox } from '../../e2e/src/sandbox.ts'
import { type Figure, inTurn } from './figures.ts'
import { call, throughput } from './throughput.ts'

const rounds = 5
const orders = 5_000
const pageSize = 100

/**
 * (j) Signed `GET /me/order` of an account with 5,000 orders, expanded by pages of 100, beside a bare Fastify route over the same
 * rows. One server process each, on one database; the load comes from this process.
 */
export async function listOrders(databaseUrl: string, dataFolder: string): Promise<Figure[]> {
  const sandbox = await startSandbox({ data: dataFolder, flags: ['--database-url', databaseUrl] })
  try {
    const account = await addOrders(databaseUrl, sandbox.account)
    return [figure(await besideFloor(sandbox, [databaseUrl, account]))]
  } finally {
    await sandbox.stop()
  }
}

async function besideFloor(sandbox: Sandbox, words: readonly string[]) {
  const program = join(import.meta.dirname, 'list-orders-floor.ts')
  const floor = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [port] = (await floor.stdout.take(1).toArray()).map((chunk) => Number(String(chunk)))
    const pages = Array.from({ length: orders / pageSize }, (_none, index) => index + 1)
    return await inTurn(
      rounds,
      () => throughput(...pages.map((page) => call(sandbox, '/me/order', pageHeaders(page)))),
      () => throughput(...pages.map((page) => ({ url: `http://127.0.0.1:${port}/orders/${page}` }))),
    )
  } finally {
    floor.kill()
  }
}

function pageHeaders(page: number): Record<string, string> {
  return {
    'x-pagination-mode': 'CachedObjectList-Pages',
    'x-pagination-size': String(pageSize),
    'x-pagination-number': String(page),
  }
}

function figure(result: Awaited<ReturnType<typeof inTurn>>): Figure {
  return {
    scenario: `(j) signed GET /me/order of ${orders} orders by pages of ${pageSize}`,
    measured: `${Math.round(result.measured)}/s`,
    floor: `${Math.round(result.floor)}/s: bare Fastify route, the same two queries`,
    ratio: result.ratio,
  }
}

/** Copies an order of the account, which is paid, until it has enough of them. @returns the account's id */
async function addOrders(databaseUrl: string, nichandle: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query('select account_id as id from accounts where nichandle = $1', [nichandle])
    const account = String(rows[0].id)
    await client.query(copyOrders, [account, orders])
    await client.query('analyze orders, order_lines')
    return account
  } finally {
    await client.end()
  }
}

const copyOrders = `
  with model as (
    select * from orders where account_id = $1::bigint and status = 'delivered' order by id limit 1
  ), copy as (
    insert into orders (account_id, kind, status, currency, net_ucents, tax_ucents, gross_ucents, password_sealed, created_at, ended_at)
    select account_id, kind, status, currency, net_ucents, tax_ucents, gross_ucents, password_sealed, created_at, ended_at
    from model, generate_series(1, $2::integer - (select count(*) from orders where account_id = $1::bigint))
    returning account_id, id
  )
  insert into order_lines (account_id, order_id, service_id, plan_code, service_type, service_name, period, starts_on, ends_on,
    quantity, unit_price_ucents, total_price_ucents, tax_rate_ppm)
  select copy.account_id, copy.id, service_id, plan_code, service_type, service_name, period, starts_on, ends_on,
    quantity, unit_price_ucents, total_price_ucents, tax_rate_ppm
  from copy, order_lines line
  where line.account_id = $1::bigint and line.order_id = (select id from model)`
