import sql from 'sql-template-tag'
import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'

/** The oldest unpaid automatic bill on a service (rule A9). */
export interface OldestDebt {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  readonly countsFrom: Instant
  /** Where the period begins that the bill is for. */
  readonly unpaidFrom: LocalDate
}

/** The oldest open debt of each of these services; those without one are left out. */
export async function readOldestDebts(
  transaction: Transaction,
  services: readonly { readonly accountId: AccountId; readonly id: ServiceId }[],
): Promise<OldestDebt[]> {
  return transaction.query<OldestDebt>(sql`
    select given.account_id as "accountId", given.id as "serviceId", oldest.*
    from unnest(
      ${services.map((service) => service.accountId)}::bigint[],
      ${services.map((service) => service.id)}::bigint[]
    ) as given (account_id, id)
    cross join lateral (
      select counts_from as "countsFrom", line.starts_on as "unpaidFrom"
      from order_lines line
      join debts on debts.account_id = line.account_id and debts.order_id = line.order_id and closed_at is null
      where line.account_id = given.account_id and line.service_id = given.id
      order by counts_from, debts.id limit 1
    ) oldest`)
}
