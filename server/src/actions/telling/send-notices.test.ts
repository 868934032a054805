import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { testAccount } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { mailServer } from '../../../test/mail-server.ts'
import { type TestParts, testParts } from '../../../test/parts.ts'
import { testPlans, testServices } from '../../../test/services.ts'
import { smtpMailer } from '../../gateways/smtp-mailer.ts'
import type { AccountId, ServiceId } from '../../identity/identity.ts'
import { insertNotices } from '../../notices/notice.store.ts'
import type { NewNotice } from '../../notices/notice.ts'
import type { Parts } from '../parts.ts'
import { listNotices } from './list-notices.ts'
import { readMailbox } from './read-mailbox.ts'
import { sendNotices } from './send-notices.ts'
import { writeNotices } from './write-notices.ts'

let database: TestDatabase
let parts: TestParts
let account: AccountId
let nichandle: string

beforeAll(async () => {
  database = await testDatabase()
  parts = testParts(database)
  const made = await testAccount(parts, {
    language: 'pl_PL',
    firstname: 'Ola',
    country: 'PL',
    email: 'ola@example.com',
  })
  account = made.id
  nichandle = made.nichandle
  await testPlans(parts, [{ code: 'vps', serviceType: 'VPS', prices: { P1Y: '10.00' } }])
  await testServices(parts, account, [{ id: 1, plan: 'vps', name: 'vps1.example', expires: '2027-01-15' }])
  await writeNotices(parts)
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.transaction((open) => open.query(sql`delete from notice_subjects`))
  await database.transaction((open) => open.query(sql`delete from notices`))
})

const tell = (more: Partial<NewNotice> = {}) =>
  database.transaction((open) =>
    insertNotices(open, [
      {
        ...{
          accountId: account,
          kind: 'expiry.reminder',
          deadline: Temporal.Instant.from('2027-01-14T23:00:00Z'),
          step: 30,
        },
        ...{ services: [1 as ServiceId], orderId: null, documentId: null, data: {}, at: parts.clock.now(), ...more },
      },
    ]),
  )
const notices = () => listNotices(parts, { account: nichandle, state: null, after: 0, limit: 10 })
/** As if the time until the next try had passed. */
const wait = () =>
  database.transaction((open) => open.query(sql`update notices set send_at = '-infinity' where state = 'waiting'`))

test('A10: without a mail server a mail is kept and can be read, in the language of the account, with its price', async () => {
  await tell()
  expect(await writeNotices(parts)).toBe(1)
  expect(await writeNotices(parts)).toBe(0)
  const [mail] = await readMailbox(parts, { account: nichandle, after: 0, limit: 10 })
  expect(mail).toMatchObject({ to: 'ola@example.com', kind: 'expiry.reminder', state: 'kept' })
  expect(mail?.subject).toContain('vps1.example: wygasa 15 stycznia 2027')
  // 10.00 and 23 % of Polish tax
  expect(mail?.text.replace(/\s/g, ' ')).toContain('Odnowienie kosztuje 12,30 € brutto.')
  const [stored] = await database.transaction((open) =>
    open.query<{ plain: boolean }>(sql`select position('vps1'::bytea in body_sealed) > 0 as plain from notices`),
  )
  expect(stored?.plain, 'a mail is sealed at rest').toBe(false)
})

test('A10: a mail that the server refuses twice is sent again until it takes it, once', async () => {
  const server = await mailServer(2)
  const mailing: Parts = { ...parts, mailer: smtpMailer({ url: server.url, from: 'x@example.com' }) }
  await tell()
  await writeNotices(mailing)
  for (const failures of [1, 2]) {
    expect(await sendNotices(mailing)).toBe(0)
    const [waiting] = await notices()
    expect(waiting).toMatchObject({
      state: 'waiting',
      tries: failures,
      failure: expect.stringContaining('mailbox busy'),
    })
    expect(await sendNotices(mailing), 'not before its time').toBe(0)
    await wait()
  }
  expect(await sendNotices(mailing)).toBe(1)
  await wait()
  expect(await sendNotices(mailing)).toBe(0)
  mailing.mailer?.close()
  await server.close()
  expect(server.offers()).toBe(3)
  const [message] = server.taken
  expect(message).toMatch(/^From: renewals@provider\.example/m)
  expect(message).toMatch(/^To: ola@example\.com/m)
  const [sent] = await notices()
  expect(sent).toMatchObject({ state: 'sent', tries: 3, failure: null })
  expect(message).toContain(`Message-ID: <notice-${sent?.id}@127.0.0.1>`)
  expect(message).toContain('multipart/alternative')
})

test('two workers send a mail once', async () => {
  const server = await mailServer()
  const mailing: Parts = { ...parts, mailer: smtpMailer({ url: server.url, from: 'x@example.com' }) }
  for (const step of [1, 2, 3, 4, 5, 6]) await tell({ step })
  await Promise.all([writeNotices(mailing), writeNotices(mailing)])
  await Promise.all([sendNotices(mailing), sendNotices(mailing)])
  mailing.mailer?.close()
  await server.close()
  expect(server.taken).toHaveLength(6)
})

test('a mail that a worker held when it died is due again within a minute', async () => {
  const { promise: silence, resolve: take } = Promise.withResolvers<void>()
  const held = vi.fn(() => silence)
  await tell()
  await writeNotices({ ...parts, mailer: { send: held, close: () => {} } })
  const sending = sendNotices({ ...parts, mailer: { send: held, close: () => {} } })
  await vi.waitFor(() => expect(held).toHaveBeenCalled())
  const again = sql`select send_at < now() + interval '55 seconds' as soon from notices`
  expect(await database.transaction((open) => open.query(again))).toEqual([{ soon: true }])
  take()
  expect(await sending).toBe(1)
})

test('a mail that nobody takes for three days is dead, and visible', async () => {
  const refused = smtpMailer({ url: 'smtp://127.0.0.1:1', from: 'x@example.com' })
  const mailing: Parts = { ...parts, mailer: refused }
  await tell()
  await writeNotices(mailing)
  for (let tries = 0; tries < 10; tries++) {
    await sendNotices(mailing)
    await wait()
  }
  refused.close()
  const dead = await listNotices(parts, { account: null, state: 'dead', after: 0, limit: 10 })
  expect(dead).toMatchObject([{ account: nichandle, tries: 10, failure: expect.stringContaining('ECONNREFUSED') }])
  expect(await sendNotices(mailing)).toBe(0)
})

test('a notice that cannot be written keeps no other from it', async () => {
  await tell({ kind: 'balance.credited', deadline: null, data: { amount: { ucents: 'much', currency: 'EUR' } } })
  await tell()
  await writeNotices(parts)
  expect((await notices()).map(({ state, tries }) => [state, tries])).toEqual([
    ['waiting', 1],
    ['kept', 0],
  ])
})
