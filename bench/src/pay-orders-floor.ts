import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'

const seal = randomBytes(50)
const company = JSON.stringify({ name: 'Odnowa' })

/**
 * The floor: the rows that an order, its payment and its settlement leave, in the same three transactions, by hand-made SQL: one prepared
 * statement a table and no rule, no check, no reading beyond the account's lock and the bill's number.
 */
export async function writeByHand(pool: pg.Pool, accountId: number, serviceId: number): Promise<void> {
  const orderId = await inTransaction(pool, (run) => order(run, accountId, serviceId))
  const attemptId = randomUUID()
  await inTransaction(pool, (run) => beginPayment(run, { accountId, orderId, attemptId }))
  await inTransaction(pool, async (run) => {
    await run('lock', lockStatement, [accountId])
    await extend(run, { accountId, orderId, attemptId }, serviceId)
    await bill(run, accountId, orderId)
    await post(run, accountId, orderId)
  })
}

interface Paid {
  readonly accountId: number
  readonly orderId: number
  readonly attemptId: string
}

async function order(run: Run, accountId: number, serviceId: number): Promise<number> {
  await run('lock', lockStatement, [accountId])
  const id = (
    await run<{ id: number }>(
      'order',
      `insert into orders (account_id, kind, status, currency, net_ucents, tax_ucents, gross_ucents, password_sealed, created_at, expires_at)
         values ($1, 'renewal', 'notPaid', 'EUR', 350000000, 70000000, 420000000, $2, now(), now() + interval '1 day') returning id`,
      [accountId, seal],
    )
  )[0]?.id
  await run(
    'line',
    `insert into order_lines (account_id, order_id, service_id, plan_code, service_type, service_name, period, starts_on, ends_on,
         quantity, unit_price_ucents, total_price_ucents, tax_rate_ppm)
       select $1, $2, id, plan_code, 'VPS', name, period, expires_on, expires_on + 30, 1, 350000000, 350000000, 200000
       from services where account_id = $1 and id = $3`,
    [accountId, id, serviceId],
  )
  await run('steps', stepsStatement, [accountId, id, 1, 1])
  await run('events', eventsStatement, [accountId, id, 1])
  return Number(id)
}

async function beginPayment(run: Run, { accountId, orderId, attemptId }: Paid): Promise<void> {
  await run('lock', lockStatement, [accountId])
  await run('checking', `update orders set status = 'checking' where account_id = $1 and id = $2`, [accountId, orderId])
  await run(
    'attempt',
    `insert into payment_attempts (account_id, id, order_id, means_kind, currency, amount_ucents, state, created_at, resolve_at)
       values ($1, $2, $3, 'paypal', 'EUR', 420000000, 'charging', now(), now() + interval '5 minutes')`,
    [accountId, attemptId, orderId],
  )
  await run('steps', stepsStatement, [accountId, orderId, 2, 2])
}

async function extend(run: Run, { accountId, orderId, attemptId }: Paid, serviceId: number): Promise<void> {
  await run(
    'succeeded',
    `update payment_attempts set state = 'succeeded', ended_at = now(), resolve_at = null, received_ucents = amount_ucents
       where account_id = $1 and id = $2`,
    [accountId, attemptId],
  )
  await run('delivered', `update orders set status = 'delivered', ended_at = now() where account_id = $1 and id = $2`, [
    accountId,
    orderId,
  ])
  await run('extend', 'update services set expires_on = expires_on + 30 where account_id = $1 and id = $2', [
    accountId,
    serviceId,
  ])
  await run(
    'period',
    `insert into paid_periods (account_id, service_id, starts_on, ends_on, previous_end, order_id)
       select account_id, id, expires_on - 30, expires_on, expires_on - 30, $3 from services where account_id = $1 and id = $2`,
    [accountId, serviceId, orderId],
  )
  await run('steps', stepsStatement, [accountId, orderId, 3, 7])
  await run('events', eventsStatement, [accountId, orderId, 4])
}

async function bill(run: Run, accountId: number, orderId: number): Promise<void> {
  const number = (
    await run<{ number: number }>(
      'number',
      `insert into document_series (legal_entity, kind, year, last_number) values ('floor', 'bill', 2026, 1)
         on conflict (legal_entity, kind, year) do update set last_number = document_series.last_number + 1 returning last_number as number`,
      [],
    )
  )[0]?.number
  const documentId = `F2026-${number}`
  await run(
    'bill',
    `insert into documents (account_id, id, kind, legal_entity, year, number, order_id, category, currency, net_ucents, tax_ucents,
         gross_ucents, seller, customer, password_sealed, issued_at)
       values ($1, $2, 'bill', 'floor', 2026, $3, $4, 'earlyrenewal', 'EUR', 350000000, 70000000, 420000000, $5, $5, $6, now())`,
    [accountId, documentId, number, orderId, company, seal],
  )
  await run(
    'billLine',
    `insert into document_lines (account_id, document_id, id, order_line_id, service_id, service_type, service_name, starts_on, ends_on,
         quantity, unit_price_ucents, total_price_ucents, tax_rate_ppm)
       select account_id, $3, 1, id, service_id, service_type, service_name, starts_on, ends_on, 1, 350000000, 350000000, 200000
       from order_lines where account_id = $1 and order_id = $2`,
    [accountId, orderId, documentId],
  )
}

async function post(run: Run, accountId: number, orderId: number): Promise<void> {
  await run(
    'movements',
    `with made as (
         insert into movements (account_id, identity, kind, order_id, description, at)
         select $1, kind || $2::bigint, kind, $2::bigint, kind, now() from unnest('{charge,bill}'::text[]) kind returning id, kind)
       insert into postings (account_id, movement_id, position, book, currency, amount_ucents)
       select $1, made.id, position, book, 'EUR', amount from made
       join (values ('charge', 1, 'gateway:paypal', 420000000), ('charge', 2, 'customer', -420000000),
         ('bill', 1, 'customer', 420000000), ('bill', 2, 'revenue', -350000000), ('bill', 3, 'tax', -70000000))
         as posting (kind, position, book, amount) on posting.kind = made.kind`,
    [accountId, orderId],
  )
}

const lockStatement = 'select 1 from accounts where account_id = $1 for no key update'
const stepsStatement = `insert into order_steps (account_id, order_id, position, at, label, description)
  select $1, $2, n, now(), 'STEP', 'what happened' from generate_series($3::int, $4::int) n`
const eventsStatement = `insert into events (account_id, at, type, order_id, data)
  select $1, now(), 'order.paid', $2, '{}' from generate_series(1, $3::int)`

type Run = <Row>(name: string, text: string, values: unknown[]) => Promise<Row[]>

async function inTransaction<Result>(pool: pg.Pool, work: (run: Run) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(async <Row>(name: string, text: string, values: unknown[]) => {
      return (await client.query({ name, text, values })).rows as Row[]
    })
    await client.query('commit')
    return result
  } finally {
    client.release()
  }
}
