import sql from 'sql-template-tag'
import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { Period } from '../calendar/period.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Currency, Ucents } from '../money/money.ts'

/** A bundle rule with what the operator said of it (rule S6). Exactly one of price and discount is there. */
export interface NewBundle {
  readonly plans: readonly string[]
  /** null: for every period. */
  readonly period: Period | null
  readonly currency: Currency
  readonly planCode: string
  readonly priceUcents: Ucents | null
  readonly discountPpm: number | null
  readonly validFrom: LocalDate
}

export interface Bundle extends NewBundle {
  readonly id: number
}

/** Answers its id. A rule for the same plans and date is added, not replaced: the later one counts (rule S6). */
export async function insertBundle(transaction: Transaction, bundle: NewBundle): Promise<number> {
  const [row] = await transaction.query<{ readonly id: number }>(sql`
    insert into bundles (plans, period, currency, plan_code, price_ucents, discount_ppm, valid_from)
    values (${bundle.plans}::text[], ${bundle.period}, ${bundle.currency}, ${bundle.planCode},
      ${bundle.priceUcents}::numeric, ${bundle.discountPpm}::integer, ${bundle.validFrom}::date)
    returning id`)
  return row?.id ?? 0
}

/** Those in force or to come; removed ones are kept for the record only. */
export async function listBundles(
  transaction: Transaction,
  page: { readonly after: number; readonly limit: number },
): Promise<Bundle[]> {
  return transaction.query<Bundle>(sql`
    select id, plans, period, currency, plan_code as "planCode", price_ucents as "priceUcents",
      discount_ppm as "discountPpm", valid_from as "validFrom"
    from bundles where removed_at is null and id > ${page.after} order by id limit ${page.limit}`)
}

/** The id again when there was such a bundle. */
export async function removeBundle(
  transaction: Transaction,
  removal: { readonly id: number; readonly at: Instant },
): Promise<number | undefined> {
  const [row] = await transaction.query<{ readonly id: number }>(sql`
    update bundles set removed_at = ${removal.at} where id = ${removal.id}::bigint and removed_at is null returning id`)
  return row?.id
}
