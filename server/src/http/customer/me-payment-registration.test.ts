import sql, { raw } from 'sql-template-tag'
import { describe, expect, test } from 'vitest'
import type { Call } from '../../../test/client.ts'
import { testAccount } from '../../../test/customer.ts'
import { codeOf, meansHolder } from '../../../test/means-holder.ts'
import { givenMeans } from '../../../test/parts.ts'
import { callbackUrl, goodCard, linkOf, mandateAccount, sendForm } from '../../../test/registering.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import type { Account } from '../../customers/account.ts'
import type { MeansId } from '../../identity/identity.ts'

let server: TestServer
let account: Account
let call: Call
let stranger: Call

const { automaticService, renewAll, chargedMeans } = meansHolder((scene) => {
  ;({ server, account, call, stranger } = scene)
})

type Body = Readonly<Record<string, unknown>>
const begin = (paymentType: string, more: Body = {}) =>
  call('POST', '/me/payment/method', { body: { paymentType, callbackUrl, ...more } })
const method = async (id: number) => (await call('GET', `/me/payment/method/${id}`)).body
const send = (link: URL, fields: Readonly<Record<string, string>>) => sendForm(server.app, link, fields)

async function addCard(fields: Partial<typeof goodCard> = {}, more: Body = {}): Promise<number> {
  const begun = await begin('CREDIT_CARD', more)
  expect((await send(linkOf(begun), { ...goodCard, ...fields })).status).toBe(303)
  return begun.body.paymentMethodId
}

async function renewOne(): Promise<number> {
  const serviceId = await automaticService()
  await renewAll()
  return serviceId
}

describe('what can be registered', () => {
  test('is listed, and an account that pays in another currency than euro has no SEPA', async () => {
    const { body } = await call('GET', '/me/payment/availableMethods')
    expect(body.map((one: { paymentType: string }) => one.paymentType)).toEqual([
      'CREDIT_CARD',
      'SEPA_DIRECT_DEBIT',
      'PAYPAL',
    ])
    expect(body[0]).toMatchObject({ integration: 'REDIRECT', registerable: true, oneshot: false })
    const polish = await server.client(await testAccount(server.parts, { country: 'PL', currency: 'PLN' }))
    expect((await polish('GET', '/me/payment/availableMethods')).body).toHaveLength(2)
    const refused = polish('POST', '/me/payment/method', { body: { paymentType: 'SEPA_DIRECT_DEBIT', callbackUrl } })
    expect(await codeOf(refused)).toEqual([409, 'REGISTRATION_UNAVAILABLE'])
  })

  test('automatic bills are collected from what can be added, and from deferred payment where it is granted', async () => {
    const automatic = async () => (await call('GET', '/me/availableAutomaticPaymentMeans')).body
    const all = { bankAccount: true, creditCard: true, paypal: true }
    expect(await automatic()).toEqual({ ...all, deferredPaymentAccount: false })
    await givenMeans(server.parts, account.id, { kind: 'deferredPaymentAccount', termsDays: 30 })
    expect(await automatic()).toEqual({ ...all, deferredPaymentAccount: true })
  })

  test.each<[string, Body]>([
    ['paymentType', { paymentType: 'GOLD' }],
    ['paymentType', { paymentType: 'DEFERRED_PAYMENT_ACCOUNT' }],
    ['register', { register: false }],
    ['orderId', { orderId: 5 }],
    ['billingContactId', { billingContactId: 5 }],
    ['paymentSubType', { paymentSubType: 'CHORUS' }],
    ['formData', { formData: '{}' }],
    ['formData', { paymentType: 'SEPA_DIRECT_DEBIT', formData: '{"pin": "1"}' }],
    ['iban', { paymentType: 'SEPA_DIRECT_DEBIT', formData: '{"iban": "FR00", "ownerName": "Maria"}' }],
    ['callbackUrl.success', { callbackUrl: { ...callbackUrl, success: 'javascript:alert(1)' } }],
  ])('what cannot be done is refused by name: %s in %j', async (field, changes) => {
    const { status, body } = await begin('CREDIT_CARD', changes)
    expect([status, body.details.field]).toEqual([400, field])
    expect((await call('GET', '/me/payment/method')).body).toEqual([])
  })
})

describe('a card', () => {
  test('is registered on the form, has one number in both APIs, and pays what renews by itself', async () => {
    const begun = await begin('CREDIT_CARD', { description: 'of the firm' })
    expect(begun.body).toMatchObject({
      validationType: 'REDIRECT',
      formSessionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    const id = begun.body.paymentMethodId
    expect(await method(id)).toMatchObject({ status: 'CREATING', label: null, integration: 'REDIRECT', default: false })
    expect((await call('GET', '/me/paymentMean/creditCard')).body).toEqual([])

    const sent = await send(linkOf(begun), goodCard)
    expect([sent.status, sent.location]).toEqual([303, callbackUrl.success])
    expect(await method(id)).toMatchObject({
      ...{ paymentMethodId: id, paymentMeanId: id, status: 'VALID', default: true, description: 'of the firm' },
      ...{ label: '**** **** **** 4242', paymentSubType: 'VISA', integration: 'NONE' },
      expirationDate: '2039-09-30T23:59:59+02:00',
    })
    expect((await call('GET', '/me/paymentMean/creditCard')).body).toEqual([id])
    expect((await call('GET', `/me/paymentMean/creditCard/${id}`)).body).toMatchObject({
      ...{ id, state: 'valid', number: '**** **** **** 4242', type: 'VISA', defaultPaymentMean: true },
      expirationDate: '2039-09-30',
    })
    const service = await renewOne()
    expect(await chargedMeans()).toEqual([id])
    expect((await call('GET', `/service/${service}`)).body.state).toBe('ok')
  })

  test('that takes the default collects what the old one could not pay', async () => {
    await addCard({ number: '4000 0000 0000 9995' })
    const service = await renewOne()
    expect((await call('GET', `/service/${service}`)).body.state).toBe('unpaid')
    const [broke] = (await call('GET', '/me/payment/method?default=true')).body
    const rich = await addCard({}, { default: true })
    expect((await call('GET', '/me/payment/method?default=true')).body).toEqual([rich])
    expect(await chargedMeans()).toEqual([broke, rich])
    expect((await call('GET', `/service/${service}`)).body.state).toBe('ok')
  })

  test('without a wish for it the default stays', async () => {
    const first = await addCard()
    const second = await addCard()
    expect([(await method(first)).default, (await method(second)).default]).toEqual([true, false])
  })

  test('its number and code are nowhere: not in the database, not in the log, not on a page', async () => {
    const number = '5555 5555 5555 4444'
    const begun = await begin('CREDIT_CARD')
    const again = await send(linkOf(begun), { number, expiry: 'never', code: '987' })
    expect(again.status).toBe(400)
    await send(linkOf(begun), { number, expiry: '09/39', code: '987' })
    const texts = await everyText()
    expect(texts).toContain('**** **** **** 4444')
    const token = linkOf(begun).searchParams.get('token') ?? ''
    expect([token.length, texts.includes(token), server.logged.join().includes(token)]).toEqual([32, false, false])
    for (const text of [texts, server.logged.join('\n'), again.text]) {
      expect(text.replace(/[\s-]/g, '')).not.toMatch(/5555555555/)
      expect(text).not.toContain('value="987"')
    }
    const [row] = await server.transaction((open) =>
      open.query<{ details: object }>(sql`
        select details from payment_means where id = ${begun.body.paymentMethodId}::bigint`),
    )
    expect(row?.details).toEqual({
      brand: 'MASTERCARD',
      lastDigits: '4444',
      token: expect.stringMatching(/^card_\w{32}$/),
    })
  })

  test('that is over is expired in both vocabularies, and pays nothing', async () => {
    const id = await addCard({ expiry: '12/26' })
    await server.transaction((open) =>
      open.query(sql`update payment_means set expires_on = '2020-01-31' where id = ${id}::bigint`),
    )
    expect((await method(id)).status).toBe('EXPIRED')
    expect((await call('GET', `/me/paymentMean/creditCard/${id}`)).body.state).toBe('expired')
    expect((await call('GET', '/me/payment/method?status=EXPIRED')).body).toEqual([id])
  })
})

/** Every row of every table, as text. */
async function everyText(): Promise<string> {
  return server.transaction(async (open) => {
    const tables = await open.query<{ name: string }>(sql`
      select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'sandbox')`)
    const texts = []
    for (const { name } of tables) {
      const [row] = await open.query<{ text: string | null }>(sql`
        select string_agg(one::text, E'\\n') as text from ${raw(name)} one`)
      texts.push(row?.text ?? '')
    }
    return texts.join('\n')
  })
}

describe('a bank account', () => {
  test('P7 of the old API waits for its mandate, in both vocabularies; signed, it pays', async () => {
    const details = { iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', ownerName: 'Maria', ownerAddress: 'Roubaix' }
    const begun = await call('POST', '/me/paymentMean/bankAccount', { body: { ...details, setDefault: true } })
    const { id } = begun.body
    expect(begun.body).toMatchObject({ submitUrl: null, validationType: 'simpleValidation' })
    const old = async () => (await call('GET', `/me/paymentMean/bankAccount/${id}`)).body
    expect(await old()).toMatchObject({ ...details, state: 'pendingValidation', mandateSignatureDate: null })
    expect(await method(id)).toMatchObject({ status: 'VALIDATING', label: 'DE89 **** 3000' })
    expect((await call('GET', '/me/paymentMean/bankAccount?state=pendingValidation')).body).toEqual([id])

    expect((await send(linkOf(begun), {})).text).toContain('id="isSigned-wrong"')
    expect((await send(linkOf(begun), { isSigned: 'yes' })).status).toBe(303)
    expect(await old()).toMatchObject({ ...details, state: 'valid', uniqueReference: `ODNOWA-${id}` })
    expect((await old()).mandateSignatureDate).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(await method(id)).toMatchObject({ status: 'VALID', paymentType: 'SEPA_DIRECT_DEBIT', default: true })
    await renewOne()
    expect(await chargedMeans()).toEqual([id])
  })

  test('of the new API is told on the form, in formData or by details, whose link replaces the one before', async () => {
    const begun = await begin('SEPA_DIRECT_DEBIT')
    const id = begun.body.paymentMethodId
    const told = await call('POST', `/me/payment/method/${id}/details`, {
      body: { details: JSON.stringify(mandateAccount), transactionId: 0 },
    })
    expect(told.body).toMatchObject({ paymentMethodId: id, formSessionId: begun.body.formSessionId })
    expect((await send(linkOf(begun), { ...mandateAccount, isSigned: 'yes' })).status).toBe(404)
    expect((await method(id)).status).toBe('VALIDATING')
    expect((await send(linkOf(told), { isSigned: 'yes' })).location).toBe(callbackUrl.success)
    expect(await method(id)).toMatchObject({ status: 'VALID', label: 'DE89 **** 3000' })

    const whole = await begin('SEPA_DIRECT_DEBIT', { formData: JSON.stringify(mandateAccount) })
    expect((await method(whole.body.paymentMethodId)).status).toBe('VALIDATING')
    const typed = await begin('SEPA_DIRECT_DEBIT')
    const wrong = await send(linkOf(typed), { ...mandateAccount, iban: 'DE00', isSigned: 'yes' })
    expect([wrong.status, wrong.text.includes('id="iban-wrong"')]).toEqual([400, true])
    expect((await send(linkOf(typed), { ...mandateAccount, isSigned: 'yes' })).status).toBe(303)
    expect((await method(typed.body.paymentMethodId)).status).toBe('VALID')
  })

  test('details of what is not being registered, or is a card, are refused', async () => {
    const body = { details: JSON.stringify(mandateAccount) }
    const card = (await begin('CREDIT_CARD')).body.paymentMethodId
    expect(await codeOf(call('POST', `/me/payment/method/${card}/details`, { body }))).toEqual([
      400,
      'PAYMENT_MEANS_REFUSED',
    ])
    const known = await givenMeans(server.parts, account.id, { kind: 'bankAccount' })
    expect(await codeOf(call('POST', `/me/payment/method/${known}/details`, { body }))).toEqual([
      409,
      'REGISTRATION_OVER',
    ])
    expect(await codeOf(call('POST', `/me/payment/method/${known}/details`, { body: {} }))).toEqual([
      400,
      'INVALID_PARAMETER',
    ])
  })
})

test('PayPal is agreed with on the form, by either API, and the old one sends its holder back too', async () => {
  const returnUrl = 'https://shop.example/back'
  const begun = await call('POST', '/me/paymentMean/paypal', { body: { returnUrl, description: 'mine' } })
  expect((await send(linkOf(begun), { email: 'maria@example' })).status).toBe(400)
  expect((await send(linkOf(begun), { email: 'maria@example.com' })).location).toBe(returnUrl)
  expect((await call('GET', `/me/paymentMean/paypal/${begun.body.id}`)).body).toMatchObject({
    ...{ email: 'maria@example.com', state: 'valid', description: 'mine', defaultPaymentMean: true },
    agreementId: expect.stringMatching(/^B-\w{16}$/),
  })
  expect(await method(begun.body.id)).toMatchObject({ status: 'VALID', paymentType: 'PAYPAL' })
  const card = await call('POST', '/me/paymentMean/creditCard', { body: {} })
  const stayed = await send(linkOf(card), goodCard)
  expect(stayed.location).toBe(`/payment/register${linkOf(card).search}`)
  expect((await method(card.body.id)).status).toBe('VALID')
})

describe('finalize', () => {
  test('before its holder is done says so; after it the method is answered, however often', async () => {
    const begun = await begin('CREDIT_CARD')
    const { paymentMethodId: id, formSessionId } = begun.body
    const finalize = (body: Body = {}) => call('POST', `/me/payment/method/${id}/finalize`, { body })
    expect(await codeOf(finalize())).toEqual([409, 'REGISTRATION_OPEN'])
    await send(linkOf(begun), goodCard)
    for (const _ of [1, 2]) {
      const { status, body } = await finalize({ formSessionId, expirationMonth: 9, expirationYear: 2039 })
      expect([status, body.status, body.paymentMethodId]).toEqual([200, 'VALID', id])
    }
    const before = (await finalize({ expirationMonth: 8 })).body
    expect([before.errorCode, before.details.field]).toEqual(['INVALID_PARAMETER', 'expirationMonth'])
    expect(await codeOf(finalize({ formSessionId: 'another' }))).toEqual([400, 'INVALID_PARAMETER'])
  })

  test('books what the provider has and a dead process did not', async () => {
    const begun = await begin('PAYPAL', { default: true })
    const id = begun.body.paymentMethodId
    const facts = JSON.stringify({ kind: 'paypal', token: 'B-1', email: 'maria@example.com' })
    await server.transaction((open) =>
      open.query(sql`
        update sandbox.registrations set state = 'registered', facts = ${facts}::jsonb where means_id = ${id}::bigint`),
    )
    expect((await method(id)).status).toBe('CREATING')
    const finalized = await call('POST', `/me/payment/method/${id}/finalize`, { body: { registrationId: 'B-1' } })
    expect(finalized.body).toMatchObject({ status: 'VALID', label: 'maria@example.com', default: true })
    expect((await call('GET', '/me/payment/method?default=true')).body).toEqual([id])
  })
})

describe('challenge', () => {
  test('P8 its holder mends a blocked means in either API, and what is owed is collected from the default at once', async () => {
    const id = await addCard()
    const block = (blocked: boolean) =>
      server.app.inject({
        method: 'PUT',
        url: `/admin/accounts/${account.nichandle}/payment-means/${id}`,
        headers: { authorization: `Bearer ${server.adminToken}`, 'content-type': 'application/json' },
        payload: JSON.stringify({ blocked }),
      })
    expect((await block(true)).json()).toMatchObject({ id, state: 'blocked' })
    expect((await method(id)).status).toBe('PAUSED')
    expect((await call('GET', `/me/paymentMean/creditCard/${id}`)).body.state).toBe('tooManyFailures')
    const service = await renewOne()
    expect(await chargedMeans()).toEqual([])
    const answer = (challenge: string) => call('POST', `/me/payment/method/${id}/challenge`, { body: { challenge } })
    expect(await codeOf(answer('1111'))).toEqual([400, 'CHALLENGE_FAILED'])
    expect(await codeOf(answer('4242'))).toEqual([200, undefined])
    expect((await method(id)).status).toBe('VALID')
    expect(await chargedMeans()).toEqual([id])
    expect((await call('GET', `/service/${service}`)).body.state).toBe('ok')

    await block(true)
    const old = `/me/paymentMean/creditCard/${id}/challenge`
    expect(await codeOf(call('POST', old, { body: { challenge: '4242' } }))).toEqual([200, undefined])
    await block(true)
    expect((await block(false)).json()).toMatchObject({ state: 'valid' })
    expect(
      await codeOf(call('POST', `/me/paymentMean/paypal/${id}/challenge`, { body: { challenge: '4242' } })),
    ).toEqual([404, 'NOT_FOUND'])
  })

  test('is not for what is not registered yet, nor for deferred payment', async () => {
    const open = (await begin('CREDIT_CARD')).body.paymentMethodId
    const deferred = await givenMeans(server.parts, account.id, { kind: 'deferredPaymentAccount', termsDays: 30 })
    const challenge = (id: number) =>
      codeOf(call('POST', `/me/payment/method/${id}/challenge`, { body: { challenge: 'x' } }))
    expect(await challenge(open)).toEqual([409, 'REGISTRATION_OPEN'])
    expect(await challenge(deferred)).toEqual([400, 'PAYMENT_MEANS_REFUSED'])
  })
})

test('nobody touches the registrations of another account', async () => {
  const id = (await begin('CREDIT_CARD')).body.paymentMethodId as MeansId
  for (const [step, body] of [
    ['finalize', {}],
    ['challenge', { challenge: '4242' }],
    ['details', { details: JSON.stringify(mandateAccount) }],
  ] as const) {
    expect(await codeOf(stranger('POST', `/me/payment/method/${id}/${step}`, { body }))).toEqual([404, 'NOT_FOUND'])
  }
})

test('a server without a provider that registers says so, and lists nothing', async () => {
  const production = await testServer({ plan: { around: ({ registrar: _, ...parts }) => parts } })
  try {
    expect((await production.call('GET', '/me/payment/availableMethods')).body).toEqual([])
    for (const [path, body] of [
      ['/me/payment/method', { paymentType: 'CREDIT_CARD', callbackUrl }],
      ['/me/paymentMean/paypal', {}],
    ] as const) {
      const { status, body: error } = await production.call('POST', path, { body })
      expect([status, error.errorCode]).toEqual([409, 'REGISTRATION_UNAVAILABLE'])
    }
    expect((await production.call('GET', '/me/payment/method')).body).toEqual([])
  } finally {
    await production.close()
  }
})
