import { expect, test } from 'vitest'
import { checkAnswer, matchOperation } from './conformance.ts'

const price = { currencyCode: 'EUR', priceInUcents: 199000000, text: '1.99 €', value: 1.99 }
const order = {
  date: '2026-05-15T15:49:06+02:00',
  expirationDate: '2026-05-16T15:49:06+02:00',
  orderId: 1,
  password: 'x',
  pdfUrl: '',
  priceWithTax: price,
  priceWithoutTax: price,
  retractionDate: null,
  tax: price,
  url: '',
}
const error = {
  class: 'Client::NotFound',
  errorCode: 'NOT_FOUND',
  httpCode: '404 Not Found',
  message: 'The requested object does not exist',
  queryId: 'EU.1',
}

test.each([
  ['GET', '/1.0/service/12345/renew?includeOptions=true', 'GET /service/{serviceId}/renew', { serviceId: '12345' }],
  ['GET', '/v1/domain/zone', 'GET /domain/zone', {}],
  ['GET', '/domain/example.ovh', 'GET /domain/{serviceName}', { serviceName: 'example.ovh' }],
  ['HEAD', '/1.0/domain/zone/%C3%A9.fr/serviceInfos', 'GET /domain/zone/{zoneName}/serviceInfos', { zoneName: 'é.fr' }],
  ['GET', '/license/plesk/ip-1.2.3.4', undefined, {}],
  ['GET', '/license/plesk', 'GET /license/plesk', {}],
  ['DELETE', '/service/1', undefined, {}],
])('%s %s is %s', (method, path, key, params) => {
  const matched = matchOperation(method, path)
  expect(matched ? `${matched.operation.method} ${matched.operation.path}` : undefined).toBe(key)
  expect(matched?.params ?? {}).toEqual(params)
})

test('a whole answer conforms, by key or by path', () => {
  expect(checkAnswer('GET /me/order/{orderId}', 200, order)).toEqual([])
  expect(checkAnswer('GET /1.0/me/order/17', 200, order)).toEqual([])
  expect(checkAnswer('PUT /1.0/service/17', 200, null)).toEqual([])
})

test.each([
  ['a field is missing', { ...order, url: undefined }],
  ['a field is unknown', { ...order, extra: 1 }],
  ['a field is null that may not be', { ...order, tax: null }],
  ['a type is wrong', { ...order, orderId: '1' }],
  ['a moment has no offset', { ...order, date: '2026-05-15T13:49:06Z' }],
  ['a moment has fractions', { ...order, date: '2026-05-15T15:49:06.123+02:00' }],
  ['a price says two amounts', { ...order, tax: { ...price, priceInUcents: 199 } }],
  ['a price reads another amount', { ...order, tax: { ...price, text: '2.00 €' } }],
  ['a currency is none', { ...order, tax: { ...price, currencyCode: 'XXX' } }],
])('%s: refused', (_case, body) => {
  expect(checkAnswer('GET /me/order/{orderId}', 200, JSON.parse(JSON.stringify(body)))).not.toEqual([])
})

test('void answers null, and what is no operation conforms to nothing', () => {
  expect(checkAnswer('PUT /service/17', 200, {})).not.toEqual([])
  expect(checkAnswer('GET /nothing', 200, null)).toEqual(['GET /nothing 200: is no operation of the contract'])
})

test('an error has one form, and its code the status and class of the catalogue', () => {
  expect(checkAnswer('GET /nothing', 404, error)).toEqual([])
  expect(checkAnswer('GET /me', 404, { ...error, details: { field: 'x' } })).toEqual([])
  for (const wrong of [
    { ...error, details: { field: 1 } },
    { ...error, errorCode: 'NO_SUCH_CODE' },
    { ...error, httpCode: '400 Bad Request' },
    { ...error, class: 'Client::Forbidden' },
    { ...error, stack: 'at' },
    { message: 'x' },
    null,
  ]) {
    expect(checkAnswer('GET /me', 404, wrong)).not.toEqual([])
  }
  expect(checkAnswer('GET /me', 403, error)).not.toEqual([])
})

test('rows of a batch and objects of a list are checked one by one', () => {
  const rows = [
    { key: '1', value: order, error: null },
    { key: '2', value: null, error },
  ]
  expect(checkAnswer('GET /me/order/1,2', 200, rows, 'batch')).toEqual([])
  expect(checkAnswer('GET /me/order/1,2', 200, [{ key: '1', value: {}, error: null }], 'batch')).not.toEqual([])
  expect(checkAnswer('GET /me/order', 200, [order, order], 'objects')).toEqual([])
  expect(checkAnswer('GET /me/order', 200, [order, 17], 'objects')).not.toEqual([])
})
