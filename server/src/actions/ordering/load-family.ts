import { localDate } from '../../calendar/calendar.ts'
import { readCatalogVersion } from '../../catalog/plan.store.ts'
import type { PriceList } from '../../catalog/plan.ts'
import type { PriceWish } from '../../catalog/price-list.ts'
import type { Account } from '../../customers/account.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { ServiceId } from '../../identity/identity.ts'
import { problem } from '../../problem/problem.ts'
import { type AskedService, type Kin, readFamilies, readServices } from '../../services/service.store.ts'
import type { Service } from '../../services/service.ts'
import type { Family } from '../../strategies/strategy.ts'
import type { Parts } from '../parts.ts'
import { loadPriceLists } from './load-price-lists.ts'

/**
 * All that renewals of services depend on, as of now (rule S9): their families with their open bills, and today's prices in the
 * account's currency. For the list, the dry run and the order alike; in two statements of one round, however many services, as
 * long as the catalogue does not change.
 * @returns the family of each, in the order given; null for what is no live service of its account
 */
export async function loadFamilies(
  transaction: Transaction,
  parts: Pick<Parts, 'clock' | 'zone'>,
  asked: readonly AskedService[],
): Promise<readonly (Family | null)[]> {
  const [version, kin] = await Promise.all([readCatalogVersion(transaction), readFamilies(transaction, asked)])
  const today = localDate(parts.clock.now(), parts.zone)
  const families = [...Map.groupBy(kin, kinOf).values()]
  const priceLists = await loadPriceLists(transaction, { version, date: today }, families.map(wishOf))
  const loaded = new Map<string, Family>()
  for (const [position, members] of families.entries()) {
    const { accountActive } = members[0] as Kin
    const family = { ...servicesOf(members), priceList: priceLists[position] as PriceList, accountActive, today }
    for (const { accountId, id } of family.services) loaded.set(`${accountId} ${id}`, family)
  }
  return asked.map(({ accountId, serviceId }) => loaded.get(`${accountId} ${serviceId}`) ?? null)
}

function kinOf({ service, kinship }: Kin): string {
  return `${service.accountId} ${kinship}`
}

function wishOf(members: readonly Kin[]): PriceWish {
  const codes = new Set(members.map(({ service }) => service.planCode))
  return { currency: (members[0] as Kin).currency, codes: [...codes].sort() }
}

function servicesOf(members: readonly Kin[]): Pick<Family, 'services' | 'blocked'> {
  const services = members.map(({ service }) => service)
  const blocked = members.flatMap(({ service, openBill }) =>
    openBill === null ? [] : [{ serviceId: service.id, orderId: openBill }],
  )
  return { services, blocked }
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
