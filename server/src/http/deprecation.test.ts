import { operations } from '@odnowa/contract/operations.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../test/server.ts'
import { deprecationHeaders } from './deprecation.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server?.close())

const announced = {
  deprecation: '@1678147200',
  sunset: 'Thu, 07 Sep 2023 00:00:00 GMT',
  link: '</1.0/me/payment/method>; rel="successor-version"',
}

test('what OVH means to delete says since when, until when, and what to call instead', async () => {
  expect((await server.call('GET', '/me/paymentMean/paypal')).headers).toMatchObject(announced)
  const missing = await server.call('GET', '/me/paymentMean/paypal/99')
  expect([missing.status, missing.headers]).toEqual([404, expect.objectContaining(announced)])
  const other = await server.call('GET', '/v1/me/paymentMean/paypal')
  expect(other.headers.link).toBe('</v1/me/payment/method>; rel="successor-version"')
})

test('what has no date says at least since when it is known', async () => {
  const { headers } = await server.call('GET', '/kube')
  expect([headers.deprecation, headers.sunset, headers.link]).toEqual(['@1719792000', undefined, undefined])
})

test('what stays says nothing', async () => {
  const { headers } = await server.call('GET', '/me/paymentMean/deferredPaymentAccount')
  expect([headers.deprecation, headers.sunset]).toEqual([undefined, undefined])
  const marked = Object.values(operations).filter((each) => Object.keys(deprecationHeaders(each, '/1.0')).length > 0)
  expect(marked.length).toBe(Object.values(operations).filter(({ status }) => status === 'deprecated').length)
})
