import { describe, expect, test } from 'vitest'
import type { Call } from '../../../test/client.ts'
import { codeOf, meansHolder } from '../../../test/means-holder.ts'
import { givenMeans } from '../../../test/parts.ts'
import type { TestServer } from '../../../test/server.ts'
import type { Account } from '../../customers/account.ts'
import type { MeansId } from '../../identity/identity.ts'
import type { RegisteredMeansKind } from '../../payments/payment.ts'

let server: TestServer
let account: Account
let call: Call
let stranger: Call

const {
  automaticService,
  renewAll,
  chargedMeans: charged,
} = meansHolder((scene) => {
  ;({ server, account, call, stranger } = scene)
})

const given = (words: Parameters<typeof givenMeans>[2] = {}) => givenMeans(server.parts, account.id, words)
const method = async (id: MeansId) => (await call('GET', `/me/payment/method/${id}`)).body

describe('the default means', () => {
  test('P8 what is made the default here is charged by the engine there', async () => {
    const [before, after] = [await given({ isDefault: true }), await given({ kind: 'creditCard' })]
    expect((await call('PUT', `/me/payment/method/${after}`, { body: { default: true } })).body).toMatchObject({
      default: true,
      paymentMethodId: after,
      paymentMeanId: after,
    })
    expect((await method(before)).default).toBe(false)
    await automaticService()
    await renewAll()
    expect(await charged()).toEqual([after])
  })

  test('P8 a new default collects at once what the old one did not pay', async () => {
    const [broke, rich] = [await given({ isDefault: true, outcomes: ['decline:insufficient_funds'] }), await given()]
    const id = await automaticService()
    const before = (await call('GET', `/service/${id}`)).body.expirationDate
    await renewAll()
    expect((await call('GET', `/service/${id}`)).body).toMatchObject({ state: 'unpaid', expirationDate: before })
    const chosen = await call('POST', `/me/paymentMean/paypal/${rich}/chooseAsDefaultPaymentMean`)
    expect([chosen.status, chosen.body]).toEqual([200, null])
    expect(await charged()).toEqual([broke, rich])
    const renewed = (await call('GET', `/service/${id}`)).body
    expect(renewed.state).toBe('ok')
    expect(renewed.expirationDate > before).toBe(true)
  })

  test('chosen again it charges nothing again, and what cannot be charged is refused', async () => {
    const yesterday = Temporal.Now.plainDateISO().subtract({ days: 2 })
    const expired = await given({ kind: 'creditCard', expiresOn: yesterday })
    const means = await given({ isDefault: true })
    for (const _ of [1, 2]) await call('POST', `/me/paymentMean/paypal/${means}/chooseAsDefaultPaymentMean`)
    expect(await codeOf(call('PUT', `/me/payment/method/${expired}`, { body: { default: true } }))).toEqual([
      400,
      'PAYMENT_MEANS_NOT_VALID',
    ])
    expect((await call('GET', '/me/payment/method?default=true')).body).toEqual([means])
  })

  test('it is taken away only where nothing renews by itself', async () => {
    const means = await given({ isDefault: true })
    expect((await call('PUT', `/me/payment/method/${means}`, { body: { default: false } })).body.default).toBe(false)
    await call('PUT', `/me/payment/method/${means}`, { body: { default: true } })
    await automaticService()
    expect(await codeOf(call('PUT', `/me/payment/method/${means}`, { body: { default: false } }))).toEqual([
      409,
      'DEFAULT_PAYMENT_MEANS',
    ])
  })
})

describe('P7 both APIs change the same means', () => {
  test.each<[RegisteredMeansKind]>([
    ['paypal'],
    ['creditCard'],
    ['bankAccount'],
    ['deferredPaymentAccount'],
  ])('what the old one says of a %s, the new one shows, and the other way round', async (kind) => {
    const id = await given({ kind, termsDays: kind === 'deferredPaymentAccount' ? 30 : null })
    const old = `/me/paymentMean/${kind}/${id}`
    const written = await call('PUT', old, { body: { description: 'of the firm' } })
    expect([written.status, written.body]).toEqual([200, null])
    expect((await method(id)).description).toBe('of the firm')
    await call('PUT', `/me/payment/method/${id}`, { body: { description: null, paymentType: 'ignored' } })
    expect((await call('GET', old)).body.description).toBeNull()
    expect((await call('POST', `${old}/chooseAsDefaultPaymentMean`)).status).toBe(200)
    expect(await method(id)).toMatchObject({ default: true })
    expect((await call('GET', old)).body.defaultPaymentMean).toBe(true)
  })

  test.each<[RegisteredMeansKind]>([
    ['paypal'],
    ['creditCard'],
    ['bankAccount'],
  ])('a %s that the old one deletes is gone from both', async (kind) => {
    const [id, other] = [await given({ kind }), await given({ kind })]
    expect(await codeOf(call('DELETE', `/me/paymentMean/${kind}/${id}`))).toEqual([200, undefined])
    expect((await call('GET', '/me/payment/method')).body).toEqual([other])
    expect((await call('GET', `/me/paymentMean/${kind}`)).body).toEqual([other])
    expect(await codeOf(call('GET', `/me/payment/method/${id}`))).toEqual([404, 'NOT_FOUND'])
  })

  test('a route of another kind, another account and a long description are refused', async () => {
    const id = await given()
    expect(await codeOf(call('PUT', `/me/paymentMean/creditCard/${id}`, { body: {} }))).toEqual([404, 'NOT_FOUND'])
    expect(await codeOf(call('DELETE', `/me/paymentMean/creditCard/${id}`))).toEqual([404, 'NOT_FOUND'])
    for (const [verb, path] of [
      ['PUT', `/me/payment/method/${id}`],
      ['DELETE', `/me/payment/method/${id}`],
      ['DELETE', `/me/paymentMean/paypal/${id}`],
      ['POST', `/me/paymentMean/paypal/${id}/chooseAsDefaultPaymentMean`],
    ] as const) {
      const body = verb === 'PUT' ? { body: { description: 'mine' } } : {}
      expect(await codeOf(stranger(verb, path, body))).toEqual([404, 'NOT_FOUND'])
    }
    const long = await call('PUT', `/me/payment/method/${id}`, { body: { description: 'x'.repeat(256) } })
    expect([long.status, long.body.details.field]).toEqual([400, 'description'])
    expect((await method(id)).description).toBeNull()
  })
})

describe('DELETE /me/payment/method', () => {
  test('answers what was removed; an order can no longer be paid with it', async () => {
    const [id] = [await given(), await given()]
    const { status, body } = await call('DELETE', `/me/payment/method/${id}`)
    expect([status, body.status, body.default]).toEqual([200, 'CANCELED', false])
    expect(await codeOf(call('DELETE', `/me/payment/method/${id}`))).toEqual([404, 'NOT_FOUND'])
    const own = await automaticService()
    const renew = { body: { duration: 'P1Y', services: [own] } }
    const order = (await call('POST', `/service/${own}/renew`, renew)).body
    expect(await codeOf(call('POST', `/me/order/${order.orderId}/pay`, { body: { paymentMethod: { id } } }))).toEqual([
      404,
      'NOT_FOUND',
    ])
  })

  test('is refused for the last and for the default means while services renew automatically', async () => {
    const last = await given({ isDefault: true })
    await automaticService()
    const { status, body } = await call('DELETE', `/me/payment/method/${last}`)
    expect([status, body.errorCode, body.details]).toMatchObject([
      409,
      'LAST_PAYMENT_MEANS',
      { paymentMethodId: String(last) },
    ])
    const other = await given()
    expect(await codeOf(call('DELETE', `/me/paymentMean/paypal/${last}`))).toEqual([409, 'DEFAULT_PAYMENT_MEANS'])
    await call('PUT', `/me/payment/method/${other}`, { body: { default: true } })
    expect(await codeOf(call('DELETE', `/me/payment/method/${last}`))).toEqual([200, undefined])
    expect((await call('GET', '/me/payment/method')).body).toEqual([other])
  })
})
