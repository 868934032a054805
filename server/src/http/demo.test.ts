import { findFamily } from '@odnowa/contract/families.ts'
import { operationKey } from '@odnowa/contract/operation.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, testServer } from '../../test/server.ts'
import { operations } from './customer/operations.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer({ data: 'demo' })
})
afterAll(() => server.close())

const get = async (path: string) => (await server.call('GET', path)).body

// every answer is held against the contract by the server's test itself
describe('the demo data', () => {
  test('are one thing behind every door, service by service', async () => {
    const ids: readonly number[] = await get('/service')
    expect(ids.length).toBeGreaterThan(60)
    expect(await get('/services')).toEqual(ids)
    const states = new Set<string>()
    for (const id of ids) {
      const [service, expanded] = [await get(`/service/${id}`), await get(`/services/${id}`)]
      states.add(`${service.state} ${expanded.billing.lifecycle.current.state} ${expanded.resource.state}`)
      await get(`/services/${id}/options`)
      await get(`/services/${id}/renewPeriodCapacities`)
      expect([200, 409]).toContain((await server.call('GET', `/service/${id}/renew`)).status)
      if (service.route.url === null) continue
      expect((await get(`${service.route.url}/serviceInfos`)).serviceId).toBe(id)
      const family = findFamily(expanded.resource.product.name)
      const own = await server.call('GET', service.route.url)
      const expired = expanded.resource.state === 'suspended'
      expect(own.status).toBe(family?.own ? (expired ? 460 : 200) : 404)
    }
    expect([...states].sort()).toEqual([
      'expired unrenewed suspended',
      'ok active active',
      'ok active suspended',
      'unpaid toRenew active',
      'unpaid unpaid active',
      'unpaid unpaid suspended',
    ])
  })

  test('have something in every list', async () => {
    const lists = operations
      .filter(({ contract }) => contract.method === 'GET' && !contract.path.includes('{') && !contract.noAuthentication)
      .map(({ contract }) => contract)
    const empty: string[] = []
    for (const contract of lists) {
      const body = await get(contract.path)
      if (Array.isArray(body) && body.length === 0) empty.push(operationKey(contract))
    }
    // service accounts and their tokens come with the customer's programs; deferred payment is the German business's,
    // and the past was paid from the balance, so that no means was charged yet
    expect(empty).toEqual([
      'GET /me/api/oauth2/client',
      'GET /me/api/oauth2/token',
      'GET /me/paymentMean/deferredPaymentAccount',
      'GET /me/payment/transaction',
    ])
  })

  test('come as the objects of every list that has them, sorted and filtered', async () => {
    for (const path of ['/service', '/services', '/me/order', '/me/bill', '/me/payment/method', '/vps', '/domain']) {
      const mode = { 'X-Pagination-Mode': 'CachedObjectList-Pages', 'X-Pagination-Size': '3' }
      const { body, headers } = await server.call('GET', path, { headers: mode })
      const ids = await get(path)
      expect(headers['x-pagination-elements']).toBe(String(ids.length))
      expect(body.length).toBeLessThanOrEqual(3)
      expect(body.length).toBeGreaterThan(0)
    }
  })
})
