import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CustomerHouse, customerHouse } from '../../../test/customer-house.ts'
import type { Account } from '../../customers/account.ts'

let house: CustomerHouse
let maria: Account
let orderId: number
let lineIds: readonly number[]

beforeAll(async () => {
  house = await customerHouse()
  maria = await house.account()
  await house.plan('hosting', 'hosting/web', 'Hosting', { P1Y: '35.88' })
  await house.plan('domain', 'domain', 'Domain .ovh', { P1Y: '1.99' })
  await house.means(maria)
  await house.service(maria, 'hosting', 'example.ovh', 67890)
  await house.service(maria, 'domain', 'example.ovh', 12345, [67890])
  const order = await house.order(maria, 'P1Y', 67890, 12345)
  orderId = order.id
  lineIds = order.lines.filter((line) => line.serviceId === 12345).map((line) => line.id)
  await house.call(maria, 'POST', `/me/order/${orderId}/pay`, { body: { paymentMethod: { id: 5678 } } })
})
afterAll(() => house?.close())

async function post(url: string, body: object) {
  const headers = { authorization: 'Bearer secret', 'content-type': 'application/json' }
  const answer = await house.app.inject({ method: 'POST', url, headers, payload: JSON.stringify(body) })
  return { status: answer.statusCode, body: answer.json() }
}

test('B6 a refund of one line, then the credit of the rest of its bill, as documents', async () => {
  const line = await post(`/admin/orders/${orderId}/refund`, { reason: 'a favour', lines: lineIds })
  expect(line).toEqual({
    status: 200,
    body: {
      ...{ id: 'R2026-000001', kind: 'refund', order: orderId, bill: 'B2026-000001', reason: 'a favour', to: 'means' },
      priceWithoutTax: expect.objectContaining({ value: 1.99, text: '1.99 €' }),
      tax: expect.objectContaining({ value: 0.4 }),
      priceWithTax: expect.objectContaining({ value: 2.39 }),
      date: '2026-07-15T15:49:06+02:00',
      lines: [
        {
          ...{ id: 1, orderLine: lineIds[0], service: 12345, quantity: 1, start: '2026-12-01', end: '2027-12-01' },
          description: 'Domain .ovh example.ovh, 2026-12-01 - 2027-12-01',
          unitPrice: expect.objectContaining({ value: 1.99 }),
          totalPrice: expect.objectContaining({ value: 1.99 }),
        },
      ],
    },
  })
  const rest = await post('/admin/bills/B2026-000001/credit', { reason: 'all of it', to: 'balance' })
  expect(rest).toMatchObject({
    status: 200,
    body: { id: 'R2026-000002', to: 'balance', priceWithTax: { value: 43.05 } },
  })
  const again = await post('/admin/bills/B2026-000001/credit', { reason: 'once more' })
  expect(again).toMatchObject({ status: 400, body: { errorCode: 'NOTHING_TO_REFUND' } })
})

test.each([
  ['/admin/orders/1/refund', { reason: 'x' }, 404, 'NOT_FOUND', undefined],
  ['/admin/orders/one/refund', { reason: 'x' }, 400, 'INVALID_PARAMETER', 'id'],
  ['/admin/bills/B2026-999999/credit', { reason: 'x' }, 404, 'NOT_FOUND', undefined],
  ['/admin/bills/B2026-000001/credit', {}, 400, 'INVALID_PARAMETER', 'reason'],
  ['/admin/bills/B2026-000001/credit', { reason: 'x', to: 'me' }, 400, 'INVALID_PARAMETER', 'to'],
  ['/admin/bills/B2026-000001/credit', { reason: 'x', lines: [0] }, 400, 'INVALID_PARAMETER', 'lines[0]'],
  ['/admin/bills/B2026-000001/credit', { reason: 'x', lines: ['9'] }, 400, 'INVALID_PARAMETER', 'lines'],
  ['/admin/attempts/1', { outcome: 'success' }, 400, 'INVALID_PARAMETER', 'id'],
  ['/admin/attempts/0198b3a0-0000-7000-8000-000000000000', { outcome: 'success' }, 404, 'NOT_FOUND', undefined],
] as const)('%s with %j is a %d', async (url, body, status, errorCode, field) => {
  const answer = await post(url, body)
  expect(answer).toMatchObject({ status, body: { errorCode, ...(field ? { details: { field } } : {}) } })
})
