import { checkAnswer } from '@odnowa/contract/conformance.ts'
import { expect, test } from 'vitest'
import { sampleLine, sampleOrder } from '../../../test/sample-values.ts'
import type { Order } from '../../orders/order.ts'
import { toWireFollowUp } from './follow-up.ts'
import { toWireItemDetail } from './item-detail.ts'
import { toWireOrder } from './order.ts'
import { toWireOrderDetail } from './order-detail.ts'
import { orderLinks } from './order-links.ts'
import { toWireOrderStatus } from './order-status.ts'

const context = { zone: 'Europe/Paris', publicUrl: 'https://odnowa.example' }

test("O3 O4 T1 an order is the guide's: amounts, the zone's offset, whole seconds, no withdrawal", () => {
  const wire = toWireOrder(context, sampleOrder())
  expect(checkAnswer('GET /me/order/{orderId}', 200, wire)).toEqual([])
  expect(wire).toMatchObject({
    date: '2026-07-15T15:49:06+02:00',
    expirationDate: '2026-07-16T15:49:06+02:00',
    orderId: 100000001,
    priceWithoutTax: { currencyCode: 'EUR', priceInUcents: 3787000000, text: '37.87 €', value: 37.87 },
    tax: { value: 7.57 },
    priceWithTax: { text: '45.44 €', value: 45.44 },
    retractionDate: null,
  })
})

test('O4 an automatic order does not expire, and the offset is that of its day', () => {
  const createdAt = Temporal.Instant.from('2026-12-15T13:49:06Z')
  const wire = toWireOrder(context, sampleOrder({ kind: 'automatic', expiresAt: null, createdAt }))
  expect(checkAnswer('GET /me/order/{orderId}', 200, wire)).toEqual([])
  expect(wire).toMatchObject({ date: '2026-12-15T14:49:06+01:00', expirationDate: null })
})

test('O6 links hold the id and the password, encoded; a dry run has none (O2)', () => {
  const order = sampleOrder()
  const { url, pdfUrl, password } = orderLinks(context, order)
  expect(password).toBe('pass+word/1')
  for (const [link, path] of [[url, '/order'] as const, [pdfUrl, '/order.pdf'] as const]) {
    const opened = new URL(link)
    expect(opened.origin + opened.pathname).toBe(`https://odnowa.example${path}`)
    expect(Object.fromEntries(opened.searchParams)).toEqual({ orderId: '100000001', orderPassword: 'pass+word/1' })
  }
  const { id: _id, password: _password, ...draft } = order
  expect(orderLinks(context, draft)).toEqual({ password: '', pdfUrl: '', url: '' })
})

test('O4 an expired order reads cancelled, and so do its lines', () => {
  expect(toWireOrderStatus('expired')).toBe('cancelled')
  for (const status of ['notPaid', 'checking', 'delivering', 'delivered', 'cancelled'] as const) {
    expect(toWireOrderStatus(status)).toBe(status)
    expect(checkAnswer('GET /me/order/{orderId}/status', 200, toWireOrderStatus(status))).toEqual([])
  }
  const line = sampleLine()
  const cancelled = (status: Order['status']) => toWireOrderDetail(sampleOrder({ status }), line).cancelled
  expect([cancelled('notPaid'), cancelled('cancelled'), cancelled('expired')]).toEqual([false, true, true])
})

test('O3 a line of an order tells service, period, quantity as text and prices', () => {
  const line = sampleLine({ quantity: 3 })
  const wire = toWireOrderDetail(sampleOrder(), line)
  expect(checkAnswer('GET /me/order/{orderId}/details/{orderDetailId}', 200, wire)).toEqual([])
  expect(wire).toMatchObject({
    orderDetailId: 71,
    description: 'Domain .ovh example.ovh, 2026-12-01 - 2027-12-01',
    detailType: 'RENEW',
    domain: 'example.ovh',
    quantity: '3',
    unitPrice: { value: 1.99 },
  })
  const extension = toWireItemDetail(line)
  expect(checkAnswer('GET /me/order/{orderId}/details/{orderDetailId}/extension', 200, extension)).toEqual([])
  expect(extension.order).toMatchObject({ action: 'renew', plan: { code: 'domain-ovh', duration: 'P1Y', quantity: 3 } })
})

test('followUp: the four steps of an order, each with its part of the history', () => {
  const entry = (label: 'ORDER_STARTED' | 'PAYMENT_RECEIVED' | 'DELIVERY' | 'INVOICE_SENT', description: string) => ({
    orderId: sampleOrder().id,
    at: Temporal.Instant.from('2026-07-15T13:49:06Z'),
    label,
    description,
  })
  const steps = [
    entry('ORDER_STARTED', 'made'),
    entry('PAYMENT_RECEIVED', 'paid'),
    entry('DELIVERY', 'renewed'),
    entry('INVOICE_SENT', 'billed'),
  ]
  const wire = toWireFollowUp(context, { status: 'delivered', steps })
  expect(checkAnswer('GET /me/order/{orderId}/followUp', 200, wire)).toEqual([])
  expect(
    wire.map(({ step, status, history }) => [step, status, history.map(({ description }) => description)]),
  ).toEqual([
    ['VALIDATING', 'DONE', ['made', 'paid']],
    ['VALIDATED', 'DONE', []],
    ['DELIVERING', 'DONE', ['renewed']],
    ['AVAILABLE', 'DONE', ['billed']],
  ])
  expect(wire[0]?.history[0]).toEqual({
    date: '2026-07-15T15:49:06+02:00',
    description: 'made',
    label: 'ORDER_STARTED',
  })
})

test.each([
  ['notPaid', ['DOING', 'TODO', 'TODO', 'TODO']],
  ['checking', ['DOING', 'TODO', 'TODO', 'TODO']],
  ['delivering', ['DONE', 'DONE', 'DOING', 'TODO']],
  ['delivered', ['DONE', 'DONE', 'DONE', 'DONE']],
  ['cancelled', ['ERROR', 'TODO', 'TODO', 'TODO']],
  ['expired', ['ERROR', 'TODO', 'TODO', 'TODO']],
] as const)('followUp of an order that is %s', (status, progress) => {
  expect(toWireFollowUp(context, { status, steps: [] }).map((step) => step.status)).toEqual(progress)
})
