import { addPeriod, type Period } from '../calendar/period.ts'
import type { BundleRule, Plan, PriceList } from '../catalog/plan.ts'
import type { ServiceId } from '../identity/identity.ts'
import { type Money, money, multiply, partHalfUp, sum } from '../money/money.ts'
import type { Service } from '../services/service.ts'
import type { Strategy, StrategyLine } from './strategy.ts'

const whole = 1_000_000

/** A line that a service gets when the set has a service of each of `plans`: none for its own price. */
interface Offer {
  readonly plans: readonly string[]
  readonly line: StrategyLine
}

/** A unit price before rounding: `keptPpm` millionths of `ucents`. */
interface UnitPrice {
  readonly ucents: bigint
  readonly keptPpm: number
}

/** Prices a set of services, given ascending by id, for one period (rules S6, S7, S9): where every renewal gets its price. */
export type PriceSet = (services: readonly Service[], requestedId: ServiceId) => Strategy

/**
 * The pricing of one period. Each service's offers are worked out once, from the lowest to its own price, so that pricing a set
 * only picks the first offer that holds.
 */
export function pricingOf(priceList: PriceList, period: Period): PriceSet {
  const offers = new Map<Service, readonly Offer[]>()
  const offersOfService = (service: Service): readonly Offer[] => {
    const known = offers.get(service)
    if (known) return known
    const worked = offersOf(priceList, service, period)
    offers.set(service, worked)
    return worked
  }
  return (services, requestedId) => {
    const ordered = requestedLast(services, requestedId)
    const chosen = ordered.map(offersOfService)
    const plans = new Set(chosen.some((few) => few.length > 1) ? services.map((service) => service.planCode) : [])
    const lines = chosen.map((few) => firstThatHolds(few, plans))
    const price = sum(
      lines.map((line) => line.totalPrice),
      priceList.currency,
    )
    return { period, lines, price }
  }
}

/** The requested service last, the others ascending (rule S7). */
function requestedLast(services: readonly Service[], requestedId: ServiceId): readonly Service[] {
  const others = services.filter((service) => service.id !== requestedId)
  return others.length === services.length ? services : [...others, ...services.filter(({ id }) => id === requestedId)]
}

function firstThatHolds(offers: readonly Offer[], plans: ReadonlySet<string>): StrategyLine {
  const offer = offers.find((each) => each.plans.every((plan) => plans.has(plan)))
  if (!offer) throw new Error('every service has its own price among its offers')
  return offer.line
}

/** The service's offers, the lowest first: the bundle rules that are lower than its own price, then that (rule S6). */
function offersOf(priceList: PriceList, service: Service, period: Period): readonly Offer[] {
  const price = priceList.prices.find((each) => each.planCode === service.planCode && each.period === period)
  const plan = priceList.plans.get(service.planCode)
  if (!price || !plan) throw new Error(`plan ${service.planCode} has no price for ${period} in ${priceList.currency}`)
  const own: UnitPrice = { ucents: price.ucents, keptPpm: whole }
  const ruled = priceList.bundles
    .filter((rule) => rule.planCode === plan.code && (rule.period === null || rule.period === period))
    .map((rule) => ({ plans: rule.plans, unitPrice: underRule(own, rule) }))
    .filter(({ unitPrice }) => exact(unitPrice) < exact(own))
    .sort((left, right) => (exact(left.unitPrice) < exact(right.unitPrice) ? -1 : 1))
  return [...ruled, { plans: [], unitPrice: own }].map(({ plans, unitPrice }) => ({
    plans,
    line: lineOf(service, plan, period, unitPrice, priceList),
  }))
}

function underRule(own: UnitPrice, rule: BundleRule): UnitPrice {
  if (rule.priceUcents !== null) return { ucents: rule.priceUcents, keptPpm: whole }
  return { ucents: own.ucents, keptPpm: whole - (rule.discountPpm ?? 0) }
}

function exact(price: UnitPrice): bigint {
  return price.ucents * BigInt(price.keptPpm)
}

function lineOf(service: Service, plan: Plan, period: Period, price: UnitPrice, priceList: PriceList): StrategyLine {
  const unit: Money = money(price.ucents, priceList.currency)
  return {
    service,
    serviceType: plan.serviceType,
    startsOn: service.expiresOn,
    endsOn: addPeriod(service.expiresOn, period, service.anchorDay),
    unitPrice: partHalfUp(unit, price.keptPpm),
    totalPrice: partHalfUp(multiply(unit, service.quantity), price.keptPpm),
  }
}
