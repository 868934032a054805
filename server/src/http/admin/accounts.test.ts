import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { account, type OperatorHouse, operatorHouse } from '../../../test/operator.ts'

let house: OperatorHouse
beforeAll(async () => {
  house = await operatorHouse()
  await house.furnish()
})
afterAll(() => house.close())

const call: OperatorHouse['call'] = (...parameters) => house.call(...parameters)

describe('accounts', () => {
  test('an account comes back with its nichandle as id; one without gets one', async () => {
    const { body } = await call('GET', '/admin/accounts/op1-ovh')
    expect(body).toMatchObject({ id: 'op1-ovh', ...account, organisation: null, vat: null })
    const { body: other } = await call('POST', '/admin/accounts', { ...account, nichandle: undefined })
    expect(other.id).toMatch(/^[a-z]{2}\d+-ovh$/)
    expect((await call('GET', '/admin/accounts')).body.items.map((item: { id: string }) => item.id)).toEqual([
      'op1-ovh',
      other.id,
    ])
  })

  test('any subset is changed; the password is never told', async () => {
    const answer = await call('PUT', '/admin/accounts/op1-ovh', {
      vat: 'FR12345678901',
      password: 'hunter2hunter2',
      city: 'Lille',
    })
    expect(answer).toMatchObject({ status: 200, body: { vat: 'FR12345678901', city: 'Lille', name: 'Operator' } })
    expect(JSON.stringify(answer.body)).not.toContain('hunter2')
    const { body: audit } = await call('GET', '/admin/audit?limit=1000')
    expect(JSON.stringify(audit)).not.toContain('hunter2')
    expect(await call('PUT', '/admin/accounts/op1-ovh', answer.body), 'what was read').toMatchObject({ status: 200 })
    expect(await call('PUT', '/admin/accounts/op1-ovh', { vat: null })).toMatchObject({ body: { vat: null } })
  })

  test.each([
    ['nichandle', 409, account],
    ['nichandle', 400, { ...account, nichandle: 'OVH' }],
    ['email', 400, { ...account, email: 'nobody' }],
    ['country', 400, { ...account, country: 'UNKNOWN' }],
    ['language', 400, { ...account, language: 'fr' }],
    ['currency', 400, { ...account, currency: 'eur' }],
    ['legalform', 400, { ...account, legalform: 'company' }],
    ['firstname', 400, { ...account, firstname: '' }],
    ['firstname', 400, { ...account, firstname: 'A\ud800' }],
  ])('a wrong %s is a %d', async (field, status, body) => {
    expect(await call('POST', '/admin/accounts', body)).toMatchObject({ status, body: { details: { field } } })
  })

  test('unknown and malformed nichandles in the path', async () => {
    expect(await call('GET', '/admin/accounts/zz1-ovh')).toMatchObject({ status: 404 })
    expect(await call('GET', '/admin/accounts/nobody')).toMatchObject({ status: 404 })
    expect(await call('GET', '/admin/accounts/No%20Body')).toMatchObject({
      status: 400,
      body: { details: { field: 'nichandle' } },
    })
  })

  test('credentials may do everything, or what their rules say', async () => {
    const { status, body } = await call('POST', '/admin/accounts/op1-ovh/credentials', {})
    expect(status).toBe(200)
    expect(body).toMatchObject({
      applicationKey: expect.any(String),
      applicationSecret: expect.any(String),
      consumerKey: expect.any(String),
    })
    const rules = { accessRules: [{ method: 'GET', path: '/me' }], description: 'reader' }
    expect(await call('POST', '/admin/accounts/op1-ovh/credentials', rules)).toMatchObject({ status: 200 })
    for (const [accessRules, field] of [
      [[], 'accessRules'],
      [[{ method: 'PATCH', path: '/me' }], 'accessRules[0].method'],
      [[{ method: 'GET', path: 'me' }], 'accessRules[0].path'],
    ] as const) {
      const answer = await call('POST', '/admin/accounts/op1-ovh/credentials', { accessRules })
      expect(answer).toMatchObject({ status: 400, body: { details: { field } } })
    }
    expect(await call('POST', '/admin/accounts/zz1-ovh/credentials', {})).toMatchObject({ status: 404 })
    const { body: audit } = await call('GET', '/admin/audit?limit=1000')
    expect(JSON.stringify(audit)).not.toContain(body.applicationSecret)
    expect(JSON.stringify(audit)).not.toContain(body.consumerKey)
  })

  test('P7 means of payment of every kind; the first is the default until another is', async () => {
    const url = '/admin/accounts/op1-ovh/payment-means'
    const { body: paypal } = await call('POST', url, { type: 'paypal', id: 1234 })
    expect(paypal).toMatchObject({
      id: 1234,
      account: 'op1-ovh',
      type: 'paypal',
      default: true,
      label: 'operator@example.org',
    })
    const { body: card } = await call('POST', url, {
      type: 'creditCard',
      default: true,
      expirationDate: '2028-01-31',
      outcomes: ['decline:lost', 'success'],
    })
    expect(card).toMatchObject({ type: 'creditCard', default: true, expirationDate: '2028-01-31', state: 'valid' })
    expect(card.id).toBeGreaterThanOrEqual(100_000)
    const { body: bank } = await call('POST', url, {
      type: 'bankAccount',
      id: card.id + 1,
      iban: 'fr76 3000 6000 0112 3456 7890 189',
    })
    expect(bank).toMatchObject({ id: card.id + 1, default: false, label: 'FR76 **** 0189' })
    const { body: deferred } = await call('POST', url, { type: 'deferredPaymentAccount', terms: 45 })
    expect(deferred).toMatchObject({ id: card.id + 2, terms: 45 })
    for (const [wrong, status, field] of [
      [{ type: 'paypal', id: 1234 }, 409, 'id'],
      [{ type: 'cash' }, 400, 'type'],
      [{ type: 'bankAccount' }, 400, 'iban'],
      [{ type: 'bankAccount', iban: 'FR7630006000011234567890188' }, 400, 'iban'],
      [{ type: 'paypal', iban: 'FR7630006000011234567890189' }, 400, 'iban'],
      [{ type: 'paypal', terms: 30 }, 400, 'terms'],
      [{ type: 'deferredPaymentAccount', terms: 31 }, 400, 'terms'],
      [{ type: 'paypal', expirationDate: '2026-02-30' }, 400, 'expirationDate'],
      [{ type: 'paypal', outcomes: ['success', 'perhaps'] }, 400, 'outcomes[1]'],
    ] as const) {
      expect(await call('POST', url, wrong), JSON.stringify(wrong)).toMatchObject({
        status,
        body: { details: { field } },
      })
    }
  })

  test('the balance is credited and debited, never below zero', async () => {
    const url = '/admin/accounts/op1-ovh/balance'
    const { body } = await call('POST', url, { value: '10.50', reason: 'goodwill' })
    expect(body).toMatchObject({
      id: expect.any(String),
      account: 'op1-ovh',
      value: 10.5,
      text: '10.50 €',
      reason: 'goodwill',
      balance: { value: 10.5 },
    })
    expect((await call('POST', url, { value: -0.5, reason: 'fee' })).body.balance.value).toBe(10)
    for (const value of [0, '-10.01', '0.001', 'ten', true]) {
      expect(await call('POST', url, { value, reason: 'x' })).toMatchObject({
        status: 400,
        body: { details: { field: 'value' } },
      })
    }
    expect(await call('POST', url, { value: 1 })).toMatchObject({ status: 400, body: { details: { field: 'reason' } } })
    expect(await call('PUT', '/admin/accounts/op1-ovh', { currency: 'PLN' })).toMatchObject({ status: 409 })
  })
})
