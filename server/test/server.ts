import type { FastifyInstance } from 'fastify'
import sql from 'sql-template-tag'
import { createAccount } from '../src/actions/create-account.ts'
import { type CreatedCredentials, createCredentials } from '../src/actions/create-credentials.ts'
import type { Log, Parts } from '../src/actions/parts.ts'
import type { AccessRule } from '../src/customers/access-rules.ts'
import type { Account } from '../src/customers/account.ts'
import type { RunTransaction } from '../src/database/transaction.ts'
import type { Nichandle } from '../src/identity/identity.ts'
import { buildHouse, type HousePlan } from '../src/main/house.ts'
import type { Sandbox } from '../src/operators/sandbox.ts'
import { type Call, testClient } from './client.ts'
import { watchConformance } from './conformance.ts'
import { customerData } from './customer.ts'
import { testDatabase } from './database.ts'
import { testGuide } from './services.ts'

export interface TestServer {
  readonly app: FastifyInstance
  readonly parts: Parts
  readonly sandbox: Sandbox
  readonly transaction: RunTransaction
  readonly databaseUrl: string
  /** The origin that signatures and links use; where it listens once `listen` was called. */
  readonly publicUrl: string
  readonly adminToken: string
  /** The demo account and its keys, which may do everything. */
  readonly account: Account
  readonly keys: CreatedCredentials
  /** Calls as the demo account; fails the test when the answer is not what the contract says. */
  readonly call: Call
  /** A client of an account's own, with these rules; all without. */
  client(account: Account, accessRules?: readonly AccessRule[]): Promise<Call>
  /** Everything that was logged, as JSON. */
  readonly logged: readonly string[]
  /** Stops the server; fails when an answer was not what the contract says. */
  close(): Promise<void>
}

const adminToken = 'admin-token-of-the-test'

/**
 * A whole house on a database of its own, with the guide's services on the demo account `ab12345-ovh`; it does not listen.
 * @param through the way to the database, where it is not the straight one
 */
export async function testServer(
  plan: Partial<HousePlan> = {},
  through: (databaseUrl: string) => string = (url) => url,
): Promise<TestServer> {
  const database = await testDatabase()
  const logged: string[] = []
  const publicUrl = plan.publicUrl ?? 'http://127.0.0.1:8080'
  const house = await buildHouse({ ...planOf(through(database.url), publicUrl, logged), ...plan })
  const { app, parts, sandbox } = house
  if (!sandbox) throw new Error('a test server is a sandbox')
  const violations = watchConformance(app)
  const conform = () => {
    if (violations.length > 0) throw new Error(`not what the contract says:\n${violations.join('\n')}`)
  }
  await app.ready()
  const account = await createAccount(parts, {
    nichandle: 'ab12345-ovh' as Nichandle,
    password: null,
    data: customerData,
  })
  await testGuide(parts, account.id)
  await database.transaction((transaction) =>
    transaction.query(sql`insert into tax_rates (country, rate_ppm, valid_from) values ('FR', 200000, '2020-01-01')`),
  )
  const keysOf = (id: Account['id'], accessRules: readonly AccessRule[] | null) =>
    createCredentials(parts, { accountId: id, accessRules, description: null })
  const keys = await keysOf(account.id, null)
  return {
    ...{ app, parts, sandbox, publicUrl, adminToken, account, keys, logged },
    transaction: database.transaction,
    databaseUrl: database.url,
    call: testClient(app, publicUrl, keys, conform),
    client: async ({ id }, rules) => testClient(app, publicUrl, await keysOf(id, rules ?? null), conform),
    async close() {
      await house.stop()
      await database.close()
      conform()
    },
  }
}

function planOf(databaseUrl: string, publicUrl: string, logged: string[]): HousePlan {
  const note: Log['info'] = (facts, message) => {
    logged.push(JSON.stringify({ ...facts, message }))
  }
  return {
    ...{
      host: '127.0.0.1',
      port: 0,
      publicUrl,
      databaseUrl,
      mode: 'sandbox',
      roles: ['api'],
      timezone: 'Europe/Paris',
    },
    ...{ rateLimit: 0, secretKey: 'secret-key-of-the-test', adminToken, tls: null },
    log: { info: note, warn: note, error: note },
  }
}
