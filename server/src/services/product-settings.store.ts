import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import type { ServiceKey } from './service.ts'

/** What a customer set on a product, by the names that its own object has. */
export type ProductSettings = Readonly<Record<string, unknown>>

export interface NamedSettings {
  readonly serviceId: ServiceId
  readonly settings: ProductSettings
}

/** Settings of an account's services; one on which nothing was set is left out. */
export async function readProductSettings(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly ServiceId[],
): Promise<NamedSettings[]> {
  return transaction.query<NamedSettings>(sql`
    select service_id as "serviceId", settings from product_settings
    where account_id = ${accountId}::bigint and service_id = any (${ids}::bigint[])`)
}

/** Sets what is given, beside what was set before. */
export async function writeProductSettings(
  transaction: Transaction,
  changes: readonly (ServiceKey & { readonly settings: ProductSettings })[],
  now: Instant,
): Promise<void> {
  await transaction.query(sql`
    insert into product_settings (account_id, service_id, settings, updated_at)
    select account_id, service_id, settings, ${now}::timestamptz
    from unnest(
      ${changes.map((change) => change.accountId)}::bigint[],
      ${changes.map((change) => change.id)}::bigint[],
      ${changes.map((change) => JSON.stringify(change.settings))}::jsonb[]
    ) as given (account_id, service_id, settings)
    on conflict (account_id, service_id) do update
    set settings = product_settings.settings || excluded.settings, updated_at = excluded.updated_at`)
}
