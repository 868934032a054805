import sql from 'sql-template-tag'
import type { LocalDate } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'

/** A service and an expiration that an automatic order is for. */
export interface RenewalOccasion {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  readonly expiresOn: LocalDate
}

/** How many automatic orders there were for these occasions already: their bills were credited since (rule O7). Order as given. */
export async function countRenewals(
  transaction: Transaction,
  occasions: readonly RenewalOccasion[],
): Promise<readonly number[]> {
  const rows = await transaction.query<{ readonly position: number; readonly count: number }>(sql`
    select position, count(line.id) as count
    from unnest(
      ${occasions.map((occasion) => occasion.accountId)}::bigint[],
      ${occasions.map((occasion) => occasion.serviceId)}::bigint[],
      ${occasions.map((occasion) => occasion.expiresOn)}::date[]
    ) with ordinality as given (account_id, service_id, expires_on, position)
    left join order_lines line on line.account_id = given.account_id and line.service_id = given.service_id
      and line.starts_on = given.expires_on and renewal_identity is not null
    group by position order by position`)
  return rows.map((row) => row.count)
}
