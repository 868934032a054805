import sql from 'sql-template-tag'
import type { LocalDate } from '../calendar/calendar.ts'
import type { Period } from '../calendar/period.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Currency, Ucents } from '../money/money.ts'
import type { Plan } from './plan.ts'

/** A price from a date on, until a later one of the same plan, period and currency. */
export interface DatedPrice {
  readonly planCode: string
  readonly period: Period
  readonly currency: Currency
  readonly ucents: Ucents
  readonly validFrom: LocalDate
}

/** A plan as it is sold; `position` counts plans in the order in which they were made. */
export interface RegisteredPlan extends Plan {
  readonly position: number
}

export interface PricedPlan extends RegisteredPlan {
  /** Past and future ones too, by currency, period and date. */
  readonly prices: readonly DatedPrice[]
}

/** The codes of the plans that were new. */
export async function insertPlans(transaction: Transaction, plans: readonly Plan[]): Promise<string[]> {
  const rows = await transaction.query<{ readonly code: string }>(sql`
    insert into plans (code, family, service_type, manual_allowed, one_shot, follows_parent, deletion_days)
    select code, family, service_type, manual_allowed, one_shot, follows_parent, deletion_days
    from unnest(
      ${plans.map((plan) => plan.code)}::text[],
      ${plans.map((plan) => plan.family)}::text[],
      ${plans.map((plan) => plan.serviceType)}::text[],
      ${plans.map((plan) => plan.manualAllowed)}::boolean[],
      ${plans.map((plan) => plan.oneShot)}::boolean[],
      ${plans.map((plan) => plan.followsParent)}::boolean[],
      ${plans.map((plan) => plan.deletionDays)}::integer[]
    ) with ordinality as given (code, family, service_type, manual_allowed, one_shot, follows_parent, deletion_days, position)
    order by position
    on conflict (code) do nothing returning code`)
  return rows.map((row) => row.code)
}

/** Writes all fields but the code and the family, which services have copied. */
export async function updatePlans(transaction: Transaction, plans: readonly Plan[]): Promise<void> {
  await transaction.query(sql`
    update plans set service_type = given.service_type, manual_allowed = given.manual_allowed, one_shot = given.one_shot,
      follows_parent = given.follows_parent, deletion_days = given.deletion_days
    from unnest(
      ${plans.map((plan) => plan.code)}::text[],
      ${plans.map((plan) => plan.serviceType)}::text[],
      ${plans.map((plan) => plan.manualAllowed)}::boolean[],
      ${plans.map((plan) => plan.oneShot)}::boolean[],
      ${plans.map((plan) => plan.followsParent)}::boolean[],
      ${plans.map((plan) => plan.deletionDays)}::integer[]
    ) as given (code, service_type, manual_allowed, one_shot, follows_parent, deletion_days)
    where plans.code = given.code`)
}

/** Plans by their codes, in no order; codes that are no plan's are left out. */
export async function findPlans(transaction: Transaction, codes: readonly string[]): Promise<RegisteredPlan[]> {
  return transaction.query<RegisteredPlan>(sql`
    select code, position, family, service_type as "serviceType", manual_allowed as "manualAllowed", one_shot as "oneShot",
      follows_parent as "followsParent", deletion_days as "deletionDays"
    from plans where code = any (${codes}::text[])`)
}

/** Keeps others from changing a plan until the transaction ends. */
export async function lockPlan(transaction: Transaction, code: string): Promise<void> {
  await transaction.query(sql`select code from plans where code = ${code} for no key update`)
}

/** A page of the catalogue, oldest first. `after`: the position of the last plan before it, 0 for the first page. */
export async function listPlans(
  transaction: Transaction,
  page: { readonly after: number; readonly limit: number },
): Promise<RegisteredPlan[]> {
  return transaction.query<RegisteredPlan>(sql`
    select code, position, family, service_type as "serviceType", manual_allowed as "manualAllowed", one_shot as "oneShot",
      follows_parent as "followsParent", deletion_days as "deletionDays"
    from plans where position > ${page.after} order by position limit ${page.limit}`)
}

/** Every price of these plans, past and future ones too. */
export async function readDatedPrices(transaction: Transaction, codes: readonly string[]): Promise<DatedPrice[]> {
  return transaction.query<DatedPrice>(sql`
    select plan_code as "planCode", period, currency, price_ucents as "ucents", valid_from as "validFrom"
    from plan_prices where plan_code = any (${codes}::text[])
    order by plan_code, currency, period, valid_from`)
}

/** Adds prices; one of the same plan, period, currency and date is replaced. */
export async function writePrices(transaction: Transaction, prices: readonly DatedPrice[]): Promise<void> {
  await transaction.query(sql`
    insert into plan_prices (plan_code, period, currency, price_ucents, valid_from)
    select plan_code, period, currency, price_ucents, valid_from
    from unnest(
      ${prices.map((price) => price.planCode)}::text[],
      ${prices.map((price) => price.period)}::text[],
      ${prices.map((price) => price.currency)}::text[],
      ${prices.map((price) => price.ucents)}::numeric[],
      ${prices.map((price) => price.validFrom)}::date[]
    ) as given (plan_code, period, currency, price_ucents, valid_from)
    on conflict (plan_code, period, currency, valid_from) do update set price_ucents = excluded.price_ucents`)
}

/**
 * Makes room for a new list of a plan's prices: periods and currencies that the list leaves out are sold no more, and of those
 * it names, prices from its first date on go; earlier ones stay what they were.
 */
export async function clearPrices(transaction: Transaction, code: string, list: readonly DatedPrice[]): Promise<void> {
  await transaction.query(sql`
    delete from plan_prices where plan_code = ${code} and not exists (
      select from unnest(
        ${list.map((price) => price.period)}::text[],
        ${list.map((price) => price.currency)}::text[],
        ${list.map((price) => price.validFrom)}::date[]
      ) as given (period, currency, valid_from)
      where given.period = plan_prices.period and given.currency = plan_prices.currency
      group by given.period, given.currency having min(given.valid_from) > plan_prices.valid_from)`)
}
