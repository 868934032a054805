import { type OldestDebt, readOldestDebts } from '../../bills/oldest-debt.store.ts'
import { type Instant, type LocalDate, localDate } from '../../calendar/calendar.ts'
import { readBundleRules, readPricedPlans } from '../../catalog/plan.store.ts'
import type { PriceList } from '../../catalog/plan.ts'
import { priceListOf } from '../../catalog/price-list.ts'
import { readAccounts } from '../../customers/account.store.ts'
import type { Account } from '../../customers/account.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, BillingGroupId, ServiceId } from '../../identity/identity.ts'
import type { Currency } from '../../money/money.ts'
import { readTold, type Told } from '../../notices/notice.store.ts'
import { serviceSubject } from '../../notices/notice.ts'
import { readDefaultMeans } from '../../payments/default-means.store.ts'
import { readGroupMeans } from '../../payments/group-means.store.ts'
import { type Holding, readHeldByOptions, readHoldings } from '../../payments/holding.store.ts'
import type { PaymentMeans } from '../../payments/payment.ts'
import { readPolicy } from '../../policy/policy.store.ts'
import type { Circumstances } from '../../renewal/moments.ts'
import { claimDueAccounts, type EngineService, readDueServices } from '../../services/due-service.store.ts'
import type { Parts } from '../parts.ts'
import type { Claim } from './isolate-accounts.ts'

/** All that a batch of the engine judges and acts by, of accounts that it holds the locks of. */
export interface DueBatch {
  readonly accounts: ReadonlyMap<AccountId, Account>
  /** The due services with their parents and options, by id. */
  readonly services: ReadonlyMap<ServiceId, EngineService>
  readonly due: readonly EngineService[]
  readonly options: ReadonlyMap<ServiceId, readonly EngineService[]>
  readonly priceLists: ReadonlyMap<Currency, PriceList>
  readonly debts: ReadonlyMap<ServiceId, OldestDebt>
  readonly holdings: ReadonlyMap<ServiceId, Holding>
  /** Services that may end, and have an option whose payment is open. */
  readonly heldByOptions: ReadonlySet<ServiceId>
  /** The accounts' defaults. */
  readonly means: ReadonlyMap<AccountId, PaymentMeans>
  /** What billing groups have of their own. */
  readonly groupMeans: ReadonlyMap<BillingGroupId, PaymentMeans>
  /** By account and subject. */
  readonly told: ReadonlyMap<string, readonly Told[]>
  readonly circumstances: Circumstances
}

/** Services that a batch looks for; their accounts' other due services come on top. */
const servicesOfBatch = 1_000

/** Claims the accounts that are due and reads all that their judgement asks; null when nothing is due that is free. */
export async function claimDue(
  transaction: Transaction,
  parts: Parts,
  until: Instant,
  claim: Claim,
): Promise<DueBatch | null> {
  const accountIds = await claimDueAccounts(transaction, until, servicesOfBatch, claim.only)
  if (accountIds.length === 0) return null
  claim.got(accountIds)
  return readBatch(transaction, parts, until, accountIds)
}

async function readBatch(
  transaction: Transaction,
  parts: Parts,
  until: Instant,
  accountIds: readonly AccountId[],
): Promise<DueBatch> {
  const [payers, services, policy] = await Promise.all([
    readPayers(transaction, accountIds),
    readDueServices(transaction, accountIds, until),
    readPolicy(transaction),
  ])
  const { zone } = parts
  const now = parts.clock.now()
  const [open, told, priceLists] = await Promise.all([
    readOpenPayments(transaction, services),
    readTold(transaction, subjectsOf(services, payers)),
    readPriceLists(transaction, [...payers.accounts.values()], services, localDate(now, zone)),
  ])
  return {
    ...{ ...payers, ...open, priceLists, circumstances: { now, zone, policy } },
    services: new Map(services.map((service) => [service.id, service])),
    due: services.filter((service) => service.isDue),
    options: optionsOf(services),
    told: Map.groupBy(told, toldKey),
  }
}

type Payers = Pick<DueBatch, 'accounts' | 'means' | 'groupMeans'>

/** Who pays, and with what. */
async function readPayers(transaction: Transaction, accountIds: readonly AccountId[]): Promise<Payers> {
  const [accounts, means, groupMeans] = await Promise.all([
    readAccounts(transaction, accountIds),
    readDefaultMeans(transaction, accountIds),
    readGroupMeans(transaction, accountIds),
  ])
  return {
    accounts: new Map(accounts.map((account) => [account.id, account])),
    means: new Map(means.map((one) => [one.accountId, one])),
    groupMeans,
  }
}

type OpenPayments = Pick<DueBatch, 'debts' | 'holdings' | 'heldByOptions'>

/** What is owed for the services, and which of them an open payment holds. */
async function readOpenPayments(transaction: Transaction, services: readonly EngineService[]): Promise<OpenPayments> {
  const ending = services.filter((service) => service.isDue && mayEnd(service))
  const [debts, holdings, heldByOptions] = await Promise.all([
    readOldestDebts(transaction, services),
    readHoldings(transaction, services),
    ending.length === 0 ? [] : readHeldByOptions(transaction, ending),
  ])
  return {
    debts: new Map(debts.map((debt) => [debt.serviceId, debt])),
    holdings: new Map(holdings.map((holding) => [holding.serviceId, holding])),
    heldByOptions: new Set(heldByOptions),
  }
}

function optionsOf(services: readonly EngineService[]): DueBatch['options'] {
  return Map.groupBy(
    services.filter((service) => service.parentId !== null),
    (service) => service.parentId as ServiceId,
  )
}

/** An option may end since its parent does. */
function mayEnd({ lapsedAt, ends, engagedUntil, parentId }: EngineService): boolean {
  return lapsedAt !== null || ends !== null || engagedUntil !== null || parentId !== null
}

/** What is charged for a service's automatic bills: its group's own means, or else the account's default. */
export function meansFor(
  { means, groupMeans }: DueBatch,
  { accountId, billingGroupId }: EngineService,
): PaymentMeans | undefined {
  return (billingGroupId === null ? undefined : groupMeans.get(billingGroupId)) ?? means.get(accountId)
}

/** @throws Error when it was not loaded: a programming error */
export function accountFor({ accounts }: DueBatch, id: AccountId | undefined): Account {
  const account = id === undefined ? undefined : accounts.get(id)
  if (!account) throw new Error(`account ${id} was not loaded`)
  return account
}

/** The key of `DueBatch.told`. */
export function toldKey({ accountId, subject }: { readonly accountId: AccountId; readonly subject: string }): string {
  return `${accountId} ${subject}`
}

function subjectsOf(services: readonly EngineService[], { means, groupMeans }: Payers) {
  return [
    ...services
      .filter((service) => service.isDue)
      .map(({ accountId, id }) => ({ accountId, subject: serviceSubject(id) })),
    ...[...means.values(), ...groupMeans.values()].map(({ accountId, id }) => ({ accountId, subject: `means:${id}` })),
  ]
}

/** One list for each currency that the accounts have, in two statements. */
async function readPriceLists(
  transaction: Transaction,
  accounts: readonly Account[],
  services: readonly EngineService[],
  today: LocalDate,
): Promise<ReadonlyMap<Currency, PriceList>> {
  const codes = [...new Set(services.map((service) => service.planCode))]
  const currencies = [...new Set(accounts.map((account) => account.currency))]
  const [rows, bundles] = await Promise.all([
    readPricedPlans(transaction, codes, currencies, today),
    readBundleRules(transaction, codes, currencies, today),
  ])
  return new Map(currencies.map((currency) => [currency, priceListOf(currency, rows, bundles)]))
}
