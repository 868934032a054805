import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse, orderPath } from '../../../test/customer-house.ts'
import type { Account } from '../../customers/account.ts'
import type { Order } from '../../orders/order.ts'

let house: CustomerHouse
let maria: Account
let jan: Account
let order: Order
let serviceId = 1000

beforeAll(async () => {
  house = await customerHouse()
  maria = await house.account()
  jan = await house.account({ country: 'PL', currency: 'PLN' })
  await house.plan('hosting', 'hosting/web', 'Hosting', { P1Y: '35.88', P1M: '0', P2Y: '-10' })
  await house.means(maria)
})
afterAll(() => house?.close())
beforeEach(async () => {
  serviceId += 1
  await house.service(maria, 'hosting', `site${serviceId}.example`, serviceId)
  order = await house.order(maria, 'P1Y', serviceId)
})

const pay = (id: number) => house.call(maria, 'POST', orderPath(order, '/pay'), { body: { paymentMethod: { id } } })
const payOld = (body: object) => house.call(maria, 'POST', orderPath(order, '/payWithRegisteredPaymentMean'), { body })
const read = async (rest: string) => (await house.call(maria, 'GET', orderPath(order, rest))).body

describe('P7 both generations pay', () => {
  test.each([
    ['pay, by the number of a card', () => pay(5678), 'creditCard'],
    ['pay, by the number of a PayPal account', () => pay(1234), 'paypal'],
    ['pay, by deferred payment', () => pay(7030), 'debtAccount'],
    ['the old name and number', () => payOld({ paymentMean: 'bankAccount', paymentMeanId: 9012 }), 'withdrawal'],
    ['the old name alone', () => payOld({ paymentMean: 'paypal' }), 'paypal'],
    ['a new name in the old call', () => payOld({ paymentMean: 'SEPA_DIRECT_DEBIT' }), 'withdrawal'],
    ['a new name and number', () => payOld({ paymentMean: 'CREDIT_CARD', paymentMeanId: 5678 }), 'creditCard'],
  ])('with %s', async (_how, payment, paymentType) => {
    const answer = await payment()
    expect([answer.status, answer.body]).toEqual([200, null])
    expect(await read('/status')).toBe('delivered')
    expect(await read('/payment')).toMatchObject({
      paymentType,
      paymentDate: '2026-07-15T15:49:06+02:00',
      paymentIdentifier: expect.any(String),
    })
    expect(await read('/associatedObject')).toEqual({ id: expect.stringMatching(/^B2026-\d{6}$/), type: 'Bill' })
    const followUp: { status: string; history: { label: string }[] }[] = await read('/followUp')
    expect(followUp.map((step) => step.status)).toEqual(['DONE', 'DONE', 'DONE', 'DONE'])
    expect(followUp.flatMap((step) => step.history).length).toBeGreaterThanOrEqual(6)
  })

  test('the balance pays when it is enough, and is refused when it is not', async () => {
    const refused = await payOld({ paymentMean: 'ovhAccount' })
    expect([refused.status, refused.body.errorCode]).toEqual([402, 'BALANCE_TOO_SMALL'])
    await house.credit(maria, '43.06', 'a gift')
    expect(await read('/availableRegisteredPaymentMean')).toContainEqual({ paymentMean: 'ovhAccount' })
    expect((await payOld({ paymentMean: 'ovhAccount' })).status).toBe(200)
    expect((await read('/payment')).paymentType).toBe('ovhAccount')
  })
})

describe('P7 refused by name, and nothing is charged', () => {
  test.each([
    ['a means that is nobody’s', () => pay(99), 404, 'NOT_FOUND'],
    ['fidelityAccount above 0', () => payOld({ paymentMean: 'fidelityAccount' }), 400, 'PAYMENT_MEANS_REFUSED'],
    ['a kind that is not offered', () => payOld({ paymentMean: 'ENTERPRISE' }), 400, 'PAYMENT_MEANS_REFUSED'],
    ['a kind that is none', () => payOld({ paymentMean: 'gold' }), 400, 'INVALID_PARAMETER'],
    [
      'a number of another kind',
      () => payOld({ paymentMean: 'paypal', paymentMeanId: 5678 }),
      400,
      'PAYMENT_MEANS_REFUSED',
    ],
    ['the balance with a number', () => payOld({ paymentMean: 'ovhAccount', paymentMeanId: 1 }), 400, undefined],
    [
      'no number',
      () => house.call(maria, 'POST', orderPath(order, '/pay'), { body: { paymentMethod: {} } }),
      400,
      undefined,
    ],
    ['no means', () => house.call(maria, 'POST', orderPath(order, '/pay'), { body: {} }), 400, 'INVALID_PARAMETER'],
  ])('%s', async (_what, payment, status, errorCode) => {
    const { status: answered, body } = await payment()
    expect(answered).toBe(status)
    if (errorCode) expect(body.errorCode).toBe(errorCode)
    expect(await read('/status')).toBe('notPaid')
  })

  test('a means of another account, as if it did not exist', async () => {
    await house.plan('zloty', 'vps', 'VPS', { P1Y: '10' }, 'PLN')
    await house.service(jan, 'zloty', 'vps1', 2001)
    const theirs = await house.order(jan, 'P1Y', 2001)
    const body = { paymentMethod: { id: 1234 } }
    const answer = await house.call(jan, 'POST', orderPath(theirs, '/pay'), { body })
    expect([answer.status, answer.body.errorCode]).toEqual([404, 'NOT_FOUND'])
  })

  test('a kind of which the account has none', async () => {
    const theirs = (await house.call(jan, 'GET', '/me/order')).body[0]
    const path = `/me/order/${theirs}/payWithRegisteredPaymentMean`
    const { status, body } = await house.call(jan, 'POST', path, { body: { paymentMean: 'paypal' } })
    expect([status, body.errorCode]).toEqual([400, 'PAYMENT_MEANS_NOT_VALID'])
  })
})

describe('P1 outcomes on the wire', () => {
  test('declined is a 402, and the order can be paid with another means', async () => {
    const declined = await pay(4002)
    expect([declined.status, declined.body.errorCode]).toEqual([402, 'PAYMENT_DECLINED'])
    expect(await read('/status')).toBe('notPaid')
    expect((await pay(1234)).status).toBe(200)
  })

  test.each([
    ['timeout:success', 202],
    ['pending:P5D:success', 200],
  ])('%s is a %d with null, and the order is being checked: nothing else can pay it', async (outcome, status) => {
    await house.script(9012, outcome, 'success')
    const answer = await pay(9012)
    expect([answer.status, answer.body]).toEqual([status, null])
    expect(await read('/status')).toBe('checking')
    expect(await read('/availableRegisteredPaymentMean')).toEqual([])
    expect((await house.call(maria, 'GET', orderPath(order, '/payment'))).status).toBe(404)
    const again = await pay(1234)
    expect([again.status, again.body.errorCode]).toEqual([409, 'ORDER_BEING_PAID'])
  })

  test('a failing provider is a 502', async () => {
    await house.script(9012, 'fail', 'success')
    const answer = await pay(9012)
    expect([answer.status, answer.body.errorCode]).toEqual([502, 'PAYMENT_FAILED'])
  })

  test('O5a paid is paid: a 409, by either call', async () => {
    await pay(1234)
    for (const answer of [await pay(1234), await payOld({ paymentMean: 'creditCard' })]) {
      expect([answer.status, answer.body.errorCode]).toEqual([409, 'ORDER_DELIVERED'])
    }
  })
})

describe('P6 what costs nothing', () => {
  test('is paid with fidelityAccount, and gives a bill of 0.00', async () => {
    order = await house.order(maria, 'P1M', serviceId)
    expect(await read('/availableRegisteredPaymentMean')).toContainEqual({ paymentMean: 'fidelityAccount' })
    expect((await payOld({ paymentMean: 'fidelityAccount' })).status).toBe(200)
    expect(await read('/payment')).toMatchObject({ paymentType: 'free', paymentIdentifier: null })
    const { id, type } = await read('/associatedObject')
    expect(type).toBe('Bill')
    const bill = (await house.call(maria, 'GET', `/me/bill/${id}`)).body
    expect(bill.priceWithTax.text).toBe('0.00 €')
  })

  test('and less than nothing: a refund document stands for the order, and the balance has the money', async () => {
    const before = (await house.call(maria, 'GET', '/me/ovhAccount/EUR')).body.balance.value
    order = await house.order(maria, 'P2Y', serviceId)
    expect((await payOld({ paymentMean: 'fidelityAccount' })).status).toBe(200)
    expect(await read('/associatedObject')).toEqual({ id: expect.stringMatching(/^R2026-\d{6}$/), type: 'Refund' })
    const after = (await house.call(maria, 'GET', '/me/ovhAccount/EUR')).body.balance.value
    expect(after - before).toBeCloseTo(12, 5)
  })
})

describe('what an order can be paid with', () => {
  test('names each kind once, each usable means, and the calls that pay', async () => {
    const kinds = (await read('/availableRegisteredPaymentMean')).map((one: { paymentMean: string }) => one.paymentMean)
    expect(kinds).toEqual(expect.arrayContaining(['paypal', 'creditCard', 'bankAccount', 'deferredPaymentAccount']))
    expect(new Set(kinds).size).toBe(kinds.length)
    const methods = await read('/paymentMethods')
    expect(methods.registered).toEqual([1234, 4002, 5678, 7030, 9012])
    expect(methods.paymentMethods[0]).toMatchObject({ paymentMethodId: 1234, default: true })
    const means = await read('/paymentMeans')
    expect(means.creditCard[0].parameters[1].choice.map((one: { value: string }) => one.value)).toEqual([
      '4002',
      '5678',
    ])
    const [available] = await read('/availablePaymentMean')
    expect(available.url).toBe(`https://odnowa.example/1.0${orderPath(order, '/payWithRegisteredPaymentMean')}`)
  })

  test('O4 nothing, once it has expired', async () => {
    house.moveTo('2026-07-16T13:49:07Z')
    expect(await read('/availableRegisteredPaymentMean')).toEqual([])
    expect(await read('/paymentMethods')).toEqual({ available: [], paymentMethods: [], registered: [] })
    expect(await read('/status')).toBe('cancelled')
    expect((await pay(1234)).body.errorCode).toBe('ORDER_EXPIRED')
    expect(await read('/status')).toBe('cancelled')
    house.moveTo('2026-07-15T13:49:06.789Z')
  })
})
