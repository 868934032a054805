import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testAccount } from '../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { testParts } from '../../test/parts.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import { insertNotices, readTold } from './notice.store.ts'
import type { NewNotice } from './notice.ts'

let database: TestDatabase
let mine: AccountId
let other: AccountId

beforeAll(async () => {
  database = await testDatabase()
  const parts = testParts(database)
  mine = (await testAccount(parts)).id
  other = (await testAccount(parts)).id
})
afterAll(() => database.close())

const at = Temporal.Instant.from('2026-11-20T12:00:00Z')
const deadline = Temporal.Instant.from('2026-12-20T23:00:00Z')
const notice = (more: Partial<NewNotice> = {}): NewNotice => ({
  ...{ accountId: mine, kind: 'expiry.reminder', deadline, step: 30, services: [1, 2] as ServiceId[] },
  ...{ orderId: null, documentId: null, data: {}, at, ...more },
})
const tell = (...notices: NewNotice[]) => database.transaction((open) => insertNotices(open, notices))
const events = () =>
  database.transaction((open) =>
    open.query<{ service: number | null; data: object }>(sql`
      select service_id as service, data from events where type = 'notice.sent' order by id`),
  )

test('A10: each notice once for a service, a deadline and a step; one with something new speaks of that', async () => {
  expect(await tell(notice())).toHaveLength(1)
  expect(await tell(notice())).toEqual([])
  const [next] = await tell(notice({ services: [2, 3] as ServiceId[] }))
  expect(next?.services).toEqual([3])
  expect(await tell(notice({ step: 15 }), notice({ step: 15 }))).toHaveLength(1)
  expect(await tell(notice({ accountId: other }))).toHaveLength(1)
  expect(await tell(notice({ deadline: deadline.add({ hours: 24 }) }))).toHaveLength(1)

  const written = await events()
  expect(written).toHaveLength(5)
  expect(written[1]).toEqual({
    service: 3,
    data: { kind: 'expiry.reminder', deadline: '2026-12-20T23:00:00Z', services: [3], channel: 'mail' },
  })
  const told = await database.transaction((open) => readTold(open, [{ accountId: mine, subject: 'service:3' }]))
  expect(told).toEqual([
    { accountId: mine, subject: 'service:3', kind: 'expiry.reminder', deadline, step: 30, at: expect.anything() },
  ])
})

test('a fact without deadline is told each time, and read back as told at its moment', async () => {
  const fact = notice({ kind: 'renewal.succeeded', deadline: null, step: 0, services: [9] as ServiceId[] })
  expect(await tell(fact)).toHaveLength(1)
  expect(await tell(fact, { ...fact, kind: 'balance.credited', services: [] })).toHaveLength(2)
  const told = await database.transaction((open) => readTold(open, [{ accountId: mine, subject: 'service:9' }]))
  expect(told.map((one) => String(one.deadline))).toEqual(['2026-11-20T12:00:00Z'])
})

test('A10: a card is told of by its own subject, with all services that it pays', async () => {
  const card = notice({ kind: 'card.ending', subjects: ['means:5678'] })
  const [told] = await tell(card)
  expect(told?.services).toEqual([1, 2])
  expect(await tell({ ...card, services: [7] as ServiceId[] })).toEqual([])
})

test('a run of 20,000 notices is written in seconds, each with the subjects of its own service', async () => {
  const many = Array.from({ length: 20_000 }, (_, index) => notice({ services: [1000 + index] as ServiceId[] }))
  expect(await tell(...many)).toHaveLength(20_000)
  const rows = await database.transaction((open) =>
    open.query<{ id: number; name: string }>(sql`select id, 'service:' || services[1] as name from notices`),
  )
  const subjects = await database.transaction((open) =>
    open.query<{ id: number; subject: string }>(sql`
      select notice_id as id, subject from notice_subjects where subject ~ '^service:[0-9]{4,}$'`),
  )
  const names = new Map(rows.map((row) => [row.id, row.name]))
  expect(subjects).toHaveLength(20_000)
  expect(subjects.filter(({ id, subject }) => names.get(id) !== subject)).toEqual([])
})
