import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Call } from '../../../test/client.ts'
import { testAccount } from '../../../test/customer.ts'
import { givenMeans } from '../../../test/parts.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import { testServices } from '../../../test/services.ts'
import type { Account } from '../../customers/account.ts'

let server: TestServer
let account: Account
let call: Call
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

beforeEach(async () => {
  account = await testAccount(server.parts)
  call = await server.client(account)
})

const capacities = async () => (await call('GET', '/me/billing/capacities')).body
const onPaper = async () => (await call('GET', '/me/billing/invoicesByPostalMail')).body
const choosePaper = (enable: boolean) => call('POST', '/me/billing/invoicesByPostalMail', { body: { enable } })

test('a means is mandatory once something renews by itself, paper possible with a whole address', async () => {
  const usual = { canUseDebtSystem: true, canUsePostalMailForInvoices: true, requiredPaymentMethod: 'notMandatory' }
  expect(await capacities()).toEqual(usual)
  await call('PUT', '/me', { body: { city: null } })
  await testServices(server.parts, account.id, [
    { id: 71, plan: 'domain-ovh', family: 'domain', name: 'auto.ovh', mode: 'automatic', expires: '2126-01-15' },
  ])
  expect(await capacities()).toEqual({
    ...{ canUseDebtSystem: true, canUsePostalMailForInvoices: false, requiredPaymentMethod: 'mandatoryForAutorenew' },
  })
})

test('bills on paper: the event of the next bill says so to whoever prints it', async () => {
  expect(await onPaper()).toBe(false)
  await call('PUT', '/me', { body: { zip: null } })
  const refused = await choosePaper(true)
  expect([refused.status, refused.body.errorCode]).toEqual([409, 'CONFLICT'])
  await call('PUT', '/me', { body: { zip: '59100' } })
  await givenMeans(server.parts, account.id, { isDefault: true })
  await testServices(server.parts, account.id, [
    { id: 81, plan: 'domain-ovh', family: 'domain', name: 'paper.ovh', expires: '2126-01-15' },
  ])
  const billed = async () => {
    const wish = { duration: 'P1Y', services: [81], dryRun: false }
    const { orderId } = (await call('POST', '/service/81/renew', { body: wish })).body
    const body = { paymentMean: 'paypal' }
    expect((await call('POST', `/me/order/${orderId}/payWithRegisteredPaymentMean`, { body })).status).toBe(200)
    const headers = { authorization: `Bearer ${server.adminToken}` }
    const url = `/admin/events?account=${account.nichandle}&limit=1000`
    const { items } = (await server.app.inject({ url, headers })).json()
    return items.findLast(({ type }: { type: string }) => type === 'bill.issued').data
  }
  expect(await billed()).toEqual({})
  expect((await choosePaper(true)).body).toBeNull()
  expect(await onPaper()).toBe(true)
  expect(await billed()).toEqual({ byPost: true })
  await choosePaper(false)
  expect([await onPaper(), await billed()]).toEqual([false, {}])
})

test('a change of the billing contact is a task, and ends with the answers', async () => {
  const other = await testAccount(server.parts)
  const theirs = await server.client(other)
  await testServices(server.parts, account.id, [
    { id: 91, plan: 'domain-ovh', family: 'domain', name: 'contact.ovh', expires: '2126-01-15' },
    { id: 92, plan: 'domain-ovh', family: 'domain', name: 'tech.ovh', expires: '2126-01-15' },
  ])
  const change = (name: string, body: object) => call('POST', `/domain/${name}/changeContact`, { body })
  await change('tech.ovh', { contactTech: other.nichandle })
  const [id] = (await change('contact.ovh', { contactBilling: other.nichandle })).body
  const list = async (query = '') => (await call('GET', `/me/billing/task${query}`)).body
  expect([await list(), await list('?status=DOING'), await list('?status=DONE')]).toEqual([[id], [id], []])
  expect(await list('?name=contact/change')).toEqual([id])
  expect((await theirs('GET', `/me/billing/task/${id}`)).body).toEqual({
    ...{ id, name: 'contact/change', status: 'DOING', step: 'validatingByCustomers' },
    metadata: [
      { key: 'fromAccount', value: account.nichandle },
      { key: 'toAccount', value: other.nichandle },
      { key: 'serviceDomain', value: 'contact.ovh' },
    ],
  })
  const stranger = await server.client(await testAccount(server.parts))
  expect((await stranger('GET', `/me/billing/task/${id}`)).status).toBe(404)

  const mails = (await theirs('GET', '/me/notification/email/history')).body
  const { body } = (await theirs('GET', `/me/notification/email/history/${mails.at(-1)}`)).body
  const token = /[?&]token=(\w+)/.exec(body)?.[1] ?? ''
  expect((await theirs('POST', `/me/task/contactChange/${id}/refuse`, { body: { token } })).status).toBe(200)
  expect([await list('?status=DOING'), await list('?status=CANCELLED')]).toEqual([[], [id]])
  expect((await call('GET', `/me/billing/task/${id}`)).body.step).toBe('refused')
})
