import sql from 'sql-template-tag'
import type { LocalDate } from '../calendar/calendar.ts'
import type { Period } from '../calendar/period.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Currency, Ucents } from '../money/money.ts'
import type { BundleRule, Plan } from './plan.ts'

/** The catalogue's version: as long as it is the same, so are all plans, prices and bundle rules. Null: it has none. */
export async function readCatalogVersion(transaction: Transaction): Promise<string | null> {
  const [row] = await transaction.query<{ readonly version: string }>(sql`select version from catalog_version`)
  return row?.version ?? null
}

/** A plan with one of its prices in a currency; a plan without any in it has one row of nulls. */
export interface PricedRow extends Plan {
  readonly currency: Currency
  readonly period: Period | null
  readonly ucents: Ucents | null
}

/** Plans with the prices that count at a date in each of the currencies: of each period the latest that is valid by then (rule S6). */
export async function readPricedPlans(
  transaction: Transaction,
  codes: readonly string[],
  currencies: readonly Currency[],
  date: LocalDate,
): Promise<PricedRow[]> {
  return transaction.query<PricedRow>(sql`
    select distinct on (code, given.currency, period)
      code, family, service_type as "serviceType", manual_allowed as "manualAllowed", one_shot as "oneShot",
      follows_parent as "followsParent", deletion_days as "deletionDays", given.currency, period, price_ucents as ucents
    from plans
      cross join unnest(${currencies}::text[]) as given (currency)
      left join plan_prices price
        on price.plan_code = code and price.currency = given.currency and valid_from <= ${date}::date
    where code = any (${codes}::text[])
    order by code, given.currency, period, valid_from desc`)
}

/** A bundle rule with the currency that it counts in. */
export interface BundleRow extends BundleRule {
  readonly currency: Currency
}

/**
 * The bundle rules between these plans that count at a date in each of the currencies: of those that name the same plans and period
 * for the same plan, the latest that is valid by then (rule S6). One that was removed is as if it had never been.
 */
export async function readBundleRules(
  transaction: Transaction,
  codes: readonly string[],
  currencies: readonly Currency[],
  date: LocalDate,
): Promise<BundleRow[]> {
  return transaction.query<BundleRow>(sql`
    select distinct on (currency, plan_code, period, array(select distinct unnest(plans) order by 1))
      id, plans, period, plan_code as "planCode", price_ucents as "priceUcents", discount_ppm as "discountPpm", currency
    from bundles
    where plan_code = any (${codes}::text[]) and plans <@ ${codes}::text[]
      and currency = any (${currencies}::text[]) and valid_from <= ${date}::date and removed_at is null
    order by currency, plan_code, period, array(select distinct unnest(plans) order by 1), valid_from desc, id desc`)
}
