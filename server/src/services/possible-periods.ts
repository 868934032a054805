import type { Period } from '../calendar/period.ts'
import type { PriceList } from '../catalog/plan.ts'
import { soldPeriods } from '../catalog/price-list.ts'
import type { ServiceId } from '../identity/identity.ts'
import { renewalKindOf } from './renewal-kind.ts'
import type { Service } from './service.ts'

/**
 * The periods that a service can be set to, from short to long: those its plan is sold for in the account's currency, but for
 * those that an option which follows it is not (rule S3). None for what is not renewed or follows its parent.
 * @param options by their parents: at least those under the service, and theirs
 */
export function possiblePeriods(service: Service, options: OptionsByParent, priceList: PriceList): readonly Period[] {
  const kind = kindIn(service, priceList)
  if (kind === 'oneShot' || kind === 'option') return []
  const followers = followersUnder(service, options, priceList)
  const elsewhere = followers.map((follower) => new Set(soldPeriods(priceList, follower.planCode)))
  return soldPeriods(priceList, service.planCode).filter((period) => elsewhere.every((sold) => sold.has(period)))
}

/** Services by what they are options of. */
export type OptionsByParent = ReadonlyMap<ServiceId | null, readonly Service[]>

function followersUnder(service: Service, options: OptionsByParent, priceList: PriceList): readonly Service[] {
  const own = options.get(service.id) ?? []
  const followers = own.filter((option) => option.ends === null && kindIn(option, priceList) === 'option')
  return followers.flatMap((follower) => [follower, ...followersUnder(follower, options, priceList)])
}

function kindIn(service: Service, priceList: PriceList) {
  const plan = priceList.plans.get(service.planCode)
  return plan ? renewalKindOf(service, plan) : null
}
