import { checkAnswer } from '@odnowa/contract/conformance.ts'
import { BillingReusablePaymentMeanEnum } from '@odnowa/contract/models/billing.generated.ts'
import { expect, test } from 'vitest'
import { sampleMeans } from '../../../test/sample-values.ts'
import type { MeansId, OrderId } from '../../identity/identity.ts'
import type { RegisteredMeans } from '../../payments/registered-means.ts'
import { fromWireMeansKind } from './means-kind.ts'
import { toWireBankAccount } from './payment-mean-bank-account.ts'
import { toWireCreditCard } from './payment-mean-credit-card.ts'
import { toWireDeferred } from './payment-mean-deferred.ts'
import { toWirePaypal } from './payment-mean-paypal.ts'
import { toWirePaymentMethod } from './payment-method.ts'
import {
  toWireAvailablePaymentMeans,
  toWirePaymentMeans,
  toWirePaymentMethods,
  toWireRegisteredPaymentMeans,
} from './ways-to-pay.ts'

const context = { zone: 'Europe/Paris', publicUrl: 'https://odnowa.example' }
const lastDay = Temporal.PlainDate.from('2026-12-31')

test('P7 a means has one number in both APIs', () => {
  const wire = toWirePaymentMethod(context, sampleMeans())
  expect(checkAnswer('GET /me/payment/method/{paymentMethodId}', 200, wire)).toEqual([])
  expect(wire).toMatchObject({
    paymentMethodId: 1234,
    paymentMeanId: 1234,
    paymentType: 'PAYPAL',
    paymentSubType: null,
    status: 'VALID',
    default: true,
    creationDate: '2026-01-01T01:00:00+01:00',
    expirationDate: null,
  })
  expect(toWirePaypal(context, sampleMeans()).id).toBe(1234)
})

test.each([
  [{ kind: 'creditCard', details: { brand: 'visa' } }, 'CREDIT_CARD', 'VISA'],
  [{ kind: 'creditCard', details: { brand: 'nobody' } }, 'CREDIT_CARD', null],
  [{ kind: 'bankAccount' }, 'SEPA_DIRECT_DEBIT', null],
  [{ kind: 'deferredPaymentAccount', termsDays: 45 }, 'DEFERRED_PAYMENT_ACCOUNT', '45_DAYS'],
] as const)('the method of %j is a %s, %s', (changes, paymentType, paymentSubType) => {
  const wire = toWirePaymentMethod(context, sampleMeans(changes))
  expect(checkAnswer('GET /me/payment/method/{paymentMethodId}', 200, wire)).toEqual([])
  expect(wire).toMatchObject({ paymentType, paymentSubType })
})

test('P7 an expired card and a blocked account say so in both APIs; a card is good until the end of its last day', () => {
  const expired = sampleMeans({ kind: 'creditCard', expiresOn: lastDay, expired: true, usable: false })
  const blocked = (kind: RegisteredMeans['kind']) => sampleMeans({ kind, state: 'blocked', usable: false })
  expect(toWirePaymentMethod(context, expired)).toMatchObject({
    status: 'EXPIRED',
    expirationDate: '2026-12-31T23:59:59+01:00',
  })
  expect(toWirePaymentMethod(context, blocked('paypal')).status).toBe('PAUSED')
  expect(toWireCreditCard(expired)).toMatchObject({ state: 'expired', expirationDate: '2026-12-31' })
  expect(toWireCreditCard(blocked('creditCard')).state).toBe('tooManyFailures')
  expect(toWireBankAccount(context, blocked('bankAccount')).state).toBe('blockedForIncidents')
  expect(toWirePaypal(context, blocked('paypal')).state).toBe('failing')
  expect(toWireDeferred(context, blocked('deferredPaymentAccount')).state).toBe('failed')
})

test('the old models are complete, also where little is known of a means', () => {
  const of = (kind: RegisteredMeans['kind'], wire: unknown) =>
    checkAnswer(`GET /me/paymentMean/${kind}/{id}`, 200, wire)
  expect(of('paypal', toWirePaypal(context, sampleMeans()))).toEqual([])
  expect(of('creditCard', toWireCreditCard(sampleMeans({ kind: 'creditCard' })))).toEqual([])
  expect(of('bankAccount', toWireBankAccount(context, sampleMeans({ kind: 'bankAccount' })))).toEqual([])
  expect(of('deferredPaymentAccount', toWireDeferred(context, sampleMeans({ termsDays: 30 })))).toEqual([])
})

test('P7 both generations of names mean the same kinds; what is not offered has none', () => {
  const known = BillingReusablePaymentMeanEnum.enum.map((name) => [name, fromWireMeansKind(name)])
  expect(Object.fromEntries(known)).toEqual({
    CREDIT_CARD: 'creditCard',
    CURRENT_ACCOUNT: undefined,
    DEFERRED_PAYMENT_ACCOUNT: 'deferredPaymentAccount',
    DOMESTIC_CARD: undefined,
    ENTERPRISE: undefined,
    INTERNAL_TRUSTED_ACCOUNT: undefined,
    PAYPAL: 'paypal',
    RUPAY: undefined,
    SEPA_DIRECT_DEBIT: 'bankAccount',
    bankAccount: 'bankAccount',
    creditCard: 'creditCard',
    deferredPaymentAccount: 'deferredPaymentAccount',
    fidelityAccount: 'fidelityAccount',
    ovhAccount: 'ovhAccount',
    paypal: 'paypal',
  })
})

test('what an order can be paid with names the kinds, the methods and the calls', () => {
  const second = sampleMeans({ id: 1230 as MeansId, isDefault: false })
  const ways = {
    orderId: 100_000_001 as OrderId,
    means: [second, sampleMeans()],
    kinds: ['paypal', 'ovhAccount'] as const,
  }
  const route = 'GET /me/order/{orderId}'
  const registered = toWireRegisteredPaymentMeans(ways)
  expect(checkAnswer(`${route}/availableRegisteredPaymentMean`, 200, registered)).toEqual([])
  expect(registered).toEqual([{ paymentMean: 'paypal' }, { paymentMean: 'ovhAccount' }])

  const methods = toWirePaymentMethods(context, ways)
  expect(checkAnswer(`${route}/paymentMethods`, 200, methods)).toEqual([])
  expect(methods.registered).toEqual([1230, 1234])

  const available = toWireAvailablePaymentMeans(context, ways)
  expect(checkAnswer(`${route}/availablePaymentMean`, 200, available)).toEqual([])
  expect(available.map(({ name, fields }) => [name, fields?.map(({ key, value }) => [key, value])])).toEqual([
    [
      'paypal',
      [
        ['paymentMean', 'paypal'],
        ['paymentMeanId', '1234'],
      ],
    ],
    ['ovhAccount', [['paymentMean', 'ovhAccount']]],
  ])

  const means = toWirePaymentMeans(context, ways)
  expect(checkAnswer(`${route}/paymentMeans`, 200, means)).toEqual([])
  expect(means).toMatchObject({ creditCard: null, ideal: null, fidelityPoints: null })
  expect(means.paypal?.[0]).toMatchObject({
    httpMethod: 'POST',
    url: 'https://odnowa.example/1.0/me/order/100000001/payWithRegisteredPaymentMean',
  })
  expect(toWirePaymentMeans(context, { ...ways, means: [], kinds: [] }).paypal).toBeNull()
})
