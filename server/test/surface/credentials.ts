import { createAccount } from '../../src/actions/accounts/create-account.ts'
import type { CreatedCredentials } from '../../src/actions/accounts/create-credentials.ts'
import { decideCredential } from '../../src/actions/accounts/decide-credential.ts'
import { requestCredential } from '../../src/actions/accounts/request-credential.ts'
import { type AccessRule, allRules, type RuleMethod, ruleMethods } from '../../src/customers/access-rules.ts'
import { type Call, testClient } from '../client.ts'
import { customerData } from '../customer.ts'
import type { TestServer } from '../server.ts'
import { accessToken } from './world.ts'

/** Everybody who may or may not call: each a client of the same server. */
export interface Callers {
  /** A consumer key that nobody has accepted yet, one that was refused, and one that is over. */
  readonly pending: Call
  readonly refused: Call
  readonly expired: Call
  /** Of the account, with rules for one method on every path. */
  readonly only: Readonly<Record<RuleMethod, Call>>
  /** Of the account, with rules for every method but one. */
  readonly allBut: Readonly<Record<RuleMethod, Call>>
  /** Of the account, with rules for every method on a path that is no operation's. */
  readonly elsewhere: Call
  /** Another account, which has nothing. */
  readonly stranger: Call
  /** Headers of a service account of the account (OAuth2). */
  readonly bearer: Readonly<Record<string, string>>
}

export async function openCallers(server: TestServer): Promise<Callers> {
  const { parts, account } = server
  const of = (rules: readonly AccessRule[]) => server.client(account, rules)
  const data = { ...customerData, email: 'stranger@example.com' }
  const stranger = await createAccount(parts, { nichandle: null, password: null, data })
  return {
    ...{ pending: await decided(server, null), refused: await decided(server, 'refused') },
    expired: await decided(server, 'expired'),
    only: await forEachMethod((method) => of([{ method, path: '/*' }])),
    allBut: await forEachMethod((method) => of(allRules.filter((rule) => rule.method !== method))),
    elsewhere: await of(ruleMethods.map((method) => ({ method, path: '/elsewhere/*' }))),
    stranger: await server.client(stranger),
    bearer: { authorization: `Bearer ${await accessToken(server)}` },
  }
}

async function forEachMethod(make: (method: RuleMethod) => Promise<Call>): Promise<Record<RuleMethod, Call>> {
  const [DELETE, GET, POST, PUT] = await Promise.all([make('DELETE'), make('GET'), make('POST'), make('PUT')])
  return { DELETE, GET, POST, PUT }
}

/** A consumer key with all rights that was decided about in a way; null: not yet. */
async function decided(
  { app, parts, publicUrl, keys }: TestServer,
  decision: 'refused' | 'expired' | null,
): Promise<Call> {
  const request = { accessRules: allRules, allowedIps: null, redirection: null }
  const { consumerKey } = await requestCredential(parts, { applicationKey: keys.applicationKey, ...request })
  if (decision) await decideCredential(parts, { consumerKey, decision, validity: null, accountId: null })
  const own: CreatedCredentials = { ...keys, consumerKey }
  return testClient(app, publicUrl, own)
}
