import type { FastifyInstance } from 'fastify'
import type { Log, Parts } from '../src/actions/parts.ts'
import { webhookPoster } from '../src/gateways/webhook-poster.ts'
import { authenticatorOf } from '../src/http/authentication.ts'
import { authOperations } from '../src/http/customer/auth.ts'
import { meOperations } from '../src/http/customer/me.ts'
import { oauth2ClientOperations } from '../src/http/customer/me-api-oauth2-client.ts'
import { oauth2TokenRoutes } from '../src/http/oauth2-token.ts'
import { validationPageRoutes } from '../src/http/pages/validation-page.ts'
import { buildServer } from '../src/http/server.ts'
import { makeSeal } from '../src/main/seal.ts'
import { type TestDatabase, testDatabase } from './database.ts'

export interface CustomerServer {
  readonly app: FastifyInstance
  readonly parts: Parts
  readonly database: TestDatabase
  /** Everything that was logged, as JSON. */
  readonly logged: string[]
  close(): Promise<void>
}

/** A server of `/auth`, `/me` and the validation page alone, on an empty database. Business time stands in 2031. */
export async function customerServer(publicUrl = 'http://127.0.0.1:8080'): Promise<CustomerServer> {
  const database = await testDatabase()
  const logged: string[] = []
  const note: Log['info'] = (facts, message) => logged.push(JSON.stringify({ ...facts, message }))
  const gateway = { charge: refuse, lookup: refuse, refund: refuse }
  const parts: Parts = {
    transaction: database.transaction,
    clock: { now: () => Temporal.Instant.from('2031-01-01T00:00:00Z') },
    ...{ gateway, mailer: null, poster: webhookPoster({ allowPrivate: true }) },
    seal: makeSeal('test key'),
    log: { info: note, warn: note, error: note },
    zone: 'Europe/Paris',
    publicUrl,
  }
  const setup = { parts, mode: 'sandbox', adminToken: 'admin', rateLimit: 0, health: async () => {} } as const
  const app = buildServer(setup, {
    operations: [...authOperations, ...meOperations, ...oauth2ClientOperations],
    plainRoutes: [oauth2TokenRoutes, validationPageRoutes],
    authenticatorOf,
  })
  const close = async () => {
    await app.close()
    await database.close()
  }
  return { app, parts, database, logged, close }
}

function refuse(): never {
  throw new Error('nobody pays here')
}
