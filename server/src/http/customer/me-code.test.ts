import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { booksOf } from '../../../test/books.ts'
import { type CustomerHouse, customerHouse, orderPath } from '../../../test/customer-house.ts'
import { brokenInvariants } from '../../../test/invariants.ts'
import { billUnpaid } from '../../actions/sandbox/demo/bill-unpaid.ts'
import type { Account } from '../../customers/account.ts'
import type { ServiceId } from '../../identity/identity.ts'

let house: CustomerHouse
let maria: Account
let serviceId = 1000

beforeAll(async () => {
  house = await customerHouse()
  await house.plan('hosting', 'hosting/web', 'Hosting', { P1Y: '35.88' })
})
afterAll(() => house?.close())
beforeEach(async () => {
  serviceId += 1
  maria = await house.account()
  await house.service(maria, 'hosting', `site${serviceId}.example`, serviceId)
})

async function admin(method: 'GET' | 'POST' | 'DELETE', url: string, body?: object) {
  const headers = { authorization: 'Bearer secret', 'content-type': 'application/json' }
  const answer = await house.app.inject({ method, url: `/admin${url}`, headers, ...(body ? { payload: body } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}

const make = async (facts: object = {}) =>
  (await admin('POST', '/codes', { value: '50', currency: 'EUR', ...facts })).body.code as string
const redeem = (inputCode: string, account = maria, more: object = {}) =>
  house.call(account, 'POST', '/me/credit/code', { body: { inputCode, ...more } })
const isValid = async (voucher: string) =>
  (await house.call(maria, 'POST', '/me/voucher/checkValidity', { body: { voucher } })).body.validity
const balance = async (account = maria) => (await house.call(account, 'GET', '/me/ovhAccount/EUR')).body.balance.text

async function allIsWell() {
  expect(await brokenInvariants(house.parts.transaction)).toEqual([])
}

describe('a code', () => {
  test('credits the prepaid balance, which pays orders, and is told by mail', async () => {
    const code = await make({ description: 'Welcome' })
    expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
    expect(await isValid(code)).toBe(true)
    const { status, body } = await redeem(` ${code.toLowerCase()} `)
    expect(status).toBe(200)
    expect(body).toMatchObject({ type: 'VOUCHER', balanceName: 'PREPAID_ACCOUNT', amount: { text: '50.00 €' } })
    const path = `/me/credit/balance/PREPAID_ACCOUNT/movement/${body.movementId}`
    expect((await house.call(maria, 'GET', path)).body).toEqual(body)
    expect(await isValid(code)).toBe(false)
    const order = await house.order(maria, 'P1Y', serviceId)
    const payment = { paymentMean: 'ovhAccount' }
    await house.call(maria, 'POST', orderPath(order, '/payWithRegisteredPaymentMean'), { body: payment })
    expect((await house.call(maria, 'GET', orderPath(order, '/status'))).body).toBe('delivered')
    expect(await balance()).toBe('6.94 €')
    expect(await booksOf(house.parts.transaction, maria.id)).toMatchObject({ adjustment: '50.00' })
    const notices = (await admin('GET', `/notices?account=${maria.nichandle}`)).body.items
    expect(notices.map((notice: { kind: string }) => notice.kind)).toContain('balance.credited')
    await allIsWell()
  })

  test('P8 pays an open automatic bill at once', async () => {
    await billUnpaid(house.parts, { accountId: maria.id, serviceId: serviceId as ServiceId, duration: 'P1Y' })
    const [orderId] = (await house.call(maria, 'GET', '/me/order')).body
    expect((await house.call(maria, 'GET', `/me/order/${orderId}/status`)).body).toBe('notPaid')
    await redeem(await make())
    expect((await house.call(maria, 'GET', `/me/order/${orderId}/status`)).body).toBe('delivered')
    expect(await balance()).toBe('6.94 €')
    await allIsWell()
  })

  test('is redeemed once an account, and by no more accounts than it has uses, whoever races', async () => {
    const code = await make({ uses: 2 })
    const others = await Promise.all([house.account(), house.account()])
    const tries = [maria, maria, maria, ...others, ...others]
    const answers = await Promise.all(tries.map((account) => redeem(code, account)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2)
    const refused = answers.filter(({ status }) => status !== 200).map(({ body }) => body.errorCode)
    expect(new Set(refused)).toEqual(new Set(['CODE_USED']))
    const balances = await Promise.all([maria, ...others].map((account) => balance(account)))
    expect(balances.toSorted()).toEqual(['0.00 €', '50.00 €', '50.00 €'])
    await allIsWell()
  })

  test('ends with its last day, and when it is withdrawn', async () => {
    const short = await make({ expires: '2026-07-15' })
    house.moveTo('2026-07-15T21:59:59Z')
    expect(await isValid(short)).toBe(true)
    house.moveTo('2026-07-15T22:00:00Z')
    expect((await redeem(short)).body.errorCode).toBe('CODE_EXPIRED')
    const code = await make({ code: 'Summer-26' })
    expect(code).toBe('SUMMER-26')
    expect((await admin('DELETE', '/codes/summer-26')).status).toBe(200)
    expect((await admin('DELETE', '/codes/summer-26')).status).toBe(404)
    expect((await redeem(code)).body.errorCode).toBe('CODE_UNKNOWN')
    expect(await isValid(code)).toBe(false)
    const { items } = (await admin('GET', '/codes')).body
    const listed = items.find((item: { code: string }) => item.code === code)
    expect(listed).toMatchObject({ uses: 1, used: 0, text: '50.00 €', withdrawn: expect.any(String) })
  })

  test('of another currency, of a service of another, and of an operator who writes nonsense', async () => {
    expect((await redeem(await make({ currency: 'PLN' }))).body.errorCode).toBe('CODE_CURRENCY')
    const jan = await house.account()
    expect((await redeem(await make(), jan, { serviceId })).status).toBe(404)
    expect((await redeem(await make(), maria, { serviceId })).status).toBe(200)
    const wrong = [{ value: '0' }, { value: '-5' }, { value: '0.001' }, { value: 'ten' }, { uses: 0 }, { code: 'a b' }]
    for (const facts of wrong) {
      const { status } = await admin('POST', '/codes', { value: '50', currency: 'EUR', ...facts })
      expect([facts, status]).toEqual([facts, 400])
    }
    expect((await admin('POST', '/codes', { value: 1, currency: 'EUR', code: 'TWICE' })).status).toBe(200)
    expect((await admin('POST', '/codes', { value: 1, currency: 'EUR', code: 'twice' })).status).toBe(409)
  })

  test('that does not exist counts as a wrong password', async () => {
    const answers = []
    for (let index = 0; index < 12; index++) answers.push((await redeem(`GUESS-${index}`)).status)
    expect(new Set(answers)).toEqual(new Set([404, 429]))
  })
})
