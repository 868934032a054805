import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse } from '../../../test/customer-house.ts'
import { insertDocuments, readDocuments } from '../../bills/document.store.ts'
import type { Account } from '../../customers/account.ts'
import type { MeansId, ServiceId } from '../../identity/identity.ts'
import { payOrder } from '../paying/pay-order.ts'

let house: CustomerHouse
let maria: Account
let nextId = 1000

beforeAll(async () => {
  house = await customerHouse('2026-12-31T22:00:00Z')
  maria = await house.account()
  await house.plan('vps', 'vps', 'VPS', { P1Y: '10' })
  await house.means(maria)
})
afterAll(() => house?.close())

async function settle() {
  nextId += 1
  const id = nextId
  await house.service(maria, 'vps', `vps${id}.example`, id)
  const order = await house.order(maria, 'P1Y', id)
  const means = { kind: 'paypal', id: 1234 as MeansId } as const
  await payOrder(house.parts, { accountId: maria.id, orderId: order.id, means })
  return order
}

const numbers = () =>
  house.parts.transaction((transaction) =>
    transaction.query<{ readonly id: string }>(sql`select id from documents order by year, number`),
  )

test('B1 numbers are contiguous under concurrent settlements, and start again in the local new year', async () => {
  await Promise.all(Array.from({ length: 8 }, settle))
  house.moveTo('2026-12-31T22:59:59Z')
  await settle()
  house.moveTo('2026-12-31T23:00:00Z')
  await Promise.all(Array.from({ length: 3 }, settle))
  const old = Array.from({ length: 9 }, (_, index) => `B2026-00000${index + 1}`)
  expect((await numbers()).map((row) => row.id)).toEqual([...old, 'B2027-000001', 'B2027-000002', 'B2027-000003'])
})

test('B1 a transaction that fails leaves no gap', async () => {
  const before = (await numbers()).length
  const { transaction } = house.parts
  const failing: typeof transaction = (work) =>
    transaction(async (inner) => {
      const value = await work(inner)
      const [row] = await inner.query<{ readonly count: number }>(sql`select count(*) as count from documents`)
      if (row && row.count > before) throw new Error('killed')
      return value
    })
  nextId += 1
  const id = nextId
  await house.service(maria, 'vps', `vps${id}.example`, id)
  const order = await house.order(maria, 'P1Y', id)
  const means = { kind: 'paypal', id: 1234 as MeansId } as const
  const log = { info() {}, warn() {}, error() {} }
  await payOrder({ ...house.parts, transaction: failing, log }, { accountId: maria.id, orderId: order.id, means })
  expect(await numbers()).toHaveLength(before)
  await settle()
  expect((await numbers()).at(-1)?.id).toBe('B2027-000004')
})

test.each([
  ['documents', sql`update documents set currency = 'PLN'`],
  ['documents', sql`delete from documents`],
  ['document_lines', sql`update document_lines set quantity = 2`],
  ['document_lines', sql`delete from document_lines`],
  ['movements', sql`update movements set kind = 'other'`],
  ['postings', sql`delete from postings`],
])('B1 B3 %s are never changed or deleted', async (table, statement) => {
  const changing = house.parts.transaction((transaction) => transaction.query(statement))
  await expect(changing).rejects.toThrow(`${table} is never changed or deleted`)
})

test('B2 seller and customer stand on the bill as they were', async () => {
  const order = await settle()
  await house.parts.transaction((transaction) =>
    transaction.query(sql`update accounts set name = 'Nowak', city = 'Lyon' where account_id = ${maria.id}::bigint`),
  )
  const read = await house.parts.transaction((transaction) => readDocuments(transaction, { orders: [order] }))
  expect(read).toMatchObject([
    {
      customer: { name: maria.name, city: maria.city, nichandle: maria.nichandle },
      seller: { name: 'Odnowa SAS', country: 'FR' },
    },
  ])
})

test('B1 another legal entity gives another account the same number: they are two documents, each with its own line', async () => {
  const [ours] = await house.parts.transaction(async (open) => readDocuments(open, { orders: [await settle()] }))
  const jan = await house.account()
  await house.service(jan, 'vps', 'jan.example', 2000)
  const order = await house.order(jan, 'P1Y', 2000)
  const [line, ordered] = [ours?.lines[0], order.lines[0]]
  if (!ours || !line || !ordered) throw new Error('a document has a line')
  const lines = [{ ...line, orderLineId: ordered.id, serviceId: 2000 as ServiceId }]
  const series = { legalEntity: 'another', year: 2027, number: Number(ours.id.slice(-6)) }
  const theirs = { ...ours, ...series, accountId: jan.id, orderId: order.id, lines }
  const both = await house.parts.transaction(async (open) => {
    await insertDocuments(open, [theirs])
    return readDocuments(open, { numbers: [ours, theirs] })
  })
  expect(both.map(({ accountId, lines }) => [accountId, lines])).toEqual([
    [jan.id, lines],
    [maria.id, ours.lines],
  ])
})
