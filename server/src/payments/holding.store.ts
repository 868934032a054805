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
