import sql from 'sql-template-tag'
import type { LocalDate } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, OrderId, ServiceId } from '../identity/identity.ts'
import type { EngagementType } from './engagement.ts'
import type { ServiceKey } from './service.ts'

/** An engagement that was asked for and has not begun. */
export interface EngagementRequest {
  readonly serviceId: ServiceId
  readonly type: EngagementType
  readonly requestedOn: LocalDate
  /** What makes it so when it is paid; null: the next renewal. */
  readonly orderId: OrderId | null
}

export interface NewEngagementRequest extends ServiceKey {
  readonly kind: EngagementType | 'flush'
  readonly months: number | null
  readonly orderId: OrderId | null
  readonly terminates: boolean
  readonly requestedOn: LocalDate
}

/** One a service waits at most: the caller holds the account's lock and has refused a second one. */
export async function insertEngagementRequests(
  transaction: Transaction,
  requests: readonly NewEngagementRequest[],
): Promise<void> {
  await transaction.query(sql`
    insert into engagement_requests (account_id, service_id, kind, months, order_id, terminates, requested_on)
    select * from unnest(
      ${requests.map((request) => request.accountId)}::bigint[],
      ${requests.map((request) => request.id)}::bigint[],
      ${requests.map((request) => request.kind)}::text[],
      ${requests.map((request) => request.months)}::smallint[],
      ${requests.map((request) => request.orderId)}::bigint[],
      ${requests.map((request) => request.terminates)}::boolean[],
      ${requests.map((request) => request.requestedOn)}::date[]
    )`)
}

/** What services of an account wait for; a request whose order was not paid in time is none any more. */
export async function readEngagementRequests(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly ServiceId[],
): Promise<EngagementRequest[]> {
  return transaction.query<EngagementRequest>(sql`
    select request.service_id as "serviceId", request.kind as type, requested_on as "requestedOn",
      request.order_id as "orderId"
    from engagement_requests request
      left join orders on orders.account_id = request.account_id and orders.id = request.order_id
    where request.account_id = ${accountId}::bigint and request.service_id = any (${ids}::bigint[])
      and request.kind <> 'flush' and (orders.id is null or orders.status in ('notPaid', 'checking', 'delivering'))
    order by request.id`)
}

/** Those that wait. A `flush` stays: it is what its order will do once it is paid. */
export async function deleteEngagementRequests(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly ServiceId[],
): Promise<void> {
  await transaction.query(sql`
    delete from engagement_requests
    where account_id = ${accountId}::bigint and service_id = any (${ids}::bigint[]) and kind <> 'flush'`)
}

/** A period that was paid for. */
export interface PaidPeriod extends ServiceKey {
  readonly orderId: OrderId
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
}

/** What an engagement became. */
export interface BegunEngagement extends ServiceKey {
  readonly orderId: OrderId
  readonly engagedUntil: LocalDate | null
}

/**
 * Lets engagements begin that waited for these periods to be paid, and ends those that their customers have paid themselves out of.
 * An upfront one lasts as long as what was paid, a periodic one its months from the start of the period, on the service's anchor
 * day (rule T4). Either goes on when it is over, unless another rule is chosen (ovh-api.md 3.6).
 */
export async function beginEngagements(
  transaction: Transaction,
  paid: readonly PaidPeriod[],
): Promise<readonly BegunEngagement[]> {
  return transaction.query<BegunEngagement>(sql`
    with begun as (
      delete from engagement_requests request
      using unnest(
        ${paid.map((period) => period.accountId)}::bigint[],
        ${paid.map((period) => period.id)}::bigint[],
        ${paid.map((period) => period.orderId)}::bigint[],
        ${paid.map((period) => period.startsOn)}::date[],
        ${paid.map((period) => period.endsOn)}::date[]
      ) as period (account_id, service_id, order_id, starts_on, ends_on)
      where request.account_id = period.account_id and request.service_id = period.service_id
        and (request.order_id = period.order_id or request.kind = 'periodic')
      returning request.account_id, request.service_id, kind, terminates, period.order_id, ends_on,
        date_trunc('month', starts_on + make_interval(months => coalesce(months, 0)))::date as last_month
    )
    update services set
      engaged_until = case kind
        when 'upfront' then begun.ends_on
        when 'periodic' then last_month
          + least(anchor_day, extract(day from last_month + interval '1 month' - interval '1 day')::integer) - 1
      end,
      engagement_end_rule = case when kind <> 'flush' then 'REACTIVATE_ENGAGEMENT' end,
      ends = case when terminates then 'expiration' else ends end,
      next_action_at = '-infinity'
    from begun
    where services.account_id = begun.account_id and services.id = begun.service_id and state <> 'terminated'
    returning services.account_id as "accountId", services.id, begun.order_id as "orderId", engaged_until as "engagedUntil"`)
}
