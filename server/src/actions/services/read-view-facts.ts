import { type LocalDate, localDate } from '../../calendar/calendar.ts'
import { readPricedPlans } from '../../catalog/plan.store.ts'
import type { PriceList } from '../../catalog/plan.ts'
import { priceListOf } from '../../catalog/price-list.ts'
import { readAccounts } from '../../customers/account.store.ts'
import type { Account } from '../../customers/account.ts'
import { readAccountRenewals } from '../../customers/autorenew.store.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, BillingGroupId, OrderId, ServiceId } from '../../identity/identity.ts'
import { readOpenBills } from '../../orders/open-bill.store.ts'
import { problem } from '../../problem/problem.ts'
import { readBillingGroups } from '../../services/billing-group.store.ts'
import { readContacts, type ServiceContact } from '../../services/contact.store.ts'
import { type EngagementRequest, readEngagementRequests } from '../../services/engagement-request.store.ts'
import type { OptionsByParent } from '../../services/possible-periods.ts'
import { readParents, readServicesWithOptions } from '../../services/service.store.ts'
import type { Service } from '../../services/service.ts'
import type { Parts } from '../parts.ts'

/** The live services that were asked for, and theirs whom they depend on. */
interface Held {
  readonly account: Account
  /** False: the account is paused (rule A2). */
  readonly accountActive: boolean
  /** Those that were asked for, with their options. */
  readonly services: readonly Service[]
  /** What they are options of, and what that is one of. */
  readonly parents: ReadonlyMap<ServiceId, Service>
}

/** All that views of services are made of, found by service. */
export interface ViewFacts extends Held {
  readonly today: LocalDate
  readonly options: OptionsByParent
  /** In the account's currency, of the services and their parents. */
  readonly priceList: PriceList
  /** The order to pay for the oldest unpaid automatic bill. */
  readonly openBills: ReadonlyMap<ServiceId, OrderId>
  /** Contacts that were changed. */
  readonly contacts: ReadonlyMap<ServiceId, readonly ServiceContact[]>
  readonly engagementRequests: ReadonlyMap<ServiceId, EngagementRequest>
  readonly billingGroups: ReadonlyMap<ServiceId, BillingGroupId>
}

/**
 * Reads the facts in nine statements, however many services. Locks nothing.
 * @throws NOT_FOUND when there is no such account
 */
export async function readViewFacts(
  transaction: Transaction,
  { clock, zone }: Pick<Parts, 'clock' | 'zone'>,
  accountId: AccountId,
  ids: readonly ServiceId[],
): Promise<ViewFacts> {
  const today = localDate(clock.now(), zone)
  const held = await readHeld(transaction, accountId, ids)
  const [priceList, bills, contacts, requests, billingGroups] = await Promise.all([
    readPriceList(transaction, held, today),
    readOpenBills(transaction, [accountId], ids),
    readContacts(transaction, accountId, ids),
    readEngagementRequests(transaction, accountId, ids),
    readBillingGroups(
      transaction,
      ids.map((id) => ({ accountId, id })),
    ),
  ])
  return {
    ...{ ...held, today, priceList, billingGroups },
    options: Map.groupBy(held.services, (service) => service.parentId),
    // the oldest bill comes first: written last, it stays
    openBills: new Map(bills.toReversed().map((bill) => [bill.serviceId, bill.orderId])),
    contacts: Map.groupBy(contacts, (contact) => contact.serviceId),
    engagementRequests: new Map(requests.map((request) => [request.serviceId, request])),
  }
}

async function readHeld(transaction: Transaction, accountId: AccountId, ids: readonly ServiceId[]): Promise<Held> {
  const [[account], [renewal], services] = await Promise.all([
    readAccounts(transaction, [accountId]),
    readAccountRenewals(transaction, [accountId]),
    readServicesWithOptions(transaction, accountId, ids),
  ])
  if (!account || !renewal) throw problem('NOT_FOUND', 'there is no such account')
  const hasParents = services.some((service) => service.parentId !== null)
  const parents = hasParents ? await readParents(transaction, accountId, ids) : []
  const parentOf = new Map(parents.map((parent) => [parent.id, parent]))
  return { account, accountActive: renewal.active, services, parents: parentOf }
}

async function readPriceList(
  transaction: Transaction,
  { account: { currency }, services, parents }: Held,
  today: LocalDate,
): Promise<PriceList> {
  const codes = [...new Set([...services, ...parents.values()].map((service) => service.planCode))]
  return priceListOf(currency, await readPricedPlans(transaction, codes, [currency], today))
}
