import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse } from '../../../test/customer-house.ts'
import type { Account } from '../../customers/account.ts'

let house: CustomerHouse
let maria: Account
let jan: Account

beforeAll(async () => {
  house = await customerHouse()
  maria = await house.account()
  jan = await house.account()
  await house.means(maria)
  await house.parts.transaction((transaction) =>
    transaction.query(sql`update payment_means set expires_on = '2026-06-30' where id = 4002`),
  )
})
afterAll(() => house?.close())

const list = async (path: string) => (await house.call(maria, 'GET', path)).body

describe('GET /me/payment/method', () => {
  test.each([
    ['', [1234, 4002, 5678, 7030, 9012]],
    ['?default=true', [1234]],
    ['?default=false', [4002, 5678, 7030, 9012]],
    ['?paymentType=CREDIT_CARD', [4002, 5678]],
    ['?paymentType=SEPA_DIRECT_DEBIT&status=VALID', [9012]],
    ['?paymentType=GOLD', []],
    ['?status=VALID', [1234, 5678, 7030, 9012]],
    ['?status=EXPIRED', [4002]],
    ['?status=EXPIRED&default=true', []],
  ])('%s lists %j', async (query, ids) => {
    expect(await list(`/me/payment/method${query}`)).toEqual(ids)
  })

  test('refuses a status that is none, by name', async () => {
    const { status, body } = await house.call(maria, 'GET', '/me/payment/method?status=GOLDEN')
    expect([status, body.details.field]).toEqual([400, 'status'])
  })

  test('a method is complete, by number', async () => {
    expect(await list('/me/payment/method/7030')).toMatchObject({
      paymentMethodId: 7030,
      paymentMeanId: 7030,
      paymentType: 'DEFERRED_PAYMENT_ACCOUNT',
      paymentSubType: '30_DAYS',
      status: 'VALID',
      creationDate: '2026-07-15T15:49:06+02:00',
    })
    expect(await list('/me/payment/method/4002')).toMatchObject({ status: 'EXPIRED', paymentSubType: 'VISA' })
  })

  test('a batch of methods is one statement', async () => {
    house.statements.splice(0)
    const options = { headers: { 'x-ovh-batch': ',' }, shape: 'batch' } as const
    const { body } = await house.call(maria, 'GET', '/me/payment/method/1234,5678,1', options)
    expect(body.map((row: { value: { paymentMeanId: number } | null }) => row.value?.paymentMeanId)).toEqual([
      1234,
      5678,
      undefined,
    ])
    expect(house.statements).toHaveLength(1)
  })
})

describe('GET /me/paymentMean', () => {
  test.each([
    ['paypal', [1234]],
    ['creditCard', [4002, 5678]],
    ['bankAccount', [9012]],
    ['bankAccount?state=valid', [9012]],
    ['bankAccount?state=blockedForIncidents', []],
    ['deferredPaymentAccount', [7030]],
  ])('/%s lists %j', async (route, ids) => {
    expect(await list(`/me/paymentMean/${route}`)).toEqual(ids)
  })

  test('P7 each has its model, with the number of the new API', async () => {
    expect(await list('/me/paymentMean/paypal/1234')).toMatchObject({
      id: 1234,
      defaultPaymentMean: true,
      email: 'maria@example.com',
      state: 'valid',
    })
    expect(await list('/me/paymentMean/creditCard/4002')).toMatchObject({
      state: 'expired',
      expirationDate: '2026-06-30',
      number: '**** **** **** 4002',
    })
    expect(await list('/me/paymentMean/bankAccount/9012')).toMatchObject({
      iban: 'FR7630006000011234567890189',
      ownerName: 'Maria Dupont',
      creationDate: '2026-07-15',
    })
    expect(await list('/me/paymentMean/deferredPaymentAccount/7030')).toMatchObject({ id: 7030, state: 'valid' })
  })

  test('a number of another kind is a 404', async () => {
    expect((await house.call(maria, 'GET', '/me/paymentMean/paypal/5678')).status).toBe(404)
  })
})

test('nobody sees the means of another account', async () => {
  for (const route of ['payment/method', 'paymentMean/paypal', 'paymentMean/creditCard', 'paymentMean/bankAccount']) {
    expect((await house.call(jan, 'GET', `/me/${route}`)).body).toEqual([])
  }
  for (const one of ['payment/method/1234', 'paymentMean/paypal/1234', 'paymentMean/deferredPaymentAccount/7030']) {
    const { status, body } = await house.call(jan, 'GET', `/me/${one}`)
    expect([status, body.errorCode]).toEqual([404, 'NOT_FOUND'])
  }
})
