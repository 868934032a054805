import { type Period, periodInMonths } from '../calendar/period.ts'
import type { Plan, PriceList } from '../catalog/plan.ts'
import { type Money, money } from '../money/money.ts'
import type { Service } from './service.ts'

/** Engagements: what a customer can bind himself to (ovh-api.md 2.2, 3.6). */

/** `upfront`: all of it is paid at once. `periodic`: it goes on being paid by the service's own period. */
export type EngagementType = 'periodic' | 'upfront'

/** The one length that is offered. */
export const engagementMonths = 12

export interface EngagementOffer {
  readonly type: EngagementType
  /** What is paid for at once. */
  readonly period: Period
  /** Of one unit for that period, net. */
  readonly unitPrice: Money
}

export interface OfferFacts {
  readonly service: Service
  readonly plan: Plan
  readonly priceList: PriceList
  /** Whether the product family has engagements (contract/families.ts). */
  readonly commits: boolean
}

/**
 * What a service can be bound by: nothing while it is bound, ends, or is not renewed; else its own period where a year is made of
 * such, and a year at once, each where the plan sells it.
 */
export function engagementOffers({ service, plan, priceList, commits }: OfferFacts): readonly EngagementOffer[] {
  if (!commits || plan.oneShot || service.engagedUntil !== null || service.ends !== null) return []
  const offer = (type: EngagementType, period: Period): readonly EngagementOffer[] => {
    const price = priceList.prices.find((each) => each.planCode === plan.code && each.period === period)
    return price ? [{ type, period, unitPrice: money(price.ucents, priceList.currency) }] : []
  }
  const months = periodInMonths(service.period)
  const dividesYear = months !== null && engagementMonths % months === 0
  return [...(dividesYear ? offer('periodic', service.period) : []), ...offer('upfront', 'P1Y' as Period)]
}
