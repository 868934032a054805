import type { FastifyInstance } from 'fastify'
import { createAccount } from '../src/actions/accounts/create-account.ts'
import { type CreatedCredentials, createCredentials } from '../src/actions/accounts/create-credentials.ts'
import type { Log, Parts } from '../src/actions/parts.ts'
import { demoAccount } from '../src/actions/sandbox/demo/demo-accounts.ts'
import { seedDemo } from '../src/actions/sandbox/seed-demo.ts'
import type { AccessRule } from '../src/customers/access-rules.ts'
import { findAccounts } from '../src/customers/account.store.ts'
import type { Account } from '../src/customers/account.ts'
import type { RunTransaction } from '../src/database/transaction.ts'
import { buildHouse } from '../src/main/house.ts'
import type { HousePlan } from '../src/main/house-plan.ts'
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

export interface TestServerOptions {
  readonly plan?: Partial<HousePlan>
  /** `guide`, the default: the guide's services alone, manual and of this year. `demo`: what a sandbox shows. */
  readonly data?: 'guide' | 'demo'
  /** The way to the database, where it is not the straight one. */
  readonly through?: (databaseUrl: string) => string
}

/** A whole house on a database of its own, with the demo account `ab12345-ovh`; it does not listen. */
export async function testServer({ plan = {}, data, through }: TestServerOptions = {}): Promise<TestServer> {
  const database = await testDatabase()
  const logged: string[] = []
  const publicUrl = plan.publicUrl ?? 'http://127.0.0.1:8080'
  const databaseUrl = through?.(database.url) ?? database.url
  const house = await buildHouse({ ...planOf(databaseUrl, publicUrl, logged), ...plan })
  const { app, parts, sandbox } = house
  if (!sandbox) throw new Error('a test server is a sandbox')
  const violations = watchConformance(app)
  const conform = () => {
    if (violations.length > 0) throw new Error(`not what the contract says:\n${violations.join('\n')}`)
  }
  await app.ready()
  await house.open()
  const account = await (data === 'demo' ? fillWithDemo(parts, sandbox) : fillWithGuide(parts))
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

async function fillWithDemo(parts: Parts, { keys }: Sandbox): Promise<Account> {
  await seedDemo(parts, { keys })
  const [account] = await parts.transaction((transaction) => findAccounts(transaction, [demoAccount]))
  if (!account) throw new Error('the demo account is missing')
  return account
}

async function fillWithGuide(parts: Parts): Promise<Account> {
  const account = await createAccount(parts, { nichandle: demoAccount, password: null, data: customerData })
  await testGuide(parts, account.id)
  return account
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
