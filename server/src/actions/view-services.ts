import { type LocalDate, localDate } from '../calendar/calendar.ts'
import type { Period } from '../calendar/period.ts'
import { readPricedPlans } from '../catalog/plan.store.ts'
import type { Plan, PriceList } from '../catalog/plan.ts'
import { priceListOf } from '../catalog/price-list.ts'
import { readAccounts } from '../customers/account.store.ts'
import type { Account } from '../customers/account.ts'
import { readAccountRenewals } from '../customers/autorenew.store.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, BillingGroupId, Nichandle, OrderId, ServiceId } from '../identity/identity.ts'
import { type Money, money } from '../money/money.ts'
import { readOpenBills } from '../orders/order.store.ts'
import { problem } from '../problem/problem.ts'
import { parentStanding } from '../renewal/parent-standing.ts'
import { renewsOn } from '../renewal/way.ts'
import { readBillingGroups } from '../services/billing-group.store.ts'
import { readContacts } from '../services/contact.store.ts'
import { type Contacts, contactsOf } from '../services/contact.ts'
import { type EndRule, endRuleOf } from '../services/end-rule.ts'
import { type EngagementRequest, readEngagementRequests } from '../services/engagement-request.store.ts'
import { type OptionsByParent, possiblePeriods } from '../services/possible-periods.ts'
import { possibleModes, type RenewalKind, renewalKindOf } from '../services/renewal-kind.ts'
import { readServices, readServicesWithOptions } from '../services/service.store.ts'
import type { RenewalMode, Service } from '../services/service.ts'
import { type Standing, standingOf } from '../services/standing.ts'
import type { Parts } from './parts.ts'

/** A live service with all that the API says of it: `/service`, `/services`, `serviceInfos` (renewal-rules.md, W). */
export interface ServiceView {
  readonly service: Service
  readonly plan: Plan
  readonly kind: RenewalKind
  readonly standing: Standing
  readonly possibleModes: readonly RenewalMode[]
  /** From short to long, in the account's currency. */
  readonly possiblePeriods: readonly Period[]
  /** Of one unit for the service's own period, net; null when its plan is not sold for that any more. */
  readonly unitPrice: Money | null
  /** The order to pay for the oldest unpaid automatic bill. */
  readonly openBill: OrderId | null
  /** What follows its engagement; null without one, or when nothing was chosen. */
  readonly endRule: EndRule | null
  /** When it is billed next by itself, as the engine judges it; null when it is not. */
  readonly renewsOn: LocalDate | null
  /** The group that it is billed in. */
  readonly billingGroup: BillingGroupId | null
  /** The engagement that it waits for. */
  readonly engagementRequest: EngagementRequest | null
  /** The name of the parent that an option is of, which its path may begin with. */
  readonly parentName: string | null
  /** Of the account. */
  readonly nichandle: Nichandle
  readonly contacts: Contacts
}

/** Views of live services of an account, by id, in nine statements however many; ids that are not such are left out. */
export async function viewServices(
  transaction: Transaction,
  parts: Pick<Parts, 'clock' | 'zone'>,
  accountId: AccountId,
  ids: readonly ServiceId[],
): Promise<ReadonlyMap<ServiceId, ServiceView>> {
  const [[account], [renewal], services] = await Promise.all([
    readAccounts(transaction, [accountId]),
    readAccountRenewals(transaction, [accountId]),
    readServicesWithOptions(transaction, accountId, ids),
  ])
  if (!account || !renewal) throw problem('NOT_FOUND', 'there is no such account')
  const today = localDate(parts.clock.now(), parts.zone)
  const parentIds = services.flatMap((service) => service.parentId ?? [])
  const parents = parentIds.length === 0 ? [] : await readServices(transaction, accountId, parentIds)
  const codes = [...new Set([...services, ...parents].map((service) => service.planCode))]
  const [rows, bills, contacts, requests, groupOf] = await Promise.all([
    readPricedPlans(transaction, codes, [account.currency], today),
    readOpenBills(transaction, [accountId], ids),
    readContacts(transaction, accountId, ids),
    readEngagementRequests(transaction, accountId, ids),
    readBillingGroups(
      transaction,
      ids.map((id) => ({ accountId, id })),
    ),
  ])
  const priceList = priceListOf(account.currency, rows)
  const wanted = new Set(ids)
  const billOf = new Map(bills.toReversed().map((bill) => [bill.serviceId, bill.orderId]))
  const parentOf = new Map(parents.map((parent) => [parent.id, parent]))
  const contactsWith = Map.groupBy(contacts, (contact) => contact.serviceId)
  const requestOf = new Map(requests.map((request) => [request.serviceId, request]))
  const optionsOf = Map.groupBy(services, (service) => service.parentId)
  const views = services
    .filter((service) => wanted.has(service.id))
    .map((service) => {
      const openBill = billOf.get(service.id) ?? null
      const standing = standingOf(service, openBill !== null, today)
      const parent = (service.parentId && parentOf.get(service.parentId)) ?? null
      const others = contactsWith.get(service.id) ?? []
      const engagementRequest = requestOf.get(service.id) ?? null
      const billingGroup = groupOf.get(service.id) ?? null
      const own = { contacts: contactsOf(account.nichandle, others), engagementRequest, billingGroup }
      const described = describe(service, optionsOf, priceList, account)
      return {
        ...{ ...described, ...own, standing, openBill, parentName: parent?.name ?? null },
        renewsOn: renewalDay(described, parent, { priceList, accountActive: renewal.active }),
      }
    })
  return new Map(views.map((view) => [view.service.id, view]))
}

function describe(service: Service, options: OptionsByParent, priceList: PriceList, account: Account) {
  const plan = planOf(service, priceList)
  const price = priceList.prices.find((each) => each.planCode === plan.code && each.period === service.period)
  return {
    service,
    plan,
    kind: renewalKindOf(service, plan),
    possibleModes: possibleModes(service, plan),
    possiblePeriods: possiblePeriods(service, options, priceList),
    endRule: endRuleOf(service),
    unitPrice: price ? money(price.ucents, priceList.currency) : null,
    nichandle: account.nichandle,
  }
}

function renewalDay(
  { service, plan, kind, possiblePeriods: periods }: Pick<ServiceView, 'service' | 'plan' | 'kind' | 'possiblePeriods'>,
  parent: Service | null,
  { priceList, accountActive }: { readonly priceList: PriceList; readonly accountActive: boolean },
): LocalDate | null {
  const { manualAllowed } = plan
  const own = { service, kind, manualAllowed, accountActive, isSold: periods.includes(service.period) }
  if (parent === null) return renewsOn({ ...own, parent })
  const parentPlan = planOf(parent, priceList)
  const facts = { service: parent, kind: renewalKindOf(parent, parentPlan), plan: parentPlan, accountActive }
  return renewsOn({ ...own, parent: parentStanding(facts, service) })
}

function planOf({ id, planCode }: Service, priceList: PriceList): Plan {
  const plan = priceList.plans.get(planCode)
  if (!plan) throw new Error(`service ${id} has a plan ${planCode} that does not exist`)
  return plan
}
