import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../../test/server.ts'
import { writeNotices } from '../../actions/telling/write-notices.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer({ data: 'demo' })
})
afterAll(() => server?.close())

/** The service that the last mailed link ends, and its token. */
async function mailed(): Promise<{ readonly id: string; readonly token: string }> {
  await writeNotices(server.parts)
  const mails = (await server.call('GET', '/me/notification/email/history')).body
  const { body } = (await server.call('GET', `/me/notification/email/history/${mails.at(-1)}`)).body
  const [, id = '', token = ''] = /confirmTerminate\?id=(\d+)&token=(\w+)/.exec(body) ?? []
  return { id, token }
}

test.each([
  ['an account of Email Pro', '/email/pro/emailpro-ab12345-1/account/anne%40example.ovh', 'anne@example.ovh', 67920],
  ['a zone of a load balancer', '/ipLoadbalancing/loadbalancer-5f1c2a8e/zone/gra', 'gra', 67930],
  ['an address', '/ip/192.0.2.20', 'ip-192.0.2.20', null],
])('%s is ended by its mailed link, and nothing else is', async (_what, path, name, parent) => {
  const asked = await server.call('POST', `${path}/terminate`)
  expect(asked.status).toBe(200)
  const { id, token } = await mailed()
  const { body } = await server.call('GET', `/services/${id}`)
  expect([body.resource.name, body.parentServiceId]).toEqual([name, parent])
  expect((await server.call('POST', `/services/${id}/terminate/confirm`, { body: { token } })).status).toBe(200)
  expect((await server.call('GET', `/services/${id}`)).status).toBe(404)
  expect((await server.call('POST', `${path}/terminate`)).status).toBe(404)
  if (parent !== null) expect((await server.call('GET', `/service/${parent}`)).status).toBe(200)
})

test('an address may be written as its block; what is in another product is not there', async () => {
  expect((await server.call('POST', '/ip/192.0.2.21%2F32/terminate')).status).toBe(404)
  expect((await server.call('POST', '/email/pro/other/account/anne%40example.ovh/terminate')).status).toBe(404)
})
