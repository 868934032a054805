import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import type { Log, Parts } from '../src/actions/parts.ts'
import { allRules } from '../src/customers/access-rules.ts'
import type { Caller } from '../src/customers/caller.ts'
import { type Operation, openOperation, operation } from '../src/http/operation.ts'
import { idParameter, manyIds } from '../src/http/parameters.ts'
import type { Authenticated, RawRequest } from '../src/http/raw-request.ts'
import { buildServer } from '../src/http/server.ts'
import type { PlainRoutes, ServerSetup } from '../src/http/setup.ts'
import { problem } from '../src/problem/problem.ts'

/** A server without a database, of a few operations that are easy to tell from outside; `x-rules` says what a caller may GET. */
export interface FakeServer {
  readonly app: FastifyInstance
  /** Where it listens. */
  readonly origin: string
  readonly seen: Seen
  call(method: string, url: string, options?: InjectOptions): Promise<LightMyRequestResponse>
  close(): Promise<void>
}

/** What the handlers were called with. */
export interface Seen {
  readonly logged: { readonly facts: Readonly<Record<string, unknown>>; readonly message: string }[]
  readonly bodies: unknown[]
  /** How many single orders were asked for their status. */
  statuses: number
  /** The ids of each call for many orders. */
  manyOrders: (readonly string[])[]
  health: () => Promise<void>
}

const caller = { accountId: 1, nichandle: 'ab12345-ovh', method: 'account', credentialId: 7, clientId: null } as Caller

export const orders = [1, 2, 3, 5, 8].map((id) => ({ orderId: id, date: `2026-0${id}-01T00:00:00+01:00` }))

export async function fakeServer(rateLimit = 0): Promise<FakeServer> {
  const seen: Seen = { logged: [], bodies: [], statuses: 0, manyOrders: [], health: async () => {} }
  const log: Log = { info() {}, warn() {}, error: (facts, message) => seen.logged.push({ facts, message }) }
  const parts = { log, zone: 'Europe/Paris', publicUrl: 'https://renew.example' } as unknown as Parts
  const setup: ServerSetup = { parts, mode: 'sandbox', adminToken: 'secret', rateLimit, health: () => seen.health() }
  const app = buildServer(setup, {
    operations: fakeOperations(seen),
    plainRoutes: [plain],
    authenticatorOf: () => ({ authenticate, recall: () => null }),
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    app,
    origin: `http://127.0.0.1:${new URL(app.listeningOrigin).port}`,
    seen,
    async call(method, url, options = {}) {
      const answer = await app.inject({ method: method as 'GET', url, ...options })
      expect(answer.headers['x-ovh-queryid']).toMatch(/^EU\.ext-1\.[0-9a-f]+\.\d+\.[0-9a-f]{32}$/)
      return answer
    },
    close: () => app.close(),
  }
}

export function fakeOperations(seen: Seen): readonly Operation[] {
  return [
    openOperation('GET /auth/time', async () => 1234567890),
    operation('GET /me/order', async () => orders.map((order) => order.orderId)),
    operation('GET /me/order/{orderId}', async () => Promise.reject(new Error('asked one by one')), {
      many: async (_call, ids) => {
        seen.manyOrders.push(ids)
        return manyIds(ids, 'orderId', async (numbers: readonly number[]) => {
          const found = orders.filter((order) => numbers.includes(order.orderId))
          return new Map(found.map((order) => [order.orderId, order])) as never
        })
      },
    }),
    operation('GET /me/order/{orderId}/status', async ({ params, setHeader, setStatus }) => {
      seen.statuses += 1
      setStatus(202)
      setHeader('X-Renewal-Strategies-Truncated', 'true')
      const id = idParameter(params.orderId, 'orderId')
      if (id === 460) throw problem('SERVICE_EXPIRED', 'This service is expired')
      if (id === 500) throw new Error('the pipe to the secret hunter2 burst')
      if (id === 503) throw Object.assign(problem('UNAVAILABLE', 'the database is away'), { cause: 'ECONNREFUSED' })
      return id % 2 === 0 ? 'delivered' : 'notPaid'
    }),
    operation('PUT /service/{serviceId}', async ({ body }) => {
      seen.bodies.push(body)
    }),
    operation('POST /service/{serviceId}/suspend', async ({ body }) => {
      seen.bodies.push(body)
    }),
    operation('GET /me/bill', async ({ query }) => [JSON.stringify(query), 'x'.repeat(2000)]),
    operation('GET /vps/{serviceName}/serviceInfos', async ({ params }) => params.serviceName as never),
  ]
}

const plain: PlainRoutes = (app) => {
  app.post('/admin/things', async (request, reply) => reply.send({ got: String(request.body) }))
  app.get('/order', async (_request, reply) => reply.type('text/html').send('<p>An order</p>'))
}

async function authenticate(request: RawRequest): Promise<Authenticated> {
  const rules = request.headers['x-rules']
  if (rules === 'none') throw problem('INVALID_SIGNATURE', 'Invalid signature')
  if (rules === undefined) return { caller, accessRules: allRules }
  const accessRules = String(rules)
    .split(' ')
    .map((path) => ({ method: 'GET' as const, path }))
  return { caller, accessRules }
}
