import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse } from '../../test/customer-house.ts'
import type { Account } from '../customers/account.ts'

const count = 5_000

let house: CustomerHouse
let maria: Account

beforeAll(async () => {
  house = await customerHouse()
  maria = await house.account()
  await house.plan('vps-starter', 'vps', 'VPS Starter', { P1M: '3.50' })
  await house.parts.transaction((transaction) =>
    transaction.query(sql`
      insert into orders (account_id, kind, status, currency, net_ucents, tax_ucents, gross_ucents, password_sealed, created_at, expires_at)
      select ${maria.id}::bigint, 'renewal', 'notPaid', 'EUR', number * 100000000::bigint, 0, number * 100000000::bigint,
        ${house.parts.seal.seal('a password')}::bytea, ${house.clock.now()}::timestamptz, ${house.clock.now()}::timestamptz + interval '1 day'
      from generate_series(1, ${count}::integer) as number`),
  )
  await house.parts.transaction((transaction) =>
    transaction.query(sql`
      insert into services (account_id, plan_code, family, name, starts_on, expires_on, anchor_day, period, mode, created_at)
      select ${maria.id}::bigint, 'vps-starter', 'vps', 'vps-' || number, '2026-07-01', '2026-08-01', 1, 'P1M', 'manual',
        ${house.clock.now()}::timestamptz
      from generate_series(1, ${count}::integer) as number`),
  )
})
afterAll(() => house?.close())
beforeEach(() => house.statements.splice(0))

async function page(path: string, headers: Record<string, string>) {
  const all = { 'x-pagination-mode': 'CachedObjectList-Pages', ...headers }
  const answer = await house.call(maria, 'GET', path, { headers: all, shape: 'objects' })
  expect([answer.status, answer.headers['x-pagination-elements']]).toEqual([200, String(count)])
  return answer.body
}

test.each([
  ['a page of 1,000', {}, 4001],
  [
    'a page of 1,000, of all 5,000 sorted',
    { 'x-pagination-sort': 'priceWithTax.value', 'x-pagination-sort-order': 'DESC' },
    1000,
  ],
])('of 5,000 orders %s takes the list and one statement more', async (_what, sorted, first) => {
  const orders = await page('/me/order', { 'x-pagination-size': '1000', 'x-pagination-number': '5', ...sorted })
  expect(orders.map((order: { priceWithTax: { value: number } }) => order.priceWithTax.value)).toEqual(
    Array.from({ length: 1000 }, (_none, index) => (first === 1000 ? first - index : first + index)),
  )
  expect(house.statements).toHaveLength(2)
})

/** A view of a service is read by nine statements, however many there are. */
const ofViews = 9

test.each([
  '/services',
  '/service',
  '/vps',
])('of 5,000 services a page of %s takes as many statements as one service', async (path) => {
  const services = await page(path, { 'x-pagination-size': '1000' })
  expect(services).toHaveLength(1000)
  const taken = house.statements.length
  house.statements.splice(0)
  await page(path, { 'x-pagination-size': '1' })
  expect(taken).toBe(house.statements.length)
  expect(taken).toBeLessThanOrEqual(ofViews + 3)
})
