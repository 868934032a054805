import { comparePeriods, type Period } from '../calendar/period.ts'
import type { Currency } from '../money/money.ts'
import type { PricedRow } from './plan.store.ts'
import type { BundleRule, Plan, PlanPrice, PriceList } from './plan.ts'

/** Puts a price list together from what the store reads for one date and currency. */
export function priceListOf(
  currency: Currency,
  rows: readonly PricedRow[],
  bundles: readonly BundleRule[] = [],
): PriceList {
  const plans = new Map<string, Plan>()
  const prices: PlanPrice[] = []
  for (const { period, ucents, ...plan } of rows) {
    plans.set(plan.code, plan)
    if (period !== null && ucents !== null) prices.push({ planCode: plan.code, period, ucents })
  }
  return { currency, plans, prices, bundles }
}

/** The periods that a plan is sold for in the list's currency, from short to long (rule S7). */
export function soldPeriods(priceList: PriceList, planCode: string): readonly Period[] {
  const prices = priceList.prices.filter((price) => price.planCode === planCode)
  return prices.map((price) => price.period).sort(comparePeriods)
}
