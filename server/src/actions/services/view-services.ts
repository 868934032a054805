import type { LocalDate } from '../../calendar/calendar.ts'
import type { Period } from '../../calendar/period.ts'
import type { Plan, PriceList } from '../../catalog/plan.ts'
import { soldPeriods } from '../../catalog/price-list.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { AccountId, BillingGroupId, Nichandle, OrderId, ServiceId } from '../../identity/identity.ts'
import { type Money, money } from '../../money/money.ts'
import { type ParentFacts, parentStanding } from '../../renewal/parent-standing.ts'
import { renewsOn } from '../../renewal/way.ts'
import { type Contacts, contactsOf } from '../../services/contact.ts'
import { type EndRule, endRuleOf } from '../../services/end-rule.ts'
import type { EngagementRequest } from '../../services/engagement-request.store.ts'
import { possiblePeriods } from '../../services/possible-periods.ts'
import { possibleModes, type RenewalKind, renewalKindOf } from '../../services/renewal-kind.ts'
import type { RenewalMode, Service } from '../../services/service.ts'
import { type Standing, standingOf } from '../../services/standing.ts'
import type { Parts } from '../parts.ts'
import { readViewFacts, type ViewFacts } from './read-view-facts.ts'

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

/** Views of live services of an account, by id; ids that are not such are left out. @throws NOT_FOUND for an unknown account */
export async function viewServices(
  transaction: Transaction,
  parts: Pick<Parts, 'clock' | 'zone'>,
  accountId: AccountId,
  ids: readonly ServiceId[],
): Promise<ReadonlyMap<ServiceId, ServiceView>> {
  const facts = await readViewFacts(transaction, parts, accountId, ids)
  const wanted = new Set(ids)
  const asked = facts.services.filter(({ id }) => wanted.has(id))
  return new Map(asked.map((service) => [service.id, viewOf(service, facts)]))
}

function viewOf(service: Service, facts: ViewFacts): ServiceView {
  const { id, parentId } = service
  const plan = planOf(service, facts.priceList)
  const openBill = facts.openBills.get(id) ?? null
  const parent = parentId === null ? null : (facts.parents.get(parentId) ?? null)
  const kind = renewalKindOf(service, plan)
  const periods = possiblePeriods(service, facts.options, facts.priceList)
  return {
    ...{ service, plan, kind, openBill, possiblePeriods: periods },
    standing: standingOf(service, openBill !== null, facts.today),
    possibleModes: possibleModes(service, plan),
    unitPrice: unitPriceOf(service, facts.priceList),
    endRule: endRuleOf(service),
    renewsOn: renewalDay({ service, plan, kind, possiblePeriods: periods }, facts),
    billingGroup: facts.billingGroups.get(id) ?? null,
    engagementRequest: facts.engagementRequests.get(id) ?? null,
    parentName: parent?.name ?? null,
    nichandle: facts.account.nichandle,
    contacts: contactsOf(facts.account.nichandle, facts.contacts.get(id) ?? []),
  }
}

function unitPriceOf({ planCode, period }: Service, { prices, currency }: PriceList): Money | null {
  const price = prices.find((each) => each.planCode === planCode && each.period === period)
  return price ? money(price.ucents, currency) : null
}

function renewalDay(
  { service, plan, kind, possiblePeriods: periods }: Pick<ServiceView, 'service' | 'plan' | 'kind' | 'possiblePeriods'>,
  facts: ViewFacts,
): LocalDate | null {
  const { manualAllowed } = plan
  const parent = parentOf(service, facts)
  return renewsOn({
    ...{ service, kind, manualAllowed, accountActive: facts.accountActive, isSold: periods.includes(service.period) },
    parent: parent && parentStanding(parent, service),
  })
}

function parentOf({ parentId }: Service, facts: ViewFacts): ParentFacts | null {
  const service = parentId === null ? undefined : facts.parents.get(parentId)
  if (!service) return null
  const { priceList, accountActive } = facts
  const plan = planOf(service, priceList)
  const isSold = soldPeriods(priceList, plan.code).includes(service.period)
  const own = { service, kind: renewalKindOf(service, plan), manualAllowed: plan.manualAllowed, accountActive, isSold }
  return { ...own, parent: parentOf(service, facts) }
}

function planOf({ id, planCode }: Service, priceList: PriceList): Plan {
  const plan = priceList.plans.get(planCode)
  if (!plan) throw new Error(`service ${id} has a plan ${planCode} that does not exist`)
  return plan
}
