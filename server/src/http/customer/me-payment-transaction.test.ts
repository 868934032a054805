import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Call } from '../../../test/client.ts'
import { testAccount } from '../../../test/customer.ts'
import { givenMeans, givenOrder } from '../../../test/parts.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import { testServices } from '../../../test/services.ts'
import { refundOrder } from '../../actions/refunding/refund-order.ts'
import type { Account } from '../../customers/account.ts'
import { mainOperator as operator } from '../../operators/token.ts'

let server: TestServer
let account: Account
let call: Call

beforeAll(async () => {
  server = await testServer()
  account = await testAccount(server.parts)
  call = await server.client(account)
})
afterAll(() => server.close())

test('every charge of a means and every refund to it is a transaction of its own account, by number, means and status', async () => {
  const id = await givenMeans(server.parts, account.id, { outcomes: ['decline:insufficient_funds', 'success'] })
  const other = await givenMeans(server.parts, account.id)
  await testServices(server.parts, account.id, [{ id: 9500, plan: 'domain-ovh', expires: '2126-01-15' }])
  const order = await givenOrder(server.parts, account, 'P1Y', 9500)
  const pay = () => call('POST', `/me/order/${order.id}/pay`, { body: { paymentMethod: { id } } })
  expect([(await pay()).status, (await pay()).status]).toEqual([402, 200])
  await refundOrder(server.parts, {
    ...{ operator, orderId: order.id, reason: 'a test' },
    to: 'means',
    cancelRenewal: false,
  })

  const { body: numbers } = await call('GET', '/me/payment/transaction')
  expect(numbers).toHaveLength(3)
  const headers = { 'x-ovh-batch': ',' }
  const { body } = await call('GET', `/me/payment/transaction/${numbers.join(',')}`, { headers })
  const told = body.map(({ value }: { value: Record<string, unknown> }) => [
    value.type,
    value.status,
    value.paymentMethodId,
  ])
  expect(told).toEqual([
    ['DEBIT', 'FAILED', id],
    ['DEBIT', 'SUCCESS', id],
    ['CREDIT', 'SUCCESS', id],
  ])
  const [, paid, back] = numbers
  const one = (await call('GET', `/me/payment/transaction/${paid}`)).body
  expect(one).toMatchObject({ transactionId: paid, amount: { value: 2.39, currencyCode: 'EUR' } })
  expect((await call('GET', `/me/payment/transaction/${back}`)).body.amount).toEqual(one.amount)
  expect((await call('GET', '/me/payment/transaction?status=SUCCESS')).body).toEqual([paid, back])
  expect((await call('GET', `/me/payment/transaction?paymentMethodId=${other}`)).body).toEqual([])

  const stranger = await server.client(await testAccount(server.parts))
  expect((await stranger('GET', '/me/payment/transaction')).body).toEqual([])
  expect((await stranger('GET', `/me/payment/transaction/${paid}`)).status).toBe(404)
})
