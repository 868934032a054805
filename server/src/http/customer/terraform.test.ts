import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../../test/server.ts'
import { writeNotices } from '../../actions/telling/write-notices.ts'

/** The calls that the Terraform provider makes, in its order (ovh-api.md 1.7, 2.2 to 2.5). */

let server: TestServer
beforeAll(async () => {
  server = await testServer({ data: 'demo' })
})
afterAll(() => server?.close())

const call = (...words: Parameters<TestServer['call']>) => server.call(...words)
const get = async (path: string) => {
  const { status, body } = await call('GET', path)
  expect([path, status]).toEqual([path, 200])
  return body
}
const vps = 'vps112233.ovh.net'

test('it checks its keys when it starts', async () => {
  const details = await get('/auth/details')
  expect([details.method, details.account]).toEqual(['account', server.account.nichandle])
  expect(details.allowedRoutes).toContainEqual({ method: 'POST', path: '/*' })
})

test('it looks a service up by name and route, and names it', async () => {
  const query = new URLSearchParams({ resourceName: vps, routes: '/vps/{serviceName}' })
  const found = await get(`/services?${query}`)
  expect(found).toEqual([112233])
  expect((await get(`/vps/${vps}/serviceInfos`)).serviceId).toBe(112233)
  expect((await call('PUT', `/services/${found[0]}`, { body: { displayName: 'by Terraform' } })).status).toBe(200)
  expect((await get(`/services/${found[0]}`)).resource.displayName).toBe('by Terraform')
})

/** It polls while an order is on its way, for half an hour at most. */
async function delivered(order: number): Promise<string> {
  let status = 'checking'
  for (let asked = 0; asked < 10 && ['checking', 'delivering'].includes(status); asked++) {
    status = await get(`/me/order/${order}/status`)
  }
  return status
}

async function order(services: readonly number[]): Promise<number> {
  const [id = 0] = services
  const [{ renewPeriod }] = await get(`/service/${id}/renew`)
  const body = { dryRun: false, duration: renewPeriod, services }
  return (await call('POST', `/service/${id}/renew`, { body })).body.orderId
}

describe('it orders', () => {
  test('and pays by the default method, waits for the delivery, and reads which plan each line is of', async () => {
    const [method] = await get('/me/payment/method?default=true')
    const ordered = await order([112233])
    const paid = await call('POST', `/me/order/${ordered}/pay`, { body: { paymentMethod: { id: method } } })
    expect([paid.status, paid.body]).toEqual([200, null])
    expect(await delivered(ordered)).toBe('delivered')
    const [detail] = await get(`/me/order/${ordered}/details`)
    const extension = await get(`/me/order/${ordered}/details/${detail}/extension`)
    expect(extension.order).toMatchObject({ action: 'renew', plan: { code: 'vps-starter' } })
    expect((await get(`/me/order/${ordered}/details/${detail}`)).domain).toBe(vps)
  })

  test('by the loyalty account only what is free: else it is told that this cannot pay', async () => {
    const body = { paymentMean: 'fidelityAccount' }
    const paid = await call('POST', `/me/order/${await order([12345])}/payWithRegisteredPaymentMean`, { body })
    expect([paid.status, paid.body.errorCode]).toEqual([400, 'PAYMENT_MEANS_REFUSED'])
  })
})

/** It looks through the mails that came since, for one that names the service and has the link. */
async function mailedToken(since: number): Promise<string> {
  await writeNotices(server.parts)
  for (const id of await get('/me/notification/email/history')) {
    if (id <= since) continue
    const { body } = await get(`/me/notification/email/history/${id}`)
    if (!body.includes(vps) || !body.includes('/billing/confirmTerminate')) continue
    const [, token] = /\/billing\/confirmTerminate\?id=[a-zA-Z0-9]+&token=([a-zA-Z0-9]+)/.exec(body) ?? []
    if (token !== undefined) return token
  }
  throw new Error('no mail confirms the termination')
}

test('it terminates by the token of the mail, which it finds behind the last one of before', async () => {
  await writeNotices(server.parts)
  const last = (await get('/me/notification/email/history')).at(-1)
  expect(last).toEqual(expect.any(Number))
  expect((await call('POST', `/vps/${vps}/terminate`)).body).toEqual(expect.any(String))
  const body = { token: await mailedToken(last), reason: 'OTHER', commentary: 'terraform destroy' }
  expect((await call('POST', `/vps/${vps}/confirmTermination`, { body })).status).toBe(200)
  const gone = await call('GET', `/vps/${vps}`)
  expect([gone.status, gone.body.class]).toEqual([404, 'Client::NotFound'])
})
