import { addHours, localDate, realClock } from '../../calendar/calendar.ts'
import { insertBundle } from '../../catalog/bundle-register.store.ts'
import { insertPlans, writePrices } from '../../catalog/plan-register.store.ts'
import { allRules } from '../../customers/access-rules.ts'
import { insertApplications } from '../../customers/application.store.ts'
import { insertCredentials } from '../../customers/credential.store.ts'
import { hashKey } from '../../customers/secret.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, Nichandle } from '../../identity/identity.ts'
import type { DemoKeys } from '../../operators/sandbox.ts'
import { mainOperator as operator } from '../../operators/token.ts'
import { createAccount } from '../accounts/create-account.ts'
import { joinTransaction } from '../join-transaction.ts'
import { addPaymentMeans } from '../means/add-payment-means.ts'
import type { Parts } from '../parts.ts'
import { createServices } from '../services/create-services.ts'
import { demoAccount, demoAccounts } from './demo/demo-accounts.ts'
import { demoBundles } from './demo/demo-bundles.ts'
import { groupServices } from './demo/demo-groups.ts'
import { demoMeans } from './demo/demo-means.ts'
import { demoPlans } from './demo/demo-plans.ts'
import { demoServices, toldServices } from './demo/demo-services.ts'
import { type Cast, tellHistory } from './demo/tell-history.ts'

export interface DemoSummary {
  readonly accounts: readonly Nichandle[]
  readonly plans: number
  readonly services: number
}

/** The demo accounts exist this long. */
const hoursOfPast = 400 * 24

/**
 * Makes the demo data of a sandbox (docs: interface, "Demo data") in an empty database, in one transaction. All dates count from
 * the clock's now, so that the demo is as alive in a year as today.
 */
export async function seedDemo(parts: Parts, { keys }: { readonly keys: DemoKeys }): Promise<DemoSummary> {
  return parts.transaction(async (transaction) => {
    const joined = joinTransaction(parts, transaction)
    const past = { ...joined, clock: { now: () => addHours(parts.clock.now(), -hoursOfPast) } }
    await sellPlans(transaction)
    const accounts = await openAccounts(transaction, past, keys)
    for (const means of demoMeans(parts.clock.now(), parts.zone)) {
      await addPaymentMeans(past, { ...means, operator })
    }
    const cast = await startServices(past, parts, accounts)
    await groupServices(past, cast)
    await tellHistory(joined, cast)
    const services = demoServices(localDate(parts.clock.now(), parts.zone)).length
    return { accounts: [...accounts.keys()], plans: demoPlans.length, services }
  })
}

async function sellPlans(transaction: Transaction): Promise<void> {
  await insertPlans(
    transaction,
    demoPlans.map(({ plan }) => plan),
  )
  await writePrices(
    transaction,
    demoPlans.flatMap(({ prices }) => prices),
  )
  for (const bundle of demoBundles) await insertBundle(transaction, bundle)
}

async function openAccounts(
  transaction: Transaction,
  parts: Parts,
  keys: DemoKeys,
): Promise<ReadonlyMap<Nichandle, AccountId>> {
  const ids = new Map<Nichandle, AccountId>()
  for (const { nichandle, ...data } of demoAccounts) {
    const password = nichandle === demoAccount ? keys.password : null
    const account = await createAccount(parts, { nichandle, password, data })
    ids.set(nichandle, account.id)
    if (nichandle === demoAccount) await openKeys(transaction, parts, account.id, keys)
  }
  return ids
}

/** The keys of sandbox.json, which may do everything on the demo account, without end. */
async function openKeys(transaction: Transaction, parts: Parts, accountId: AccountId, keys: DemoKeys): Promise<void> {
  const { applicationKey, applicationSecret, consumerKey } = keys
  const createdAt = realClock.now()
  const [applicationId] = await insertApplications(transaction, [
    {
      ...{ accountId, applicationKey, secretSealed: parts.seal.seal(applicationSecret), createdAt },
      ...{ name: 'Sandbox', description: 'The keys of sandbox.json' },
    },
  ])
  if (applicationId === undefined) throw new Error('the demo application was not stored')
  await insertCredentials(transaction, [
    {
      ...{ applicationId, accountId, state: 'validated', accessRules: allRules, allowedIps: null, redirection: null },
      ...{ consumerKeyHash: hashKey(consumerKey), validationTokenHash: null, createdAt, expiresAt: null },
    },
  ])
}

async function startServices(
  past: Parts,
  { clock, zone }: Parts,
  accounts: ReadonlyMap<Nichandle, AccountId>,
): Promise<Cast> {
  const entries = demoServices(localDate(clock.now(), zone))
  const results = await createServices(past, { operator, entries, whole: true })
  const refused = results.find((result) => result.refused)?.refused
  if (refused) throw refused
  const told = Object.entries(toldServices).map(([role, name]) => {
    const index = entries.findIndex((entry) => entry.name === name)
    const accountId = accounts.get(entries[index]?.account ?? demoAccount)
    const serviceId = results[index]?.created?.serviceId
    if (accountId === undefined || serviceId === undefined) throw new Error(`the demo has no service ${name}`)
    return [role, { accountId, serviceId }] as const
  })
  return Object.fromEntries(told) as unknown as Cast
}
