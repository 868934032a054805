import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse, orderPath } from '../../test/customer-house.ts'
import { euro, sampleLine, sampleOrder } from '../../test/sample-values.ts'
import type { Account } from '../customers/account.ts'
import type { Order, OrderStatus } from '../orders/order.ts'
import { orderPageOf } from './order-page-body.ts'
import { wordsAccepted, wordsFor } from './order-page-words.ts'

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
      '1 an',
      '1 déc. 2026',
      '1 déc. 2027',
      '1,99 €',
      'TVA (20 %)',
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
    expect(answer.headers['content-security-policy']).toContain("form-action 'none'")
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
    expect(body).toContain('Annulée : non payée à temps')
    expect(body).not.toContain('/pay')
  })

  test.each(['/order.pdf', '/bill'])('%s is an unknown route', async (route) => {
    const answer = await open(`${route}?orderId=${order.id}`, visitor())
    expect([answer.statusCode, answer.json().errorCode]).toEqual([404, 'ROUTE_NOT_FOUND'])
  })
})

describe('the text of the page', () => {
  const context = { zone: 'Europe/Paris', publicUrl: 'https://odnowa.example' }
  const textOf = (status: OrderStatus, changes: Partial<Order> = {}, language = 'en_GB') =>
    orderPageOf(context, { order: sampleOrder(changes), status, language }).body.html

  test.each([
    ['en_GB', 'To be paid', '€45.44'],
    ['fr_FR', 'À payer', '45,44 €'],
    ['pl_PL', 'Do zapłaty', '45,44 €'],
    ['de_DE', 'To be paid', '€45.44'],
  ])('in %s', (language, state, total) => {
    const html = textOf('notPaid', {}, language).replace(/[\u00a0\u202f]/g, ' ')
    expect(html).toContain(state)
    expect(html).toContain(total)
  })

  test('tells how to pay only while it can be paid', () => {
    expect(textOf('notPaid')).toContain('16 July 2026 at 15:49')
    expect(textOf('notPaid', { kind: 'automatic', expiresAt: null })).toContain('at any time')
    for (const status of ['checking', 'delivering', 'delivered', 'cancelled', 'expired'] as const) {
      expect(textOf(status)).not.toContain('How to pay')
    }
  })

  test('P6 tells how to confirm what is free', () => {
    const amounts = { net: euro('0'), tax: euro('0'), gross: euro('0') }
    expect(textOf('notPaid', { amounts })).toContain('/payWithRegisteredPaymentMean\n{&quot;paymentMean&quot;')
    expect(textOf('notPaid')).toContain('/pay\n{&quot;paymentMethod&quot;')
  })

  test('B4 names why no tax is due, and a rate only where there is one', () => {
    const lines = [sampleLine({ taxRatePpm: 55_000 })]
    expect(textOf('delivered', { lines })).toContain('Tax (5.5%)')
    expect(textOf('delivered', { lines: [...lines, sampleLine()] })).toContain('>Tax<')
    expect(textOf('delivered', { taxNote: 'reverseCharge' })).toContain('Reverse charge')
  })

  test('the words of an account and of a browser', () => {
    expect(wordsFor('fr_CA')).toMatchObject({ language: 'fr', locale: 'fr-CA' })
    expect(wordsFor('xx_XX')).toMatchObject({ language: 'en', locale: 'en-GB' })
    expect(wordsAccepted(undefined).language).toBe('en')
    expect(wordsAccepted('constructor, fr-BE').language).toBe('fr')
  })
})
