import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FakeServer, fakeServer, orders } from '../../test/fake-server.ts'

let server: FakeServer
beforeAll(async () => {
  server = await fakeServer()
})
afterAll(() => server.close())

describe('the objects of a list', () => {
  const objects = (headers: Record<string, string> = {}) =>
    server.call('GET', '/1.0/me/order', { headers: { 'x-pagination-mode': 'CachedObjectList-Pages', ...headers } })

  test('come in one query, with their number', async () => {
    server.seen.manyOrders = []
    const answer = await objects()
    expect(answer.json()).toEqual(orders)
    expect(answer.headers['x-pagination-elements']).toBe('5')
    expect(server.seen.manyOrders).toEqual([['1', '2', '3', '5', '8']])
  })

  test('come by pages, and only a page of them is read', async () => {
    server.seen.manyOrders = []
    const answer = await objects({ 'x-pagination-size': '2', 'x-pagination-number': '2' })
    expect(answer.json()).toEqual(orders.slice(2, 4))
    expect(answer.headers['x-pagination-elements']).toBe('5')
    expect(server.seen.manyOrders).toEqual([['3', '5']])
    expect((await objects({ 'x-pagination-number': '9' })).json()).toEqual([])
  })

  test('are sorted and filtered', async () => {
    const answer = await objects({
      'x-pagination-sort': 'date',
      'x-pagination-sort-order': 'DESC',
      'x-pagination-filter': 'orderId:gt=1&orderId:lt=8',
      'x-pagination-size': '2',
    })
    expect(answer.json()).toEqual([orders[3], orders[2]])
    expect(answer.headers['x-pagination-elements']).toBe('3')
  })

  test('are refused when the caller may read the list but not them', async () => {
    expect((await objects({ 'x-rules': '/me/order' })).json().errorCode).toBe('NOT_GRANTED_CALL')
    expect((await objects({ 'x-rules': '/me/order /me/order/*' })).statusCode).toBe(200)
  })

  test.each([
    [{ 'x-pagination-mode': 'Cursors' }, 'X-Pagination-Mode'],
    [{ 'x-pagination-size': '0' }, 'X-Pagination-Size'],
    [{ 'x-pagination-size': '1001' }, 'X-Pagination-Size'],
    [{ 'x-pagination-number': 'x' }, 'X-Pagination-Number'],
    [{ 'x-pagination-sort-order': 'UP' }, 'X-Pagination-Sort-Order'],
    [{ 'x-pagination-filter': 'orderId=1' }, 'X-Pagination-Filter'],
    [{ 'x-pagination-sort': 'nothing' }, 'nothing'],
  ])('%j is refused by name', async (headers, name) => {
    const answer = await objects(headers)
    expect([answer.statusCode, answer.json().errorCode]).toEqual([400, 'INVALID_PARAMETER'])
    expect(answer.json().message).toContain(name)
  })
})
