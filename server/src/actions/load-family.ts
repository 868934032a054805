import { localDate } from '../calendar/calendar.ts'
import { readBundleRules, readPricedPlans } from '../catalog/plan.store.ts'
import { priceLists } from '../catalog/price-list.ts'
import type { Account } from '../customers/account.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import { readOpenBills } from '../orders/order.store.ts'
import { problem } from '../problem/problem.ts'
import { type AskedService, type Kin, readFamilies, readServices } from '../services/service.store.ts'
import type { Service } from '../services/service.ts'
import type { Family } from '../strategies/strategy.ts'
import type { Parts } from './parts.ts'

/**
 * All that renewals of services depend on, as of now (rule S9): their families, today's prices in the account's currency, open
 * bills. For the list, the dry run and the order alike; in four statements of two rounds, however many services.
 * @returns the family of each, in the order given; null for what is no live service of its account
 */
export async function loadFamilies(
  transaction: Transaction,
  parts: Pick<Parts, 'clock' | 'zone'>,
  asked: readonly AskedService[],
): Promise<readonly (Family | null)[]> {
  const kin = await readFamilies(transaction, asked)
  if (kin.length === 0) return asked.map(() => null)
  const today = localDate(parts.clock.now(), parts.zone)
  const codes = distinct(kin, ({ service }) => service.planCode)
  const currencies = distinct(kin, ({ currency }) => currency)
  const accountIds = distinct(kin, ({ service }) => service.accountId)
  const [rows, bundles, bills] = await Promise.all([
    readPricedPlans(transaction, codes, currencies, today),
    readBundleRules(transaction, codes, currencies, today),
    readOpenBills(
      transaction,
      accountIds,
      kin.map(({ service }) => service.id),
    ),
  ])
  const listOf = priceLists(rows, bundles)
  const billsOf = Map.groupBy(bills, ({ accountId }) => accountId)
  const familyOf = familiesOf(kin)
  return asked.map(({ accountId, serviceId }) => {
    const family = familyOf(accountId, serviceId)
    if (!family) return null
    const { services, currency, accountActive } = family
    const codesOf = services.map((service) => service.planCode)
    const blocked = billsOf.get(accountId) ?? []
    return { services, priceList: listOf(currency, codesOf), blocked, accountActive, today }
  })
}

/** Finds the services that are kin of a service, with what counts of their account. */
function familiesOf(kin: readonly Kin[]) {
  const families = Map.groupBy(kin, ({ service, kinship }) => `${service.accountId} ${kinship}`)
  const kinships = new Map(kin.map(({ service, kinship }) => [`${service.accountId} ${service.id}`, kinship]))
  return (accountId: AccountId, serviceId: ServiceId) => {
    const family = families.get(`${accountId} ${kinships.get(`${accountId} ${serviceId}`)}`)
    if (!family?.[0]) return null
    const { currency, accountActive } = family[0]
    return { services: family.map(({ service }) => service), currency, accountActive }
  }
}

function distinct<Item, Value>(items: readonly Item[], of: (item: Item) => Value): readonly Value[] {
  return [...new Set(items.map(of))]
}

/**
 * The family of one service.
 * @param chosen ids that a caller wants renewed together with it
 * @throws NOT_FOUND when the service, or a chosen one outside its family, is not a live service of the account
 */
export async function loadFamily(
  transaction: Transaction,
  parts: Pick<Parts, 'clock' | 'zone'>,
  account: Pick<Account, 'id'>,
  serviceId: ServiceId,
  chosen: readonly ServiceId[] = [],
): Promise<Family> {
  const [family] = await loadFamilies(transaction, parts, [{ accountId: account.id, serviceId }])
  if (!family) throw problem('NOT_FOUND', `service ${serviceId} does not exist`)
  await requireOwn(transaction, account, family.services, chosen)
  return family
}

/** Another account's service is a 404, one of the caller's own that is not linked a 400 (rule O1): the rules say the latter. */
async function requireOwn(
  transaction: Transaction,
  account: Pick<Account, 'id'>,
  family: readonly Service[],
  chosen: readonly ServiceId[],
): Promise<void> {
  const known = new Set(family.map((service) => service.id))
  const others = [...new Set(chosen)].filter((id) => !known.has(id))
  if (others.length === 0) return
  const own = new Set((await readServices(transaction, account.id, others)).map((service) => service.id))
  const foreign = others.find((id) => !own.has(id))
  if (foreign !== undefined) throw problem('NOT_FOUND', `service ${foreign} does not exist`)
}
