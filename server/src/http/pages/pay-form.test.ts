import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse, orderPath } from '../../../test/customer-house.ts'
import type { Account } from '../../customers/account.ts'
import type { Order } from '../../orders/order.ts'
import { readAttemptsOfOrders } from '../../payments/attempt.store.ts'

let house: CustomerHouse
let maria: Account
let other: Account
let order: Order
let serviceId = 1000
let address = 0

beforeAll(async () => {
  house = await customerHouse()
  maria = await house.account({ password: 'correct horse' })
  other = await house.account({ password: 'correct horse' })
  await house.plan('domain', 'domain', 'Domain .ovh', { P1Y: '1.99' })
  await house.plan('vrack', 'vrack', 'vRack', { P1Y: '0.00' })
  await house.means(maria)
})
afterAll(() => house?.close())
/** Each test pays an order of its own, from an address of its own. */
beforeEach(async () => {
  address += 1
  order = await orderOf('domain')
})

async function orderOf(plan: string): Promise<Order> {
  serviceId += 1
  await house.service(maria, plan, `example-${serviceId}.ovh`, serviceId)
  return house.order(maria, 'P1Y', serviceId)
}

function link({ id, password }: Pick<Order, 'id' | 'password'> = order): string {
  return `/order?orderId=${id}&orderPassword=${encodeURIComponent(password)}`
}

function open(url = link()) {
  return house.app.inject({ url, remoteAddress: `192.0.2.${address}` })
}

function send(fields: Record<string, string>, url = link()) {
  return house.app.inject({
    method: 'POST',
    url,
    remoteAddress: `192.0.2.${address}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  })
}

function logIn(changes: Record<string, string> = {}, url = link()) {
  return send({ nichandle: maria.nichandle, password: 'correct horse', ...changes }, url)
}

async function tokenOf(page: { readonly body: string } | Promise<{ readonly body: string }>): Promise<string> {
  const token = /name="token" value="([^"]+)"/.exec((await page).body)?.[1]
  if (!token) throw new Error(`the page has no token: ${(await page).body}`)
  return token
}

async function payWith(means: number | string) {
  return send({ token: await tokenOf(logIn()), means: String(means) })
}

async function attempts(of = order): Promise<readonly string[]> {
  const made = await house.parts.transaction((transaction) =>
    readAttemptsOfOrders(transaction, [{ accountId: maria.id, id: of.id }]),
  )
  return made.map(({ state }) => state)
}

describe('logging in', () => {
  test('shows the registered means that can pay, the default one chosen; nothing is paid by that', async () => {
    const page = await logIn()
    expect(page.statusCode).toBe(200)
    const choices = [...page.body.matchAll(/name="means" value="(\w+)"( checked)?/g)].map(([, value, checked]) => [
      value,
      checked !== undefined,
    ])
    expect(choices).toEqual([
      ['1234', true],
      ['4002', false],
      ['5678', false],
      ['7030', false],
      ['9012', false],
    ])
    expect(page.body).toContain('<button>Payer 2,39\u00a0€</button>')
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers['referrer-policy']).toBe('no-referrer')
    expect(page.body).not.toContain('correct horse')
    expect(await attempts()).toEqual([])
  })

  test('takes the account as people type it', async () => {
    expect((await logIn({ nichandle: ` ${maria.nichandle.toUpperCase()} ` })).statusCode).toBe(200)
  })

  test.each([
    ['a wrong password', { password: 'wrong' }],
    ['an account that is none', { nichandle: 'xx00000-ovh' }],
    ['nothing', { nichandle: '', password: '' }],
  ])('with %s is refused without saying what was wrong', async (_what, fields) => {
    const page = await logIn(fields)
    expect(page.statusCode).toBe(403)
    expect(page.body).toContain('Le compte ou le mot de passe est erroné.')
    expect(page.body).not.toContain('name="token"')
  })

  test('with another account is refused politely', async () => {
    const page = await logIn({ nichandle: other.nichandle })
    expect(page.statusCode).toBe(403)
    expect(page.body).toContain('Cette commande appartient à un autre compte.')
    expect(page.body).not.toContain('name="token"')
  })

  test('is counted with the wrong passwords of pages: 10 a minute an address, then a 429', async () => {
    const wrong = link({ ...order, password: 'x' })
    for (let attempt = 0; attempt < 9; attempt++) expect((await open(wrong)).statusCode).toBe(404)
    expect((await logIn({ password: 'wrong' })).statusCode).toBe(403)
    const refused = await logIn()
    expect([refused.statusCode, refused.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  })

  test('needs the order’s password too', async () => {
    expect((await logIn({}, link({ ...order, password: 'x' }))).statusCode).toBe(404)
  })

  test('on an order that is no longer to be paid leads to its page', async () => {
    await payWith(1234)
    const again = await logIn()
    expect([again.statusCode, again.headers.location]).toEqual([303, link()])
  })

  test('says so where the account has nothing to pay with', async () => {
    const poor = await house.account({ password: 'correct horse', language: 'en_GB' })
    await house.service(poor, 'domain', 'poor.ovh', ++serviceId)
    const unpaid = await house.order(poor, 'P1Y', serviceId)
    const page = await logIn({ nichandle: poor.nichandle }, link(unpaid))
    expect(page.body).toContain('You have no payment method that can pay this order.')
    expect(page.body).not.toContain('name="token"')
  })
})

describe('paying', () => {
  test('leads to the order’s page, which says that it is paid and leads to the bill', async () => {
    const paid = await payWith(1234)
    expect([paid.statusCode, paid.headers.location, paid.headers['cache-control']]).toEqual([303, link(), 'no-store'])
    const page = await open(String(paid.headers.location))
    expect(page.body).toContain('Payée et livrée')
    expect(page.body).toContain('15 juillet 2026, PayPal')
    expect(page.body).toMatch(/href="\/bill\?billId=B2026-\d+&amp;password=[^"]+">Facture B2026-/)
    expect(page.body).not.toContain('<form')
    expect(await attempts()).toEqual(['succeeded'])
  })

  test('with the prepaid balance, where it is enough', async () => {
    await house.credit(maria, '5.00', 'a gift')
    const page = await logIn()
    expect(page.body).toContain('Compte prépayé')
    const paid = await send({ token: await tokenOf(page), means: 'ovhAccount' })
    expect(paid.statusCode).toBe(303)
    expect((await open()).body).toContain('15 juillet 2026, compte prépayé')
  })

  test.each([
    ['pending', 'pending:P5D:success', 'pending'],
    ['without an answer', 'timeout:silent', 'unknown'],
  ])('P1 a payment that is %s is told to be checked', async (_what, outcome, state) => {
    await house.script(5678, outcome)
    const paid = await payWith(5678)
    expect(paid.statusCode).toBe(303)
    expect((await open()).body).toContain('Paiement en cours de vérification')
    expect(await attempts()).toEqual([state])
  })

  test('P1 declined: says why, and another means can be chosen at once', async () => {
    const declined = await payWith(4002)
    expect(declined.statusCode).toBe(402)
    expect(declined.body).toContain('Le paiement a été refusé (provision insuffisante)')
    const paid = await send({ token: await tokenOf(declined), means: '1234' })
    expect(paid.statusCode).toBe(303)
    expect(await attempts()).toEqual(['declined', 'succeeded'])
  })

  test.each([
    ['decline:odd_reason', 402, 'refusé (odd reason)'],
    ['fail', 502, 'Le prestataire de paiement n’a pas fonctionné.'],
    ['partial:1.00', 402, 'Une partie seulement du montant a été débitée.'],
  ])('P1 P5 %s', async (outcome, status, text) => {
    await house.script(5678, outcome)
    const answer = await payWith(5678)
    expect(answer.statusCode).toBe(status)
    expect(answer.body).toContain(text)
    expect(answer.body).toContain('name="token"')
  })

  test('P6 what is free is confirmed without a means', async () => {
    order = await orderOf('vrack')
    const page = await logIn()
    expect(page.body).not.toContain('name="means"')
    expect(page.body).toContain('Confirmer cette commande')
    expect((await send({ token: await tokenOf(page) })).statusCode).toBe(303)
    expect((await open()).body).toContain('15 juillet 2026, gratuit')
  })

  test.each([
    ['no means', {}, 400],
    ['what is no means', { means: '1234 or so' }, 400],
    ['a means of nobody', { means: '999' }, 404],
  ])('with %s is refused, and nothing is charged', async (_what, fields, status) => {
    const answer = await send({ token: await tokenOf(logIn()), ...fields })
    expect(answer.statusCode).toBe(status)
    expect(answer.body).toContain('Rien n’a été débité')
    expect(await attempts()).toEqual([])
  })
})

describe('P3 paying once', () => {
  test('a button that is pressed twice charges once, and both answers lead to the paid order', async () => {
    const fields = { token: await tokenOf(logIn()), means: '1234' }
    const answers = await Promise.all([send(fields), send(fields), send(fields)])
    expect(answers.map(({ statusCode, headers }) => [statusCode, headers.location])).toEqual(
      answers.map(() => [303, link()]),
    )
    expect(await attempts()).toEqual(['succeeded'])
  })

  test('a form that was declined and is sent again, by a reload or at the same time, charges nothing more', async () => {
    await house.script(5678, 'decline:do_not_honor', 'success')
    const fields = { token: await tokenOf(logIn()), means: '5678' }
    const answers = [...(await Promise.all([send(fields), send(fields)])), await send(fields)]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([402, 402, 402])
    expect(answers[2]?.body).toContain('refus de la banque')
    expect(await attempts()).toEqual(['declined'])
  })

  test('a form that was declined leads to the order once that is paid otherwise', async () => {
    const fields = { token: await tokenOf(logIn()), means: '4002' }
    await send(fields)
    await payWith(1234)
    expect((await send(fields)).statusCode).toBe(303)
    expect(await attempts()).toEqual(['declined', 'succeeded'])
  })

  test('two forms of one order charge once', async () => {
    const [one, two] = await Promise.all([tokenOf(logIn()), tokenOf(logIn())])
    await Promise.all([send({ token: one, means: '1234' }), send({ token: two, means: '5678' })])
    expect((await attempts()).filter((state) => state === 'succeeded')).toHaveLength(1)
    expect(await attempts()).toHaveLength(1)
  })
})

describe('O5 an order that can no longer be paid', () => {
  test('is cancelled where its service has been renewed meanwhile: 409, nothing charged, no form', async () => {
    const token = await tokenOf(logIn())
    const newer = await house.order(maria, 'P1Y', serviceId)
    await house.call(maria, 'POST', orderPath(newer, '/pay'), { body: { paymentMethod: { id: 1234 } } })
    const answer = await send({ token, means: '1234' })
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('la commande est donc annulée. Rien n’a été débité')
    expect(answer.body).toContain('Annulée')
    expect(answer.body).not.toContain('<form')
    expect(await attempts()).toEqual([])
  })

  test('waits while another order is paying for its service', async () => {
    await house.script(5678, 'pending:P5D:success')
    const newer = await house.order(maria, 'P1Y', serviceId)
    await house.call(maria, 'POST', orderPath(newer, '/pay'), { body: { paymentMethod: { id: 5678 } } })
    const answer = await payWith(1234)
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('en train d’être payé par une autre')
  })
})

describe('a form that is not this order’s', () => {
  test.each(['', 'x', 'AAAA'])('with the token %j pays nothing and asks to log in again', async (token) => {
    const answer = await send({ token, means: '1234' })
    expect(answer.statusCode).toBe(403)
    expect(answer.body).toContain('reconnectez-vous')
    expect(await attempts()).toEqual([])
  })

  test('with a token of another order pays nothing', async () => {
    const token = await tokenOf(logIn())
    const newer = await orderOf('domain')
    expect((await send({ token, means: '1234' }, link(newer))).statusCode).toBe(403)
    expect([await attempts(), await attempts(newer)]).toEqual([[], []])
  })

  test('with a wrong password of the order pays nothing', async () => {
    const token = await tokenOf(logIn())
    expect((await send({ token, means: '1234' }, link({ ...order, password: 'x' }))).statusCode).toBe(404)
    expect(await attempts()).toEqual([])
  })
})
