import sql from 'sql-template-tag'
import type { LocalDate } from '../calendar/calendar.ts'
import type { Period } from '../calendar/period.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Currency, Ucents } from '../money/money.ts'
import type { BundleRule, Plan } from './plan.ts'

/** A plan with one of its prices; a plan without any has one row of nulls. */
export interface PricedRow extends Plan {
  readonly period: Period | null
  readonly ucents: Ucents | null
}

/** Plans with the prices that count at a date in a currency: of each period the latest that is valid by then (rule S6). */
export async function readPricedPlans(
  transaction: Transaction,
  codes: readonly string[],
  currency: Currency,
  date: LocalDate,
): Promise<PricedRow[]> {
  return transaction.query<PricedRow>(sql`
    select code, family, service_type as "serviceType", manual_allowed as "manualAllowed", one_shot as "oneShot",
      follows_parent as "followsParent", deletion_days as "deletionDays", period, ucents
    from plans left join lateral (
      select distinct on (period) period, price_ucents as ucents
      from plan_prices
      where plan_code = plans.code and currency = ${currency}::text and valid_from <= ${date}::date
      order by period, valid_from desc
    ) price on true
    where code = any (${codes}::text[])`)
}

/**
 * The bundle rules between these plans that count at a date in a currency: of those that name the same plans and period for the
 * same plan, the latest that is valid by then (rule S6). One that was removed is as if it had never been.
 */
export async function readBundleRules(
  transaction: Transaction,
  codes: readonly string[],
  currency: Currency,
  date: LocalDate,
): Promise<BundleRule[]> {
  return transaction.query<BundleRule>(sql`
    select distinct on (plan_code, period, array(select distinct unnest(plans) order by 1))
      id, plans, period, plan_code as "planCode", price_ucents as "priceUcents", discount_ppm as "discountPpm"
    from bundles
    where plan_code = any (${codes}::text[]) and plans <@ ${codes}::text[]
      and currency = ${currency}::text and valid_from <= ${date}::date and removed_at is null
    order by plan_code, period, array(select distinct unnest(plans) order by 1), valid_from desc, id desc`)
}
