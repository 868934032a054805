import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Call } from '../../../test/client.ts'
import { testAccount } from '../../../test/customer.ts'
import { givenMeans } from '../../../test/parts.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import { testServices } from '../../../test/services.ts'
import { refundOrder } from '../../actions/refunding/refund-order.ts'
import type { Account } from '../../customers/account.ts'
import { mainOperator as operator } from '../../operators/token.ts'

let server: TestServer
let account: Account
let call: Call
let stranger: Call
let lastId = 9000

beforeAll(async () => {
  server = await testServer()
  stranger = await server.client(await testAccount(server.parts))
})
afterAll(() => server.close())

beforeEach(async () => {
  account = await testAccount(server.parts)
  call = await server.client(account)
  await givenMeans(server.parts, account.id, { isDefault: true })
})

const today = Temporal.Now.plainDateISO('Europe/Paris')
const from = (days: number) => today.add({ days }).toString()
const path = '/me/billing/purchaseOrder'
const words = { type: 'PURCHASE_ORDER', reference: 'PO-1', startDate: from(0) }
const make = async (more: object = {}) => (await call('POST', path, { body: { ...words, ...more } })).body
const put = (id: number, body: object) => call('PUT', `${path}/${id}`, { body })
const codeOf = async (answer: ReturnType<Call>) => {
  const { status, body } = await answer
  return status === 200 ? 200 : body.errorCode
}

async function newServices(count: number): Promise<number[]> {
  const ids = Array.from({ length: count }, () => ++lastId)
  const dates = { start: '2026-01-15', expires: '2126-01-15' }
  await testServices(
    server.parts,
    account.id,
    ids.map((id) => ({ id, plan: 'domain-ovh', family: 'domain', name: `d${id}.ovh`, link: lastId, ...dates })),
  )
  return ids
}

/** Renews services and pays; answers the bill. */
async function nextBill(services: readonly number[]) {
  const wish = { duration: 'P1Y', services, dryRun: false }
  const { orderId } = (await call('POST', `/service/${services[0]}/renew`, { body: wish })).body
  const pay = { paymentMean: 'paypal' }
  expect((await call('POST', `/me/order/${orderId}/payWithRegisteredPaymentMean`, { body: pay })).status).toBe(200)
  const [billId] = (await call('GET', `/me/bill?orderId=${orderId}`)).body
  return { orderId, ...(await call('GET', `/me/bill/${billId}`)).body }
}

async function open(url: string): Promise<Buffer> {
  const { pathname, search } = new URL(url)
  return (await server.app.inject(pathname + search)).rawPayload
}

const page = async ({ url }: { readonly url: string }) =>
  (await open(url)).toString('utf8').replace(/<[^>]*>|\s+/g, ' ')
const print = async ({ pdfUrl }: { readonly pdfUrl: string }) => {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await open(pdfUrl))), { mergePages: true })
  return text.replace(/\s+/g, ' ')
}

describe('purchase orders', () => {
  test('are made, read, changed, listed by group, and deleted', async () => {
    const group = (await call('POST', '/me/billing/group', { body: { name: 'Web' } })).body.groupId
    const made = await make({ billingGroupId: group, description: ' for the web ', endDate: from(30) })
    expect(made).toMatchObject({ ...words, active: true, billingGroupId: group, description: 'for the web' })
    expect(made).toMatchObject({ status: 'CREATED', endDate: from(30) })
    const other = (await make()).id
    expect((await call('GET', path)).body).toEqual([made.id, other])
    expect((await call('GET', `${path}?billingGroupId=${group}`)).body).toEqual([made.id])

    const refused = await call('DELETE', `/me/billing/group/${group}`)
    expect([refused.body.errorCode, refused.body.details]).toEqual([
      'BILLING_GROUP_IN_USE',
      { purchaseOrder: String(made.id) },
    ])
    const change = { reference: 'PO-2', endDate: null, description: null, billingGroupId: null, startDate: null }
    expect(await codeOf(put(made.id, { ...change, active: null, type: null }))).toBe(200)
    const { body: changed } = await call('GET', `${path}/${made.id}`)
    expect(changed).toMatchObject({
      ...words,
      reference: 'PO-2',
      endDate: null,
      description: null,
      billingGroupId: null,
    })
    expect(await codeOf(call('DELETE', `/me/billing/group/${group}`))).toBe(200)

    expect(await codeOf(call('DELETE', `${path}/${made.id}`))).toBe(200)
    expect((await call('GET', path)).body).toEqual([other])
    expect((await call('GET', `${path}/${made.id}`)).body.status).toBe('DELETED')
    expect(await codeOf(call('DELETE', `${path}/${made.id}`))).toBe('CONFLICT')
    expect(await codeOf(put(made.id, { reference: 'PO-3' }))).toBe('CONFLICT')
  })

  test.each([
    ['reference', { reference: ' ' }],
    ['reference', { reference: 'x'.repeat(101) }],
    ['description', { description: 'x'.repeat(256) }],
    ['endDate', { endDate: from(-1) }],
    ['startDate', { startDate: '2027-02-30' }],
    ['billing group 77', { billingGroupId: 77 }],
    ['type', { type: 'LETTER' }],
  ])('are refused, naming %s', async (named, wrong) => {
    const refused = await call('POST', path, { body: { ...words, ...wrong } })
    expect([400, 404]).toContain(refused.status)
    expect(refused.body.message).toContain(named)
    const { id } = await make({ startDate: from(-9), endDate: from(9) })
    const change = 'endDate' in wrong ? { endDate: from(-10) } : wrong
    expect((await put(id, change)).status).toBe(refused.status)
    expect((await call('GET', path)).body).toEqual([id])
  })

  test("are nobody else's", async () => {
    const { id } = await make()
    expect((await stranger('GET', path)).body).toEqual([])
    const calls = [
      stranger('GET', `${path}/${id}`),
      stranger('PUT', `${path}/${id}`, { body: { reference: 'mine' } }),
      stranger('DELETE', `${path}/${id}`),
    ]
    expect(await Promise.all(calls.map(codeOf))).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'])
  })
})

describe('the next bill', () => {
  test.each([
    ['fr_FR', 'Bon de commande', 'Votre référence'],
    ['pl_PL', 'Zamówienie zakupu', 'Numer referencyjny'],
    ['en_GB', 'Purchase order', 'Your reference'],
  ])('has what holds on its day, page and PDF, in %s', async (language, purchase, reference) => {
    await call('PUT', '/me', { body: { language } })
    await make({ reference: 'PO-ONE' })
    await make({ reference: 'PO-TWO', startDate: from(-1), endDate: from(1) })
    await make({ reference: 'REF<3>', type: 'REFERENCE_ORDER', endDate: from(0) })
    await make({ reference: 'IDLE', active: false })
    await make({ reference: 'EARLY', startDate: from(2) })
    await make({ reference: 'LATE', startDate: from(-9), endDate: from(-2) })
    await call('DELETE', `${path}/${(await make({ reference: 'GONE' })).id}`)
    const bill = await nextBill(await newServices(1))
    for (const text of [await page(bill), await print(bill)]) {
      for (const part of [purchase, 'PO-ONE, PO-TWO', reference]) expect(text).toContain(part)
      expect(text).toMatch(/REF(&lt;3&gt;|<3>)/)
      expect(text).not.toMatch(/IDLE|EARLY|LATE|GONE/)
    }
  })

  test('B1 keeps what stood on it; a refund of it has the same', async () => {
    const { id } = await make({ reference: 'PO-ONE' })
    const bill = await nextBill(await newServices(1))
    await put(id, { reference: 'PO-TWO' })
    expect(await page(bill)).toContain('PO-ONE')
    await refundOrder(server.parts, { operator, orderId: bill.orderId, reason: 'a test' })
    const [refundId] = (await call('GET', `/me/refund?orderId=${bill.orderId}`)).body
    const { body: refund } = await call('GET', `/me/refund/${refundId}`)
    expect(await page(refund)).toContain('PO-ONE')
    expect(await page(refund)).not.toContain('PO-TWO')
  })

  test('has a group’s references when all that it is for is in that group', async () => {
    const group = (await call('POST', '/me/billing/group', { body: { name: 'Web' } })).body.groupId
    await make({ reference: 'PO-GROUP', billingGroupId: group })
    await make({ reference: 'PO-ALL' })
    const [inside = 0, outside = 0] = await newServices(2)
    await call('POST', `/me/billing/group/${group}/service`, { body: { serviceId: inside } })
    expect(await page(await nextBill([inside]))).toContain('PO-GROUP, PO-ALL')
    for (const services of [[outside], [inside, outside]]) {
      const text = await page(await nextBill(services))
      expect(text).toContain('PO-ALL')
      expect(text).not.toContain('PO-GROUP')
    }
  })
})
