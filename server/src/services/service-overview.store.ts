import sql from 'sql-template-tag'
import type { Instant, LocalDate } from '../calendar/calendar.ts'
import type { Period } from '../calendar/period.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import type { Ending, RenewalMode, SuspensionCause } from './service.ts'

/** A service as the operator sees it. */
export interface ListedService {
  readonly account: string
  readonly id: ServiceId
  readonly plan: string
  readonly family: string
  readonly name: string
  readonly displayName: string | null
  readonly parentServiceId: ServiceId | null
  readonly linkedTo: readonly ServiceId[]
  readonly quantity: number
  readonly start: LocalDate
  readonly expiration: LocalDate
  readonly anchorDay: number
  readonly period: Period
  readonly mode: RenewalMode
  readonly ends: Ending | null
  readonly engagedUntil: LocalDate | null
  readonly status: ServiceStatus
  readonly suspensionCauses: readonly SuspensionCause[]
  readonly holdUntil: LocalDate | null
  readonly createdAt: Instant
}

/** What the operator calls a service's state (renewal-rules.md, W). */
export type ServiceStatus = 'active' | 'unpaid' | 'suspended' | 'terminated'

export interface ServiceFilter {
  readonly status: ServiceStatus | null
  readonly expiringBefore: LocalDate | null
  /** The last one of the page before. */
  readonly after: { readonly createdAt: Instant; readonly id: ServiceId } | null
  readonly limit: number
}

/** Which services a page has, in the order in which they were made; of all accounts. */
export async function pageServices(transaction: Transaction, filter: ServiceFilter): Promise<ServiceId[]> {
  const rows = await transaction.query<{ readonly id: ServiceId }>(sql`
    select id from services
    where (created_at, id) > (coalesce(${filter.after?.createdAt ?? null}::timestamptz, '-infinity'),
        ${filter.after?.id ?? 0}::bigint)
      and (${filter.expiringBefore}::date is null or expires_on < ${filter.expiringBefore}::date)
      and (${filter.status}::text is null or ${filter.status}::text = case when state = 'active' and exists (
          select from order_lines line
          join debts on debts.account_id = line.account_id and debts.order_id = line.order_id and closed_at is null
          where line.account_id = services.account_id and service_id = services.id
        ) then 'unpaid' else state end)
    order by created_at, id limit ${filter.limit}`)
  return rows.map((row) => row.id)
}

/** The same of one account: a statement of its own, since it goes through another index. */
export async function pageAccountServices(
  transaction: Transaction,
  accountId: AccountId,
  filter: ServiceFilter,
): Promise<ServiceId[]> {
  const rows = await transaction.query<{ readonly id: ServiceId }>(sql`
    select id from services
    where account_id = ${accountId}::bigint
      and (created_at, id) > (coalesce(${filter.after?.createdAt ?? null}::timestamptz, '-infinity'),
        ${filter.after?.id ?? 0}::bigint)
      and (${filter.expiringBefore}::date is null or expires_on < ${filter.expiringBefore}::date)
      and (${filter.status}::text is null or ${filter.status}::text = case when state = 'active' and exists (
          select from order_lines line
          join debts on debts.account_id = line.account_id and debts.order_id = line.order_id and closed_at is null
          where line.account_id = services.account_id and service_id = services.id
        ) then 'unpaid' else state end)
    order by created_at, id limit ${filter.limit}`)
  return rows.map((row) => row.id)
}

/** Services as the operator sees them, in the order in which they were made; ids that do not exist are left out. */
export async function describeServices(transaction: Transaction, ids: readonly ServiceId[]): Promise<ListedService[]> {
  return transaction.query<ListedService>(sql`
    select nichandle as account, services.id, plan_code as plan, family, services.name, display_name as "displayName",
      parent_id as "parentServiceId", quantity, starts_on as start, expires_on as expiration, anchor_day as "anchorDay",
      period, mode, ends, engaged_until as "engagedUntil", suspension_causes as "suspensionCauses",
      hold_until as "holdUntil", services.created_at as "createdAt",
      case when state = 'active' and exists (
        select from order_lines line
        join debts on debts.account_id = line.account_id and debts.order_id = line.order_id and closed_at is null
        where line.account_id = services.account_id and service_id = services.id
      ) then 'unpaid' else state end as status,
      array(select other.id from services other where other.account_id = services.account_id
        and other.link_group = services.link_group and other.id <> services.id and other.state <> 'terminated'
        order by other.id) as "linkedTo"
    from services join accounts on accounts.account_id = services.account_id
    where services.id = any (${ids}::bigint[])
    order by services.created_at, services.id`)
}
