import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testAccount } from '../../../test/customer.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { givenMeans, type TestParts, testParts } from '../../../test/parts.ts'
import { testPlans, testServices } from '../../../test/services.ts'
import { collectDebts } from '../automatic/collect-debts.ts'
import { runRenewals } from '../automatic/run-renewals.ts'
import { readMailbox } from './read-mailbox.ts'

let database: TestDatabase
let parts: TestParts
let account: string

beforeAll(async () => {
  database = await testDatabase()
  parts = testParts(database)
  const made = await testAccount(parts, { language: 'en_GB' })
  account = made.nichandle
  await testPlans(parts, [{ code: 'vps', serviceType: 'VPS', prices: { P1Y: '10.00', P1M: '1.00' } }])
  await testServices(parts, made.id, [
    { id: 1, plan: 'vps', name: 'yearly.example', mode: 'automatic', expires: '2026-12-20' },
    { id: 2, plan: 'vps', name: 'second.example', mode: 'automatic', expires: '2026-12-20' },
    { id: 3, plan: 'vps', name: 'manual.example', mode: 'manual', expires: '2026-12-10', period: 'P1M' },
  ])
  await givenMeans(parts, made.id, { kind: 'creditCard', label: '**** **** **** 5678', isDefault: true })
})
afterAll(() => database.close())

/** Goes on day by day, as the sweeps do, and answers the mails of the way. */
async function mailsUntil(date: string) {
  const known = (await mails()).length
  while (parts.clock.now().toString() < date) {
    parts.clock.advance('P1D')
    await runRenewals(parts, { until: parts.clock.now() })
  }
  return (await mails()).slice(known)
}

const mails = () => readMailbox(parts, { account, after: 0, limit: 100 })
const plain = (text: string | undefined) => (text ?? '').replace(/[\u00a0\u202f]/g, ' ')

test('A10: what renews is told once, with its price, its means and the day; what expires with its price and a way to renew', async () => {
  const told = await mailsUntil('2026-11-26')
  const upcoming = told.filter((mail) => mail.kind === 'renewal.upcoming')
  expect(upcoming).toHaveLength(1)
  const text = plain(upcoming[0]?.text)
  for (const fact of ['yearly.example (VPS), paid until 20 December 2026', 'second.example', '**** **** **** 5678']) {
    expect(text).toContain(fact)
  }
  expect(text, 'two of 10.00 and 20 % of tax').toContain('€24.00 including VAT')
  const [reminder] = told.filter((mail) => mail.kind === 'expiry.reminder')
  expect(text, 'billed 24 hours before the expiration').toContain('On 19 December 2026 we issue the invoice.')
  expect(upcoming[0]?.subject).toBe('2 services: renewal on 19 December 2026')
  expect(plain(reminder?.text)).toContain('Renewing costs €1.20 including VAT.')
  expect(reminder?.text).toContain(
    'suspension follows on 10 December 2026, and termination with all data on 9 January 2027.',
  )
  expect(reminder?.text).toContain('Renew\nhttp://127.0.0.1:8080/console')
})

test('A5, A6: a suspension says when termination follows', async () => {
  const told = await mailsUntil('2026-12-12')
  const [suspended] = told.filter((mail) => mail.kind === 'service.suspended')
  expect(suspended?.subject).toBe('manual.example: expired and suspended')
  expect(suspended?.text).toMatch(/Without renewal, termination follows on (9|10) January 2027, with all data\./)
})

test('A3: a payment that failed says when it is tried again, and when the services are suspended', async () => {
  const { transaction } = database
  await transaction((open) => open.query(sql`update payment_means set is_default = false`))
  await mailsUntil('2026-12-19')
  const known = (await mails()).length
  await collectDebts(parts, { until: parts.clock.now() })
  const [failed, ...others] = (await mails()).slice(known)
  expect([failed?.kind, others]).toEqual(['renewal.failed', []])
  expect(failed?.text).toContain('We try again on 21 December 2026.')
  expect(failed?.text).toContain('Without payment, suspension begins on 26 December 2026.')
})

test('A5: a warning about an unpaid bill says what is owed and leads to its order', async () => {
  const told = await mailsUntil('2026-12-27')
  const [warning] = told.filter((mail) => mail.kind === 'suspension.warning')
  expect(plain(warning?.text)).toContain('€24.00 is still to be paid for 2 services.')
  expect(plain(warning?.text)).toMatch(/Pay €24\.00\nhttp:\/\/127\.0\.0\.1:8080\/order\?orderId=\d+&orderPassword=/)
  for (const mail of await mails()) expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/[{]\w+[}]|undefined/)
})

describe('an option', () => {
  const owner = { nichandle: '' }
  beforeAll(async () => {
    const made = await testAccount(parts, { language: 'en_GB' })
    owner.nichandle = made.nichandle
    await testPlans(parts, [
      { code: 'sql', serviceType: 'SQL', followsParent: true, prices: { P1Y: '5.00', P1M: '0.50' } },
      { code: 'cdn', serviceType: 'CDN', prices: { P1Y: '7.00' } },
    ])
    const expires = '2027-03-01'
    await testServices(parts, made.id, [
      { id: 11, plan: 'vps', name: 'renews.example', mode: 'automatic', expires },
      { id: 12, plan: 'sql', name: 'sql.renews.example', mode: 'automatic', expires, parent: 11, period: 'P1M' },
      { id: 21, plan: 'vps', name: 'manual.example', mode: 'manual', expires },
      { id: 22, plan: 'sql', name: 'sql.manual.example', mode: 'automatic', expires, parent: 21 },
      { id: 23, plan: 'cdn', name: 'cdn.manual.example', mode: 'automatic', expires, parent: 21 },
      { id: 31, plan: 'vps', name: 'ends.example', mode: 'automatic', expires, ends: 'expiration' },
      { id: 32, plan: 'sql', name: 'sql.ends.example', mode: 'automatic', expires, parent: 31 },
      { id: 33, plan: 'cdn', name: 'cdn.ends.example', mode: 'automatic', expires: '2027-05-01', parent: 31 },
    ])
    await mailsUntil('2027-03-01T12:00')
  })

  async function told(kind: string, name: string) {
    const all = await readMailbox(parts, { account: owner.nichandle, after: 0, limit: 100 })
    const mail = all.find((one) => one.kind === kind && one.text.includes(`- ${name}`))
    return `${mail?.subject} ${plain(mail?.text)}`
  }

  test('S3, S9: what follows its parent is in the price that is announced, for its parent’s period', async () => {
    const upcoming = await told('renewal.upcoming', 'sql.renews.example')
    expect(upcoming).toMatch(/^2 services: renewal on .*€18\.00 including VAT/s)
    expect(await told('expiry.reminder', 'sql.manual.example')).toContain('Renewing costs €18.00 including VAT')
  })

  test('A2a: one that its parent does not cover is not told that it was set to end', async () => {
    const reminder = await told('ending.reminder', 'cdn.manual.example')
    expect(reminder).toContain('end on 1 March 2027, because the main service does not renew by itself.')
    expect(await told('service.terminated', 'cdn.manual.example')).toContain('because the main service was not renewed')
  })

  test('A6, A8: the end of its parent is announced as its own', async () => {
    const reminder = await told('ending.reminder', 'ends.example')
    for (const name of ['sql.ends.example', 'cdn.ends.example']) expect(reminder).toContain(`- ${name}`)
    expect(reminder).toContain('3 services: set to end on 1 March 2027.')
    expect(await told('service.terminated', 'cdn.ends.example')).toMatch(/^3 services: ended as you wished/)
  })
})
