import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse, orderPath } from '../../../test/customer-house.ts'
import { addPaymentMeans } from '../../actions/means/add-payment-means.ts'
import { billUnpaid } from '../../actions/sandbox/demo/bill-unpaid.ts'
import type { Account } from '../../customers/account.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { mainOperator } from '../../operators/token.ts'

let house: CustomerHouse
let lucja: Account
/** Of an order that is paid, and then refunded by one line. */
let bill: { readonly url: string; readonly pdfUrl: string }
let refundPath: string

beforeAll(async () => {
  house = await customerHouse()
  lucja = await house.account({
    firstname: 'Łucja',
    name: 'Żółkiewska',
    country: 'PL',
    currency: 'PLN',
    language: 'pl_PL',
  })
  await house.plan('hosting', 'hosting/web', 'Hosting', { P1Y: '1155.88' }, 'PLN')
  await house.plan('domain', 'domain', 'Domain .ovh', { P1Y: '8.99' }, 'PLN')
  await house.means(lucja)
  await house.service(lucja, 'hosting', 'żółw.example', 67890)
  await house.service(lucja, 'domain', 'żółw.example', 12345, [67890])
  await house.service(lucja, 'domain', 'dług.example', 12346)
  const order = await house.order(lucja, 'P1Y', 67890, 12345)
  await house.call(lucja, 'POST', orderPath(order, '/pay'), { body: { paymentMethod: { id: 5678 } } })
  bill = (await house.call(lucja, 'GET', '/me/bill/B2026-000001')).body
  const line = order.lines.find(({ serviceId }) => serviceId === 12345)
  const headers = { authorization: 'Bearer secret', 'content-type': 'application/json' }
  const payload = JSON.stringify({ reason: 'a favour', lines: [line?.id] })
  await house.app.inject({ method: 'POST', url: `/admin/orders/${order.id}/refund`, headers, payload })
  const page = await open(pathOf(bill.url), visitor())
  refundPath = /href="(\/refund\?[^"]+)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
})
afterAll(() => house?.close())

/** Opens a page from an address of its own, so that the limit of attempts counts each test alone. */
let lastAddress = 0
const visitor = () => `198.51.100.${++lastAddress}`
function open(url: string, remoteAddress: string, method: 'GET' | 'HEAD' = 'GET') {
  return house.app.inject({ method, url, remoteAddress, headers: { 'accept-language': 'fr' } })
}
function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
const wrong = (path: string) => path.replace(/password=.*/, 'password=x')
const pdf = (path: string) => path.replace('?', '.pdf?')

describe('a bill', () => {
  test('opens by the link that the API gives, in its customer’s language, and leads on', async () => {
    const answer = await open(pathOf(bill.url), visitor())
    expect(answer.statusCode).toBe(200)
    for (const part of [
      ...[
        '<html lang="pl">',
        'Faktura B2026-000001',
        'Zapłacona, częściowo zwrócona',
        'Łucja Żółkiewska',
        'Odnowa SAS',
      ],
      ...['żółw.example', '1 gru 2026', '1155,88 zł', '1164,87 zł', 'VAT 23%', '267,92 zł', '1432,79 zł'],
      ...['15 lipca 2026, karta płatnicza', 'Skorygowana przez R2026-000001', 'href="/order?orderId='],
      'href="/bill.pdf?billId=B2026-000001&amp;password=',
    ]) {
      expect(plain(answer.body)).toContain(part)
    }
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'$/,
      ),
    })
  })

  test('as a PDF, by the link that the API gives', async () => {
    const answer = await open(pathOf(bill.pdfUrl), visitor())
    expect(answer.statusCode).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="B2026-000001.pdf"',
      'referrer-policy': 'no-referrer',
    })
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(answer.rawPayload)), { mergePages: true })
    for (const part of ['Faktura B2026-000001', 'Łucja Żółkiewska', 'żółw.example', '1432,79']) {
      expect(text).toContain(part)
    }
  })

  test('A3 that is not paid says so, and leads to where it can be paid', async () => {
    await billUnpaid(house.parts, { accountId: lucja.id, serviceId: 12346 as ServiceId, duration: 'P1Y' })
    const { body } = await house.call(lucja, 'GET', '/me/bill/B2026-000002')
    const page = await open(pathOf(body.url), visitor())
    expect(page.body).toContain('<span class="state due">Do zapłaty</span>')
    expect(page.body).toMatch(/href="\/order\?orderId=\d+&amp;orderPassword=[^"]+#pay" class="act">Zapłać fakturę</)
    const order = /href="(\/order[^"]+)#pay"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect((await open(order, visitor())).body).toContain('Zamówienie można opłacić w dowolnym momencie')
  })
})

describe('a refund', () => {
  test('B6 names the bill that it corrects and leads to it, as page and as PDF', async () => {
    const page = await open(refundPath, visitor())
    expect(page.statusCode).toBe(200)
    for (const part of ['Faktura korygująca R2026-000001', 'Zwrócono', 'Koryguje fakturę', '11,06 zł']) {
      expect(plain(page.body)).toContain(part)
    }
    expect(page.body).toContain('href="/bill?billId=B2026-000001&amp;password=')
    const printed = await open(pdf(refundPath), visitor())
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(printed.rawPayload)), { mergePages: true })
    for (const part of ['Faktura korygująca R2026-000001', 'B2026-000001', '11,06']) expect(text).toContain(part)
  })
})

test('HEAD answers as GET, without a body', async () => {
  for (const path of [pathOf(bill.url), pathOf(bill.pdfUrl), refundPath, pdf(refundPath)]) {
    const answer = await open(path, visitor(), 'HEAD')
    expect([answer.statusCode, answer.body]).toEqual([200, ''])
  }
})

test('the same 404 for a wrong password, another document’s password, and what is no document of that kind', async () => {
  const [billPath, password] = [pathOf(bill.url), new URL(bill.url).searchParams.get('password')]
  const paths = [
    ...[wrong(billPath), wrong(pathOf(bill.pdfUrl)), '/bill', '/bill.pdf', '/bill?billId=B2026-000001'],
    `/bill?billId=B2026-999999&password=${password}`,
    `/bill?billId=R2026-000001&password=${new URL(`http://x${refundPath}`).searchParams.get('password')}`,
    `/bill?billId=%00&password=${password}`,
    `/bill?billId=B2026-000001&billId=B2026-000001&password=${password}`,
  ]
  const address = visitor()
  const answers = []
  for (const path of paths) answers.push(await open(path, address))
  expect(answers.map((answer) => answer.statusCode)).toEqual(paths.map(() => 404))
  expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
  expect(answers[0]?.body).toContain('Facture introuvable')
  const refund = await open(`/refund?refundId=R2026-000001&password=${password}`, visitor())
  expect([refund.statusCode, refund.body]).toEqual([404, expect.stringContaining('Avoir introuvable')])
})

test('wrong passwords are counted over all pages together: 10 a minute an address, then a 429', async () => {
  const address = visitor()
  const tried = [
    wrong(pathOf(bill.url)),
    wrong(pathOf(bill.pdfUrl)),
    wrong(refundPath),
    '/order?orderId=1',
    '/refund.pdf',
  ]
  for (const path of [...tried, ...tried]) expect((await open(path, address)).statusCode).toBe(404)
  for (const path of [pathOf(bill.url), pathOf(bill.pdfUrl), refundPath]) {
    const refused = await open(path, address)
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.headers['referrer-policy']).toBe('no-referrer')
  }
  expect((await open(pathOf(bill.url), visitor())).statusCode).toBe(200)
})

test('P7 settled by deferred payment, it says by when that is to be paid', async () => {
  const anna = await house.account()
  await house.plan('mail', 'email/pro', 'Mail', { P1Y: '12.00' })
  await house.service(anna, 'mail', 'mail.example', 12400)
  const { id } = await addPaymentMeans(house.parts, {
    ...{ operator: mainOperator, nichandle: anna.nichandle, kind: 'deferredPaymentAccount', id: null, iban: null },
    ...{ isDefault: true, expiresOn: null, termsDays: 45, outcomes: null },
  })
  const order = await house.order(anna, 'P1Y', 12400)
  await house.call(anna, 'POST', orderPath(order, '/pay'), { body: { paymentMethod: { id } } })
  const [billId] = (await house.call(anna, 'GET', `/me/bill?orderId=${order.id}`)).body
  const { url } = (await house.call(anna, 'GET', `/me/bill/${billId}`)).body
  expect((await open(pathOf(url), visitor())).body).toContain('29 août 2026')
})
