import { comparePeriods, type Period } from '../calendar/period.ts'
import type { Currency } from '../money/money.ts'
import type { BundleRow, PricedRow } from './plan.store.ts'
import type { Plan, PlanPrice, PriceList } from './plan.ts'

/** Puts a price list together from what the store reads for one date: of the rows and rules those in the currency count. */
export function priceListOf(
  currency: Currency,
  rows: readonly PricedRow[],
  bundles: readonly BundleRow[] = [],
): PriceList {
  const plans = new Map<string, Plan>()
  const prices: PlanPrice[] = []
  for (const row of rows) {
    if (row.currency !== currency) continue
    const { currency: _, period, ucents, ...plan } = row
    plans.set(plan.code, plan)
    if (period !== null && ucents !== null) prices.push({ planCode: plan.code, period, ucents })
  }
  return { currency, plans, prices, bundles: bundles.filter((rule) => rule.currency === currency) }
}

/** A price list that is needed: some plans, in a currency. */
export interface PriceWish {
  readonly currency: Currency
  /** Each once, in ascending order. */
  readonly codes: readonly string[]
}

/** Price lists of some plans each, from what the store reads for all of them. */
export function priceLists(
  rows: readonly PricedRow[],
  bundles: readonly BundleRow[],
): (currency: Currency, codes: Iterable<string>) => PriceList {
  const rowsOf = Map.groupBy(rows, (row) => row.code)
  return (currency, codes) => {
    const known = new Set(codes)
    const own = [...known].flatMap((code) => rowsOf.get(code) ?? [])
    const rules = bundles.filter((rule) => rule.plans.every((code) => known.has(code)))
    return priceListOf(currency, own, rules)
  }
}

/** The periods that a plan is sold for in the list's currency, from short to long (rule S7). */
export function soldPeriods(priceList: PriceList, planCode: string): readonly Period[] {
  const prices = priceList.prices.filter((price) => price.planCode === planCode)
  return prices.map((price) => price.period).sort(comparePeriods)
}
