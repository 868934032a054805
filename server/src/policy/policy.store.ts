import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import { type Company, defaultCompany, defaultPolicy, type Policy, type TaxRate, withDefaultRates } from './policy.ts'

/** The numbers in force: the defaults, with what the operator changed laid over. */
export async function readPolicy(transaction: Transaction): Promise<Policy> {
  return { ...defaultPolicy, ...(await readSetting<Partial<Policy>>(transaction, 'policy')) }
}

/** The seller as he is now: the defaults, with what the operator changed laid over. Documents keep their own (rule B2). */
export async function readCompany(transaction: Transaction): Promise<Company> {
  return { ...defaultCompany, ...(await readSetting<Partial<Company>>(transaction, 'company')) }
}

/** All rates of all countries, past and future ones too, by country and date: the defaults, with what the operator entered. */
export async function readTaxRates(transaction: Transaction): Promise<readonly TaxRate[]> {
  return withDefaultRates(
    await transaction.query<TaxRate>(sql`
      select country, rate_ppm as "ratePpm", valid_from as "validFrom" from tax_rates`),
  )
}

/** Lays `value` over the setting of that name. */
export async function writeSetting(transaction: Transaction, name: 'policy' | 'company', value: object): Promise<void> {
  await transaction.query(sql`
    insert into settings (name, value) values (${name}, ${JSON.stringify(value)}::jsonb)
    on conflict (name) do update set value = settings.value || excluded.value`)
}

async function readSetting<Value>(transaction: Transaction, name: string): Promise<Value | undefined> {
  const [row] = await transaction.query<{ value: Value }>(sql`select value from settings where name = ${name}`)
  return row?.value
}
