import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'

/** How payments hold a service (rule O5). */
export interface Holding {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  /** An attempt on it is open. */
  readonly isReserved: boolean
  /** When the last attempt ended that had been pending or unknown (rule A5); null without one. */
  readonly freedAt: Instant | null
}

/**
 * How attempts hold services: those on orders with a line for them, and those on debt orders that pay such an order's bill. Attempts
 * that were answered at once are no holding.
 */
export async function readHoldings(
  transaction: Transaction,
  services: readonly { readonly accountId: AccountId; readonly id: ServiceId }[],
): Promise<Holding[]> {
  return transaction.query<Holding>(sql`
    with given as (
      select * from unnest(
        ${services.map((service) => service.accountId)}::bigint[],
        ${services.map((service) => service.id)}::bigint[]
      ) as given (account_id, service_id)
    ), lined as (
      select given.account_id, given.service_id, line.order_id from given
      join order_lines line on line.account_id = given.account_id and line.service_id = given.service_id
    ), held as (
      select * from lined
      union all
      select lined.account_id, lined.service_id, paying.order_id from lined
      join debts on debts.account_id = lined.account_id and debts.order_id = lined.order_id
      join order_debts paying on paying.account_id = debts.account_id and paying.debt_id = debts.id
    )
    select held.account_id as "accountId", held.service_id as "serviceId", bool_or(attempt.ended_at is null) as "isReserved",
      max(attempt.ended_at) filter (where attempt.ended_at >= attempt.created_at + interval '5 minutes') as "freedAt"
    from held
    join payment_attempts attempt on attempt.account_id = held.account_id and attempt.order_id = held.order_id
    where attempt.ended_at is null or attempt.ended_at >= attempt.created_at + interval '5 minutes'
    group by held.account_id, held.service_id`)
}

/** Which of these services have an option, or an option of one, whose payment is open: they cannot end with it now (rule A6). */
export async function readHeldByOptions(
  transaction: Transaction,
  services: readonly { readonly accountId: AccountId; readonly id: ServiceId }[],
): Promise<ServiceId[]> {
  const rows = await transaction.query<{ readonly id: ServiceId }>(sql`
    with recursive options as (
      select services.account_id, services.parent_id as root, services.id
      from services where (account_id, parent_id) in (select * from unnest(
        ${services.map((service) => service.accountId)}::bigint[],
        ${services.map((service) => service.id)}::bigint[]
      ))
      union
      select option.account_id, root, option.id
      from options join services option on option.account_id = options.account_id and option.parent_id = options.id
    ), billed as (
      select options.account_id, root, line.order_id
      from options join order_lines line on line.account_id = options.account_id and line.service_id = options.id
    ), paid_by as (
      select * from billed
      union
      select billed.account_id, root, paying.order_id
      from billed
      join debts on debts.account_id = billed.account_id and debts.order_id = billed.order_id
      join order_debts paying on paying.account_id = debts.account_id and paying.debt_id = debts.id
    )
    select distinct root as id
    from paid_by join payment_attempts attempt on attempt.account_id = paid_by.account_id and attempt.order_id = paid_by.order_id
    where ended_at is null order by root`)
  return rows.map((row) => row.id)
}
