import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Call } from '../../../test/client.ts'
import { testAccount } from '../../../test/customer.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import { testOpenBill, testPlans, testServices } from '../../../test/services.ts'
import { writeNotices } from '../../actions/telling/write-notices.ts'
import type { Account } from '../../customers/account.ts'

let server: TestServer
let maria: Account
let jan: Account
let ask: Call
let answer: Call
let stranger: Call
let id = 1000
const name = () => `vps-${id}`

beforeAll(async () => {
  server = await testServer()
  maria = await testAccount(server.parts)
  jan = await testAccount(server.parts, {
    firstname: 'Jan',
    name: 'Nowak',
    country: 'PL',
    currency: 'PLN',
    language: 'pl_PL',
  })
  ask = await server.client(maria)
  answer = await server.client(jan)
  stranger = await server.client(await testAccount(server.parts))
  await testPlans(server.parts, [{ code: 'basic', family: 'vps', prices: { P1Y: '39.00' } }])
})
afterAll(() => server.close())

beforeEach(async () => {
  id += 10
  await testServices(server.parts, maria.id, [
    { id, plan: 'basic', family: 'vps', name: name(), expires: '2126-01-15' },
  ])
})

const change = (body: object) => ask('POST', `/vps/${name()}/changeContact`, { body })
const task = (number: number, by: Call = ask) => by('GET', `/me/task/contactChange/${number}`)

/** The link of the last mail of a task, as its reader has it. */
async function mailed(
  by: Call,
  number: number,
): Promise<{ readonly path: string; readonly token: string; readonly text: string }> {
  await writeNotices(server.parts)
  const ids: readonly number[] = (await by('GET', '/me/notification/email/history')).body
  for (const mail of ids.toReversed()) {
    const { body } = (await by('GET', `/me/notification/email/history/${mail}`)).body
    const found = new RegExp(`/contacts/answer\\?id=${number}&token=([A-Za-z0-9]+)`).exec(body)
    if (found) return { path: found[0], token: found[1] ?? '', text: body }
  }
  throw new Error(`no mail of task ${number}`)
}
const say = async (by: Call, what: 'accept' | 'refuse', number: number) => {
  const { token } = await mailed(by, number)
  return by('POST', `/me/task/contactChange/${number}/${what}`, { body: { token } })
}

describe('2.7 a change of contacts', () => {
  test('is a task that both sides accept, and every door shows the new contacts then', async () => {
    const asked = await change({ contactTech: jan.nichandle, contactBilling: jan.nichandle })
    expect([asked.status, asked.body]).toEqual([200, [expect.any(Number)]])
    const [number] = asked.body
    const [mine, theirs] = [await task(number), await task(number, answer)]
    expect(mine.body).toEqual({
      ...{ id: number, askingAccount: maria.nichandle, fromAccount: maria.nichandle, toAccount: jan.nichandle },
      ...{ contactTypes: ['contactBilling', 'contactTech'], dateDone: null, dateRequest: expect.any(String) },
      ...{ serviceDomain: name(), state: 'validatingByCustomers' },
    })
    expect(theirs.body).toEqual(mine.body)
    expect((await say(ask, 'accept', number)).status).toBe(200)
    expect((await task(number)).body.state).toBe('validatingByCustomers')
    expect((await ask('GET', `/vps/${name()}/serviceInfos`)).body.contactTech).toBe(maria.nichandle)
    expect((await say(answer, 'accept', number)).status).toBe(200)
    expect((await task(number)).body).toMatchObject({ state: 'done', dateDone: expect.any(String) })
    expect((await ask('GET', `/vps/${name()}/serviceInfos`)).body).toMatchObject({
      ...{ contactAdmin: maria.nichandle, contactBilling: jan.nichandle, contactTech: jan.nichandle },
    })
    expect((await ask('GET', `/services/${id}`)).body.customer.contacts).toEqual([
      { customerCode: maria.nichandle, type: 'administrator' },
      { customerCode: jan.nichandle, type: 'technical' },
      { customerCode: jan.nichandle, type: 'billing' },
    ])
    expect((await say(answer, 'accept', number)).body.errorCode).toBe('CONFLICT')
  })

  test('I8 a contact sees the task and the name of the service, and nothing of the service', async () => {
    const [number] = (await change({ contactAdmin: jan.nichandle })).body
    expect((await mailed(answer, number)).text).toContain(name())
    const parties = [maria.nichandle, jan.nichandle]
    for (const fact of parties) expect((await mailed(answer, number)).text).toContain(fact)
    await say(ask, 'accept', number)
    await say(answer, 'accept', number)
    expect((await answer('GET', `/service/${id}`)).status).toBe(404)
    expect((await answer('POST', `/service/${id}/suspend`)).status).toBe(404)
    expect((await task(number, stranger)).status).toBe(404)
    expect((await stranger('GET', '/me/task/contactChange')).body).toEqual([])
    expect((await ask('GET', `/service/${id}`)).status).toBe(200)
  })

  test('2.3 the administrator gets the link that confirms a termination', async () => {
    const [number] = (await change({ contactAdmin: jan.nichandle })).body
    await say(ask, 'accept', number)
    await say(answer, 'accept', number)
    expect((await ask('POST', `/vps/${name()}/terminate`)).body).toContain(jan.nichandle)
    await writeNotices(server.parts)
    const mail = (await answer('GET', '/me/notification/email/history')).body.at(-1)
    const { body } = (await answer('GET', `/me/notification/email/history/${mail}`)).body
    expect(body).toContain(name())
    expect(body).toContain('/billing/confirmTerminate?id=')
  })

  test('one refusal ends it', async () => {
    const [number] = (await change({ contactTech: jan.nichandle })).body
    await say(ask, 'accept', number)
    expect((await say(answer, 'refuse', number)).status).toBe(200)
    expect((await task(number)).body.state).toBe('refused')
    expect((await ask('GET', `/vps/${name()}/serviceInfos`)).body.contactTech).toBe(maria.nichandle)
  })

  test('a token holds for its task and its side alone, and is replaced by a newer mail', async () => {
    const [number] = (await change({ contactTech: jan.nichandle })).body
    const { token } = await mailed(answer, number)
    const accept = (by: Call, text: string) =>
      by('POST', `/me/task/contactChange/${number}/accept`, { body: { token: text } })
    expect((await accept(ask, token)).body.errorCode).toBe('INVALID_TOKEN')
    expect((await accept(stranger, token)).status).toBe(404)
    expect((await ask('POST', `/me/task/contactChange/${number}/resendEmail`)).status).toBe(200)
    expect((await accept(answer, token)).body.errorCode).toBe('INVALID_TOKEN')
    expect((await say(answer, 'accept', number)).status).toBe(200)
    expect((await stranger('POST', `/me/task/contactChange/${number}/resendEmail`)).status).toBe(404)
  })

  test('T7 it expires in real time', async () => {
    const [number] = (await change({ contactTech: jan.nichandle })).body
    await server.transaction((open) =>
      open.query(sql`update contact_changes set expires_at = now() where id = ${number}::bigint`),
    )
    expect((await task(number)).body.state).toBe('expired')
    expect((await say(answer, 'accept', number)).body.errorCode).toBe('CONFLICT')
    expect((await change({ contactTech: jan.nichandle })).status).toBe(200)
  })

  test('a terminated service aborts it', async () => {
    const [number] = (await change({ contactTech: jan.nichandle })).body
    await ask('POST', `/service/${id}/terminate`)
    expect((await task(number)).body.state).toBe('aborted')
    expect((await say(answer, 'accept', number)).body.errorCode).toBe('CONFLICT')
  })
})

test('the list of tasks is filtered by who asks, to whom, and state', async () => {
  const [number] = (await change({ contactTech: jan.nichandle })).body
  const ids = async (search: string) => (await answer('GET', `/me/task/contactChange${search}`)).body
  expect(await ids('')).toContain(number)
  expect(
    await ids(`?askingAccount=${maria.nichandle}&toAccount=${jan.nichandle}&state=validatingByCustomers`),
  ).toContain(number)
  expect(await ids('?state=done')).not.toContain(number)
  expect(await ids('?state=doing')).toEqual([])
  expect(await ids(`?askingAccount=${jan.nichandle}`)).toEqual([])
  expect(await ids(`?toAccount=${maria.nichandle}`)).toEqual([])
  const batch = await answer('GET', `/me/task/contactChange/${number},999999`, { headers: { 'X-Ovh-Batch': ',' } })
  expect(batch.body.map((row: { error: { errorCode: string } | null }) => row.error?.errorCode)).toEqual([
    undefined,
    'NOT_FOUND',
  ])
})

describe('a change is refused', () => {
  test('3.6 while a bill is unpaid, also when it was made after the asking', async () => {
    const [number] = (await change({ contactTech: jan.nichandle })).body
    const order = await testOpenBill(server.parts, maria.id, [id], `2026-11-20T13:00:00.${id}Z`)
    expect((await say(answer, 'accept', number)).body.errorCode).toBe('SERVICE_HAS_OPEN_BILL')
    const refused = await change({ contactAdmin: jan.nichandle })
    expect([refused.status, refused.body.details.orderId]).toEqual([409, String(order)])
  })

  test('without a contact, to nobody, twice at once', async () => {
    expect((await change({})).body.errorCode).toBe('INVALID_PARAMETER')
    expect((await change({ contactTech: null })).status).toBe(400)
    expect((await change({ contactTech: 'zz999-ovh' })).body.details).toEqual({ nichandle: 'zz999-ovh' })
    expect((await change({ contactTech: maria.nichandle })).body).toEqual([])
    const [number] = (await change({ contactTech: jan.nichandle })).body
    const again = await change({ contactTech: jan.nichandle, contactAdmin: jan.nichandle })
    expect([again.status, again.body.details.taskId]).toEqual([409, String(number)])
  })
})

test('the page of the link shows what is asked in the language of its side, and only its form answers', async () => {
  const [number] = (await change({ contactTech: jan.nichandle })).body
  const { path, token } = await mailed(answer, number)
  const page = await server.app.inject({ url: path, remoteAddress: '198.51.100.1' })
  expect(page.statusCode).toBe(200)
  for (const part of [`Inne kontakty dla usługi ${name()}?`, maria.nichandle, 'techniki', 'Odmawiam']) {
    expect(page.body).toContain(part)
  }
  const post = (decision: string) =>
    server.app.inject({
      ...{ method: 'POST', url: '/contacts/answer', remoteAddress: '198.51.100.2' },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ id: String(number), token, decision }).toString(),
    })
  expect((await post('maybe')).statusCode).toBe(400)
  expect((await task(number)).body.state).toBe('validatingByCustomers')
  const done = await post('accept')
  expect([done.statusCode, done.body]).toEqual([200, expect.stringContaining('Druga strona')])
  expect((await server.app.inject({ url: path, remoteAddress: '198.51.100.3' })).body).toContain('Druga strona')
  await say(ask, 'accept', number)
  expect((await task(number)).body.state).toBe('done')
  const wrong = await server.app.inject({ url: `/contacts/answer?id=${number}&token=${'a'.repeat(32)}` })
  expect(wrong.statusCode).toBe(404)
})
