import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse } from '../../../test/customer-house.ts'
import { manyPayments } from '../../../test/many-payments.ts'
import { afterPlanting } from '../../../test/plant.ts'
import { addPeriod, parsePeriod } from '../../calendar/period.ts'
import { limitPerCheck, verifyBooks } from './verify-books.ts'

let house: CustomerHouse
let done: Awaited<ReturnType<typeof manyPayments>>
beforeAll(async () => {
  house = await customerHouse()
  done = await manyPayments(house)
}, 60_000)
afterAll(() => house?.close())

describe('a history that went every way', () => {
  test('breaks nothing, and all of it was looked at', async () => {
    const { checked, violations, truncated } = await verifyBooks(house.parts)
    expect({ violations, truncated }).toEqual({ violations: [], truncated: false })
    const [there] = await house.parts.transaction((open) =>
      open.query(sql`
        select (select count(*) from services) as services, (select count(*) from orders) as orders,
          (select count(*) from documents where id like 'B%') as bills, (select count(*) from postings) as postings`),
    )
    expect(checked).toEqual(there)
    expect(checked.orders).toBeGreaterThan(15)
  })

  test('is every way: every state in which an attempt, an order or a debt can be found at rest', async () => {
    const rows = await house.parts.transaction((open) =>
      open.query<{ state: string }>(sql`
        select distinct 'attempt ' || state as state from payment_attempts
        union select distinct 'order ' || status from orders union select distinct 'payout ' || state from payouts
        union select distinct 'debt ' || case when closed_at is null then 'open' else 'closed' end from debts
        union select distinct 'movement ' || kind from movements
        order by 1`),
    )
    expect(rows.map((row) => row.state)).toEqual([
      ...['attempt declined', 'attempt failed', 'attempt parked', 'attempt partial', 'attempt pending'],
      ...['attempt succeeded', 'attempt unknown'],
      ...['debt closed', 'debt open'],
      ...['movement adjustment', 'movement bill', 'movement overpayment', 'movement payment', 'movement payout'],
      ...['movement refund', 'movement unsettled'],
      ...['order cancelled', 'order checking', 'order delivered', 'order expired', 'order notPaid'],
      ...['payout open', 'payout toMeans'],
    ])
  })
})

describe('a flood', () => {
  test('is cut, says so, and hides nothing of another kind', async () => {
    const found = await afterPlanting(
      house.parts,
      sql`insert into services (account_id, id, kinship, plan_code, family, name, starts_on, expires_on, anchor_day, period, mode, created_at)
        select ${done.maria.id}::bigint, 20000 + n, 20000 + n, 'hosting', 'hosting/web', 'flood' || n, '2025-12-01', '2026-12-01', 1, 'P1Y',
          'manual', now()
        from generate_series(1, 1000) n`,
      sql`update orders set expires_at = null where id = ${done.waiting.id}`,
    )
    expect(found.truncated).toBe(true)
    expect(found.violations).toHaveLength(limitPerCheck + 1)
    expect(found.violations.at(-1)).toMatchObject({ invariant: 6, subject: `order ${done.waiting.id}` })
  })
})

describe('T4 the SQL counts periods as addPeriod does', () => {
  test('from every day of two years, a leap year among them, by every anchor that is at an edge', async () => {
    const first = Temporal.PlainDate.from('2027-06-01')
    const days = Array.from({ length: 731 }, (_, index) => first.add({ days: index }))
    const periods = ['P1D', 'P45D', 'P2W', 'P1M', 'P11M', 'P25M', 'P1Y', 'P4Y'] as const
    const rows = days.flatMap((from) =>
      periods.flatMap((text) =>
        [1, 28, 29, 30, 31].map((anchor) => {
          const period = parsePeriod(text)
          return { from, period, anchor, to: addPeriod(from, period, anchor) }
        }),
      ),
    )
    const later = rows.filter(({ from, to }) => Temporal.PlainDate.compare(from, to) < 0)
    const found = await afterPlanting(
      house.parts,
      sql`create temporary table counted on commit drop as
        select 100000 + position as id, from_date, to_date, anchor, period
        from unnest(
          ${later.map((row) => row.from)}::date[], ${later.map((row) => row.to)}::date[],
          ${later.map((row) => row.anchor)}::integer[], ${later.map((row) => row.period)}::text[]
        ) with ordinality as given (from_date, to_date, anchor, period, position)`,
      sql`insert into services (account_id, id, kinship, plan_code, family, name, starts_on, expires_on, anchor_day, period, mode, created_at)
        select ${done.maria.id}::bigint, id, id, 'hosting', 'hosting/web', 'counted' || id, from_date, to_date, anchor, period, 'manual', now()
        from counted`,
      sql`insert into order_lines (account_id, order_id, service_id, plan_code, service_type, service_name, period, starts_on,
          ends_on, quantity, unit_price_ucents, total_price_ucents, tax_rate_ppm)
        select ${done.maria.id}::bigint, ${done.paid.id}::bigint, id, 'hosting', 'x', 'x', period, from_date, to_date, 1, 0, 0, 0
        from counted`,
      sql`insert into paid_periods (account_id, service_id, starts_on, ends_on, order_id)
        select ${done.maria.id}::bigint, id, from_date, to_date, ${done.paid.id}::bigint from counted`,
    )
    expect(later.length).toBeGreaterThan(25_000)
    expect(found.violations).toEqual([])
  }, 60_000)
})
