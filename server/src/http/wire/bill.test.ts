import { checkAnswer } from '@odnowa/contract/conformance.ts'
import { expect, test } from 'vitest'
import { euro, sampleBill } from '../../../test/sample-values.ts'
import type { OrderId } from '../../identity/identity.ts'
import { zero } from '../../money/money.ts'
import type { MeansKind } from '../../payments/payment.ts'
import { toWireAssociatedObject } from './associated-object.ts'
import { toWireBill } from './bill.ts'
import { toWireBillDetail } from './bill-detail.ts'
import { toWireMovement } from './movement.ts'
import { toWireOvhAccount } from './ovh-account.ts'
import { toWirePayment } from './payment.ts'

const context = { zone: 'Europe/Paris', publicUrl: 'https://odnowa.example' }

test('B1 T1 a bill is complete, its id a text, its links open with its password', () => {
  const wire = toWireBill(context, sampleBill())
  expect(checkAnswer('GET /me/bill/{billId}', 200, wire)).toEqual([])
  expect(wire).toMatchObject({
    billId: 'B2026-000001',
    category: 'earlyrenewal',
    date: '2026-12-01T09:00:00+01:00',
    orderId: 100000001,
    priceWithTax: { text: '45.44 €' },
    url: 'https://odnowa.example/bill?billId=B2026-000001&password=bill-password',
    pdfUrl: 'https://odnowa.example/bill.pdf?billId=B2026-000001&password=bill-password',
  })
})

test('T2 a line of a bill ends on the new expiration; id and quantity are texts, the unit price has no ucents', () => {
  const [, line] = sampleBill().lines
  if (!line) throw new Error('the sample bill has two lines')
  const wire = toWireBillDetail(line)
  expect(checkAnswer('GET /me/bill/{billId}/details/{billDetailId}', 200, wire)).toEqual([])
  expect(wire).toMatchObject({
    billDetailId: '2',
    description: 'Domain .ovh example.ovh, 2026-12-01 - 2027-12-01',
    periodStart: '2026-12-01',
    periodEnd: '2027-12-01',
    quantity: '1',
    unitPrice: { currencyCode: 'EUR', text: '1.99 €', value: 1.99 },
  })
  expect(wire.unitPrice).not.toHaveProperty('priceInUcents')
  expect(toWireBillDetail({ ...line, startsOn: null, endsOn: null })).toMatchObject({
    description: 'Domain .ovh example.ovh',
    periodStart: null,
    periodEnd: null,
  })
})

test.each([
  ['paypal', 'paypal'],
  ['creditCard', 'creditCard'],
  ['bankAccount', 'withdrawal'],
  ['deferredPaymentAccount', 'debtAccount'],
  ['ovhAccount', 'ovhAccount'],
] as const)('P7 what was paid with %s reads %s', (meansKind, paymentType) => {
  const wire = toWirePayment(context, paymentOf(meansKind, '45.44'))
  expect(checkAnswer('GET /me/bill/{billId}/payment', 200, wire)).toEqual([])
  expect(wire).toEqual({ paymentDate: '2026-12-01T09:00:00+01:00', paymentIdentifier: 'charge-1', paymentType })
})

test('P6 what cost nothing is free, whatever it was paid with', () => {
  expect(toWirePayment(context, paymentOf('creditCard', '0')).paymentType).toBe('free')
  expect(toWirePayment(context, paymentOf('fidelityAccount', '-1.99')).paymentType).toBe('free')
})

test('an order stands for its bill, or for the refund of a negative total; before, for nothing', () => {
  const { id, orderId } = sampleBill()
  expect(toWireAssociatedObject({ orderId, id, kind: 'bill' })).toEqual({ id: 'B2026-000001', type: 'Bill' })
  expect(toWireAssociatedObject({ orderId, id, kind: 'refund' }).type).toBe('Refund')
  const none = toWireAssociatedObject(null)
  expect(none).toEqual({ id: null, type: null })
  expect(checkAnswer('GET /me/order/{orderId}/associatedObject', 200, none)).toEqual([])
})

test('the prepaid account is named by its currency and dated by its last movement', () => {
  const openedAt = Temporal.Instant.from('2026-01-01T00:00:00Z')
  const movedAt = Temporal.Instant.from('2026-07-01T00:00:00Z')
  const wire = toWireOvhAccount(context, { balance: euro('10'), openedAt, movedAt, alertThreshold: null, booked: [] })
  expect(checkAnswer('GET /me/ovhAccount/{ovhAccountId}', 200, wire)).toEqual([])
  expect(wire).toMatchObject({
    ovhAccountId: 'EUR',
    balance: { text: '10.00 €' },
    openDate: '2026-01-01T01:00:00+01:00',
    lastUpdate: '2026-07-01T02:00:00+02:00',
  })
  expect(
    toWireOvhAccount(context, { balance: euro('0'), openedAt, movedAt: null, alertThreshold: null, booked: [] })
      .lastUpdate,
  ).toBe(wire.openDate)
})

test.each([
  ['25.00', 'credit', '5.00'],
  ['-25.00', 'debit', '55.00'],
] as const)('B3 a movement of %s is a %s after a balance of %s', (amount, operation, before) => {
  const at = Temporal.Instant.from('2026-07-01T00:00:00Z')
  const facts = { id: 9, at, kind: 'payment', description: 'why', orderId: 100_000_001 as OrderId, documentId: null }
  const wire = toWireMovement(context, { ...facts, amount: euro(amount), balance: euro('30') })
  expect(checkAnswer('GET /me/ovhAccount/{ovhAccountId}/movements/{movementId}', 200, wire)).toEqual([])
  expect(wire).toMatchObject({ operation, order: 100000001, balance: { value: 30 } })
  expect([wire.amount.text, wire.previousBalance.text]).toEqual([`${amount} €`, `${before} €`])
  const without = toWireMovement(context, { ...facts, orderId: null, amount: euro(amount), balance: zero('EUR') })
  expect(without.order).toBe(0)
})

function paymentOf(meansKind: MeansKind, amount: string) {
  const paidAt = Temporal.Instant.from('2026-12-01T08:00:00Z')
  return { meansKind, amount: euro(amount), paidAt, gatewayReference: 'charge-1' }
}
