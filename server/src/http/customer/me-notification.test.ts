import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedHeaders } from '../../../test/customer.ts'
import { account, type OperatorHouse, operatorHouse } from '../../../test/operator.ts'
import { readAccounts } from '../../customers/account.store.ts'
import type { AccountId } from '../../identity/identity.ts'
import { insertNotices } from '../../notices/notice.store.ts'

let house: OperatorHouse
let keys: { applicationKey: string; applicationSecret: string; consumerKey: string }
beforeAll(async () => {
  house = await operatorHouse()
  await house.furnish()
  keys = (await house.call('POST', '/admin/accounts/op1-ovh/credentials', {})).body
})
afterAll(() => house.close())

async function get(path: string) {
  const url = `https://odnowa.example/1.0${path}`
  const answer = await house.app.inject({
    url: `/1.0${path}`,
    headers: signedHeaders(keys as never, { method: 'GET', url }),
  })
  return { status: answer.statusCode, body: answer.json() }
}

test('the history of mails is never empty, and each of its mails can be read, by its account alone', async () => {
  const { body: ids } = await get('/me/notification/email/history')
  expect(ids).toHaveLength(1)
  const { body: mail } = await get(`/me/notification/email/history/${ids[0]}`)
  expect(mail).toEqual({
    ...{ id: ids[0], subject: 'Votre compte op1-ovh', date: '2026-07-15T14:00:00+02:00' },
    body: expect.stringContaining('Votre compte op1-ovh est ouvert.'),
  })
  await house.call('POST', '/admin/accounts', { ...account, nichandle: 'op2-ovh' })
  const { body: all } = await house.call('GET', '/sandbox/mails')
  const others = all.items.find((item: { account: string }) => item.account === 'op2-ovh')
  expect((await get(`/me/notification/email/history/${others.id}`)).status).toBe(404)
})

test('a mail with a link tells it once, and whole, in its text', async () => {
  const link = 'https://odnowa.example/billing/confirmTerminate?id=12&token=abcDEF123'
  await house.parts.transaction(async (open) => {
    const [own] = await readAccounts(open, [1 as AccountId])
    await insertNotices(open, [
      {
        ...{ accountId: own?.id as AccountId, kind: 'termination.token', deadline: null, services: [], orderId: null },
        ...{ documentId: null, data: { link }, at: house.clock.now() },
      },
    ])
  })
  const { body: ids } = await get('/me/notification/email/history')
  const { body: mail } = await get(`/me/notification/email/history/${ids.at(-1)}`)
  expect(mail.body).toContain(link)
  const { body: listed } = await house.call('GET', '/admin/notices?account=op1-ovh&state=kept')
  expect(JSON.stringify(listed)).not.toContain('abcDEF123')
})

test('/sandbox/mails has text, HTML and kind, in pages, and a preview that opens one mail alone', async () => {
  const { body: page } = await house.call('GET', '/sandbox/mails?account=op1-ovh&limit=1')
  expect(page.items).toHaveLength(1)
  expect(page.next).toEqual(expect.any(String))
  const [mail] = page.items
  expect(mail).toMatchObject({ account: 'op1-ovh', to: 'operator@example.org', kind: 'account.created' })
  expect(mail.text).toContain('Votre compte op1-ovh est ouvert.')
  const preview = new URL(mail.previewUrl)
  const shown = await house.app.inject({ url: preview.pathname + preview.search })
  expect(shown.statusCode).toBe(200)
  expect(shown.body).toBe(mail.html)
  expect(shown.headers['content-security-policy']).toContain("default-src 'none'")
  const forged = await house.app.inject({ url: `${preview.pathname}?mail=${mail.id}` })
  expect(forged.statusCode).toBe(404)
  expect((await house.call('GET', '/sandbox/mails', undefined, null)).status).toBe(401)
})
