import sql from 'sql-template-tag'
import type { LocalDate } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { TaxRate } from './policy.ts'

/** Adds rates; one of the same country and date is replaced. */
export async function writeTaxRates(transaction: Transaction, rates: readonly TaxRate[]): Promise<void> {
  await transaction.query(sql`
    insert into tax_rates (country, rate_ppm, valid_from)
    select country, rate_ppm, valid_from
    from unnest(
      ${rates.map((rate) => rate.country)}::text[],
      ${rates.map((rate) => rate.ratePpm)}::integer[],
      ${rates.map((rate) => rate.validFrom)}::date[]
    ) as given (country, rate_ppm, valid_from)
    on conflict (country, valid_from) do update set rate_ppm = excluded.rate_ppm`)
}

/** Takes rates away again, by country and date. */
export async function removeTaxRates(
  transaction: Transaction,
  rates: readonly { readonly country: string; readonly validFrom: LocalDate }[],
): Promise<void> {
  await transaction.query(sql`
    delete from tax_rates using unnest(
      ${rates.map((rate) => rate.country)}::text[],
      ${rates.map((rate) => rate.validFrom)}::date[]
    ) as given (country, valid_from)
    where tax_rates.country = given.country and tax_rates.valid_from = given.valid_from`)
}
