import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse, orderPath } from '../../../test/customer-house.ts'
import { polishCustomer, sampleOrderFacts } from '../../../test/sample-facts.ts'
import { euro, sampleBill, sampleOrder } from '../../../test/sample-values.ts'
import type { OrderPage } from '../../actions/ordering/read-order-page.ts'
import type { Account } from '../../customers/account.ts'
import type { DocumentId } from '../../identity/identity.ts'
import type { Order } from '../../orders/order.ts'
import { orderPageOf } from './order-page-view.ts'

let house: CustomerHouse
let maria: Account
let order: Order

beforeAll(async () => {
  house = await customerHouse()
  maria = await house.account()
  await house.plan('domain', 'domain', 'Domain <script>alert(1)</script> & more', { P1Y: '1.99' })
  await house.service(maria, 'domain', 'example.ovh', 12345)
  order = await house.order(maria, 'P1Y', 12345)
})
afterAll(() => house?.close())

/** Opens a page from an address of its own, so that the limit of attempts counts each test alone. */
let lastAddress = 0
const visitor = () => `198.51.100.${++lastAddress}`
function open(url: string, remoteAddress: string, headers = {}, method: 'GET' | 'HEAD' = 'GET') {
  return house.app.inject({ method, url, remoteAddress, headers })
}
const link = (password = order.password, id: number | string = order.id) =>
  `/order?orderId=${id}&orderPassword=${encodeURIComponent(password)}`

describe('O6 the page of an order', () => {
  test('opens without login by the link that the API gives, in the language of its customer', async () => {
    const url = new URL((await house.call(maria, 'GET', orderPath(order))).body.url)
    const answer = await open(url.pathname + url.search, visitor())
    expect(answer.statusCode).toBe(200)
    for (const part of [
      '<html lang="fr">',
      `Commande ${order.id}`,
      'À payer',
      '15 juillet 2026 à 15:49',
      'example.ovh',
      '1 déc. 2026',
      '1 déc. 2027',
      '1,99 €',
      'TVA 20 %',
      '0,40 €',
      '2,39 €',
      'jusqu’au 16 juillet 2026 à 15:49',
      `POST https://odnowa.example/1.0/me/order/${order.id}/pay`,
    ]) {
      expect(answer.body.replace(/[\u00a0\u202f]/g, ' ')).toContain(part)
    }
  })

  test('escapes what it shows, runs no script and keeps its address to itself', async () => {
    const answer = await open(link(), visitor())
    expect(answer.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; more')
    expect(answer.body).not.toContain('<script')
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-robots-tag': expect.stringContaining('noindex'),
      'content-security-policy': expect.stringMatching(/^default-src 'none'; style-src 'sha256-/),
    })
    expect(answer.headers['content-security-policy']).toContain("form-action 'self'")
    expect(answer.headers['x-ovh-queryid']).toBeDefined()
  })

  test('answers HEAD without a body', async () => {
    const answer = await open(link(), visitor(), {}, 'HEAD')
    expect([answer.statusCode, answer.body]).toEqual([200, ''])
  })

  test('the same 404 for a wrong password, a number that is no order’s, and what is no number', async () => {
    const wrong = [
      link('x'),
      link(`${order.password.slice(0, -1)}!`),
      link(order.password, 1),
      link(order.password, 'abc'),
      link(order.password, '99999999999999999999'),
      `/order?orderId=${order.id}`,
      `/order?orderId=${order.id}&orderPassword=%00`,
      '/order',
    ]
    const address = visitor()
    const answers = await Promise.all(wrong.map((url) => open(url, address)))
    expect(answers.map((answer) => answer.statusCode)).toEqual(wrong.map(() => 404))
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
    expect(answers[0]?.headers['cache-control']).toBe('no-store')
  })

  test('speaks the language of the browser where there is no order', async () => {
    const answer = await open('/order', visitor(), { 'accept-language': 'de-DE,pl;q=0.9,en;q=0.8' })
    expect(answer.body).toContain('Nie znaleziono zamówienia')
  })

  test('wrong passwords are counted: 10 a minute an address, then a 429, for the right one too', async () => {
    const address = visitor()
    for (let attempt = 0; attempt < 10; attempt++) expect((await open(link('x'), address)).statusCode).toBe(404)
    const refused = await open(link(), address)
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.headers['content-type']).toContain('text/html')
    expect((await open(link(), visitor())).statusCode).toBe(200)
  })

  test('right passwords are not counted', async () => {
    const address = visitor()
    for (let visit = 0; visit < 12; visit++) expect((await open(link(), address)).statusCode).toBe(200)
  })

  test('O4 tells that the order has expired as soon as it has', async () => {
    house.moveTo('2026-07-16T13:49:06.789Z')
    const { body } = await open(link(), visitor())
    house.moveTo('2026-07-15T13:49:06.789Z')
    expect(body).toContain('Annulée\u00a0: non payée à temps')
    expect(body).not.toContain('<form')
  })

  test('its PDF opens by the link that the API gives, keeps to itself, and is counted like the page', async () => {
    const url = new URL((await house.call(maria, 'GET', orderPath(order))).body.pdfUrl)
    const address = visitor()
    const answer = await open(url.pathname + url.search, address)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${order.id}.pdf"`,
      'content-language': 'fr',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(answer.rawPayload)), { mergePages: true })
    for (const part of [`Commande ${order.id}`, 'À payer', 'Domain <script>alert(1)</script> & more', '2,39']) {
      expect(text).toContain(part)
    }
    const head = await open(url.pathname + url.search, address, {}, 'HEAD')
    expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([
      200,
      '',
      String(answer.rawPayload.length),
    ])
    for (let attempt = 0; attempt < 10; attempt++) {
      expect((await open(link('x').replace('/order', '/order.pdf'), address)).statusCode).toBe(404)
    }
    expect((await open(url.pathname + url.search, address)).statusCode).toBe(429)
  })
})

describe('the page of an order', () => {
  const context = { zone: 'Europe/Paris', publicUrl: 'https://odnowa.example' }
  const english = { ...polishCustomer, language: 'en_GB' }
  const textOf = (changes: Partial<OrderPage> = {}) =>
    orderPageOf(context, { ...sampleOrderFacts({ customer: english }), documents: [], ...changes }).body.html

  test('offers to pay only while it can be paid', () => {
    expect(textOf()).toContain('Pay this order')
    expect(textOf()).toContain('16 July 2026 at 15:49')
    const automatic = sampleOrder({ kind: 'automatic', expiresAt: null })
    expect(textOf({ order: automatic })).toContain('at any time')
    for (const status of ['checking', 'delivering', 'delivered', 'cancelled', 'expired'] as const) {
      expect(textOf({ status })).not.toContain('<form')
    }
    expect(textOf({ status: 'checking' })).toContain('Your payment is being checked')
  })

  test('P6 offers to confirm what is free', () => {
    const order = sampleOrder({ amounts: { net: euro('0'), tax: euro('0'), gross: euro('0') } })
    expect(textOf({ order })).toContain('Nothing is due. Log in to confirm the order.')
    expect(textOf({ order })).toContain('/payWithRegisteredPaymentMean\n{&quot;paymentMean&quot;')
    expect(textOf()).toContain('/pay\n{&quot;paymentMethod&quot;')
  })

  test('leads to its PDF, its bill and its refunds', () => {
    const refund = sampleBill({ id: 'R2026-000001' as DocumentId, kind: 'refund', corrects: sampleBill().id })
    const html = textOf({ status: 'delivered', documents: [sampleBill(), refund] })
    expect(html).toContain('href="/order.pdf?orderId=100000001&amp;orderPassword=pass%2Bword%2F1"')
    expect(html).toContain('href="/bill?billId=B2026-000001&amp;password=bill-password">Invoice B2026-000001</a>')
    expect(html).toContain(
      'href="/refund?refundId=R2026-000001&amp;password=bill-password">Credit note R2026-000001</a>',
    )
  })
})
