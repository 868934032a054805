import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { account, type OperatorHouse, operatorHouse, plan, service } from '../../../test/operator.ts'

let house: OperatorHouse
let url: string
beforeAll(async () => {
  house = await operatorHouse()
  await house.call('POST', '/admin/accounts', account)
  await house.call('POST', '/admin/plans', plan('vps-a'))
  const created = await house.call('POST', '/admin/services', [
    service('a.example'),
    service('b.example', { mode: 'manual' }),
    service('c.example'),
    service('d.example'),
    service('gone.example'),
  ])
  expect(created.body.items).toHaveLength(5)
  await house.database.transaction(async (open) => {
    await open.query(sql`update services set ends = 'expiration' where name = 'c.example'`)
    await open.query(sql`
      update services set state = 'suspended', suspension_causes = '{expired}', lapsed_at = '2026-07-14T22:00:00Z'
      where name = 'd.example'`)
    await open.query(sql`
      update services set state = 'terminated', terminated_at = now(), next_action_at = null where name = 'gone.example'`)
  })
  url = (await house.call('POST', '/admin/accounts/op1-ovh/calendar')).body.url
})
afterAll(() => house.close())

const read = (address = url, headers = {}) => house.app.inject({ url: new URL(address).pathname, headers })
const unfolded = (text: string) => text.replace(/\r\n[ \t]/g, '')

test('a calendar has the renewals, expiries, ends and terminations of an account, as days, with what they cost', async () => {
  const answer = await read()
  expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
  const text = unfolded(answer.body).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')
  const entries = text.split('BEGIN:VEVENT').slice(1)
  const facts = entries.map((entry) => {
    return [/DTSTART;VALUE=DATE:(\d+)/.exec(entry)?.[1], /SUMMARY:(.*)/.exec(entry)?.[1]?.trim()]
  })
  // 3.50 and 20 % of French tax; the automatic order is due 24 hours before the expiration of 1 August
  expect(facts).toEqual([
    ['20260731', 'Renouvellement : a.example (4\\,20 €)'],
    ['20260801', 'Expire : b.example (4\\,20 €)'],
    ['20260801', 'Prend fin : c.example'],
    ['20260814', 'Résiliation : d.example'],
  ])
})

test('its entries keep their ids, and who knows it already gets nothing again', async () => {
  const first = await read()
  const again = await read(url, { 'if-none-match': first.headers.etag })
  expect(again.statusCode).toBe(304)
  expect(again.body).toBe('')
  const ids = (text: string) => [...unfolded(text).matchAll(/UID:(.*)/g)].map((match) => match[1]?.trim())
  expect(ids(first.body)[0]).toMatch(/^renewal-\d+-2026-08-01@odnowa\.example$/)
  await house.clock.standAt(Temporal.Instant.from('2026-07-20T12:00:00Z'))
  expect(ids((await read()).body)).toEqual(ids(first.body))
})

test('its address has 128 bits, is shown again to the operator, and ends with a new one or when it is deleted', async () => {
  expect(Buffer.from(url.split('/').at(-1)?.replace('.ics', '') ?? '', 'base64url')).toHaveLength(16)
  expect((await house.call('GET', '/admin/accounts/op1-ovh/calendar')).body.url).toBe(url)
  const { body: renewed } = await house.call('POST', '/admin/accounts/op1-ovh/calendar')
  expect((await read()).statusCode).toBe(404)
  expect((await read(renewed.url)).statusCode).toBe(200)
  expect((await house.call('DELETE', '/admin/accounts/op1-ovh/calendar')).status).toBe(200)
  expect((await read(renewed.url)).statusCode).toBe(404)
  expect((await house.call('GET', '/admin/accounts/op1-ovh/calendar')).status).toBe(404)
})

test('wrong secrets are counted: ten a minute', async () => {
  const codes: number[] = []
  for (let tries = 0; tries < 12; tries++)
    codes.push((await read(`https://x/calendar/${'a'.repeat(22)}.ics`)).statusCode)
  expect(codes.at(0)).toBe(404)
  expect(codes.at(-1)).toBe(429)
})
