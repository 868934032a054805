import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { booksOf } from '../../../test/books.ts'
import { type CustomerHouse, customerHouse } from '../../../test/customer-house.ts'
import { brokenInvariants } from '../../../test/invariants.ts'
import type { Account } from '../../customers/account.ts'

let house: CustomerHouse
let maria: Account

beforeAll(async () => {
  house = await customerHouse()
})
afterAll(() => house?.close())
beforeEach(async () => {
  maria = await house.account()
})

async function admin(method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = { authorization: 'Bearer secret', 'content-type': 'application/json' }
  const answer = await house.app.inject({ method, url: `/admin${url}`, headers, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}

const post = (path: string, body: object, account = maria) =>
  house.call(account, 'POST', `/me/ovhAccount/EUR${path}`, { body })
const get = async (path: string) => (await house.call(maria, 'GET', path)).body
const balance = async () => (await get('/me/ovhAccount/EUR')).balance.text
const means = async (type: string, more: object = {}): Promise<number> =>
  (await admin('POST', `/accounts/${maria.nichandle}/payment-means`, { type, ...more })).body.id
const bankAccount = () => means('bankAccount', { iban: 'FR7630006000011234567890189' })
const open = async () => (await admin('GET', '/withdrawals?state=open')).body.items.at(-1)

/** Tops the balance up; answers the number of the movement. */
async function topUp(amount: number, type = 'paypal', more: object = {}): Promise<number> {
  const id = await means(type, more)
  const { orderId } = (await post('/creditOrder', { amount })).body
  const paid = await house.call(maria, 'POST', `/me/order/${orderId}/pay`, { body: { paymentMethod: { id } } })
  expect(paid.status).toBe(200)
  return (await get('/me/ovhAccount/EUR/movements')).at(-1)
}

async function allIsWell() {
  expect(await brokenInvariants(house.parts.transaction)).toEqual([])
}

describe('money that is asked back to a bank account', () => {
  test('leaves the balance at once, by an order, and is sent by the operator', async () => {
    await topUp(20)
    await house.credit(maria, '10', 'a gift')
    const bankAccountId = await bankAccount()
    const { status, body: order } = await post('/retrieveMoney', { amount: 15, bankAccountId })
    expect([status, order.priceWithTax.text, order.expirationDate]).toEqual([200, '15.00 €', null])
    expect(await balance()).toBe('15.00 €')
    expect(await get(`/me/order/${order.orderId}/status`)).toBe('delivered')
    const page = new URL(order.url)
    expect((await house.app.inject({ url: page.pathname + page.search })).statusCode).toBe(200)
    const waiting = await open()
    expect(waiting).toMatchObject({ account: maria.nichandle, order: order.orderId, means: bankAccountId, value: 15 })
    expect(await booksOf(house.parts.transaction, maria.id)).toMatchObject({ withdrawal: '-15.00', balance: '-15.00' })
    await allIsWell()
    const sent = await admin('POST', `/withdrawals/${waiting.id}`, { outcome: 'sent' })
    expect([sent.status, sent.body.state]).toEqual([200, 'sent'])
    expect(await booksOf(house.parts.transaction, maria.id)).not.toHaveProperty('withdrawal')
    expect((await admin('POST', `/withdrawals/${waiting.id}`, { outcome: 'refused' })).status).toBe(409)
    await allIsWell()
  })

  test('what the operator refuses is on the balance again, and told', async () => {
    await topUp(20)
    const { body: order } = await post('/retrieveMoney', { amount: 20, bankAccountId: await bankAccount() })
    const { id } = await open()
    await admin('POST', `/withdrawals/${id}`, { outcome: 'refused', reason: 'the bank does not know the account' })
    expect(await balance()).toBe('20.00 €')
    expect(await get(`/me/order/${order.orderId}/status`)).toBe('cancelled')
    const mails = await get('/me/notification/email/history')
    expect((await get(`/me/notification/email/history/${mails.at(-1)}`)).body).toContain('does not know the account')
    await allIsWell()
    expect((await post('/retrieveMoney', { amount: 20, bankAccountId: await bankAccount() })).status).toBe(200)
  })

  test('is never more than the customer has paid in, and goes once, whoever races', async () => {
    await topUp(20)
    await house.credit(maria, '30', 'a gift')
    const bankAccountId = await bankAccount()
    const ask = (amount: number) => post('/retrieveMoney', { amount, bankAccountId })
    const refused = await ask(21)
    expect([refused.status, refused.body.errorCode]).toEqual([409, 'NOT_RETRIEVABLE'])
    expect(refused.body.details).toMatchObject({ retrievable: '20.00 €' })
    // opens connections: who had to open one first would come when the others are done
    await Promise.all([1, 2, 3, 4].map(() => ask(99)))
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(20)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    expect(await balance()).toBe('30.00 €')
    await allIsWell()
  })

  test('is nothing that deferred payment has not brought yet', async () => {
    await topUp(20, 'deferredPaymentAccount', { terms: 30 })
    const { body } = await post('/retrieveMoney', { amount: 1, bankAccountId: await bankAccount() })
    expect(body.errorCode).toBe('NOT_RETRIEVABLE')
  })

  test('goes to a bank account of the customer alone', async () => {
    await topUp(20)
    const card = await means('paypal')
    const code = async (bankAccountId: number, amount = 1) =>
      (await post('/retrieveMoney', { amount, bankAccountId })).body.errorCode
    const own = await bankAccount()
    expect(await code(card)).toBe('PAYMENT_MEANS_REFUSED')
    expect([await code(own, 0), await code(own, -5)]).toEqual(['INVALID_PARAMETER', 'INVALID_PARAMETER'])
    const jan = await house.account()
    const foreign = await post('/retrieveMoney', { amount: 1, bankAccountId: own }, jan)
    expect([foreign.status, foreign.body.details.field]).toEqual([404, 'bankAccountId'])
  })
})

describe('a credit that is asked back to where it came from', () => {
  const movement = (id: number) => get(`/me/ovhAccount/EUR/movements/${id}`)
  const ask = (id: number, amount: number, account = maria) =>
    post(`/movements/${id}/requestRefund`, { amount }, account)

  test('says how much of it can be had back, and no more goes', async () => {
    const [first, second] = [await topUp(20), await topUp(5)]
    expect((await movement(first)).retrievableAmount.text).toBe('20.00 €')
    expect(await ask(first, 15)).toMatchObject({ status: 200, body: null })
    expect((await movement(first)).retrievableAmount.text).toBe('5.00 €')
    expect((await movement(second)).retrievableAmount.text).toBe('5.00 €')
    expect((await ask(first, 6)).body.errorCode).toBe('NOT_RETRIEVABLE')
    expect((await ask(first, 5)).status).toBe(200)
    expect(await balance()).toBe('5.00 €')
    expect(await open()).toMatchObject({
      movement: first,
      order: null,
      value: 5,
      destination: `Top-up by order ${(await movement(first)).order}`,
    })
    await allIsWell()
  })

  test('is no gift, and none of another', async () => {
    await house.credit(maria, '10', 'a gift')
    const gift = (await get('/me/ovhAccount/EUR/movements')).at(-1)
    expect((await movement(gift)).retrievableAmount.text).toBe('0.00 €')
    expect((await ask(gift, 1)).body.errorCode).toBe('NOT_RETRIEVABLE')
    const paid = await topUp(20)
    expect((await ask(paid, 1, await house.account())).status).toBe(404)
  })
})
