import sql from 'sql-template-tag'
import type { Period } from '../calendar/period.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import type { Ending, RenewalMode, Service } from './service.ts'

/** Live services of an account; ids of others and of terminated ones are left out. */
export async function readServices(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly ServiceId[],
): Promise<Service[]> {
  return transaction.query<Service>(sql`
    select account_id as "accountId", id, plan_code as "planCode", family, name, display_name as "displayName",
      parent_id as "parentId", link_group as "linkGroup", quantity, starts_on as "startsOn", expires_on as "expiresOn",
      anchor_day as "anchorDay", period, mode, ends, engaged_until as "engagedUntil",
      engagement_end_rule as "engagementEndRule", state, suspension_causes as "suspensionCauses", created_at as "createdAt"
    from services
    where account_id = ${accountId}::bigint and id = any (${ids}::bigint[]) and state <> 'terminated'
    order by id`)
}

/** The same with all options under them, and theirs. */
export async function readServicesWithOptions(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly ServiceId[],
): Promise<Service[]> {
  return transaction.query<Service>(sql`
    with recursive reached (id) as (
      select id from services
      where account_id = ${accountId}::bigint and id = any (${ids}::bigint[]) and state <> 'terminated'
      union
      select option.id from reached join services option
        on option.account_id = ${accountId}::bigint and option.parent_id = reached.id and option.state <> 'terminated'
    )
    select account_id as "accountId", id, plan_code as "planCode", family, name, display_name as "displayName",
      parent_id as "parentId", link_group as "linkGroup", quantity, starts_on as "startsOn", expires_on as "expiresOn",
      anchor_day as "anchorDay", period, mode, ends, engaged_until as "engagedUntil",
      engagement_end_rule as "engagementEndRule", state, suspension_causes as "suspensionCauses", created_at as "createdAt"
    from services
    where account_id = ${accountId}::bigint and id in (select id from reached)
    order by id`)
}

/**
 * The families of services (rule S1): all live ones that links, options and parents reach. It walks from services to groups and
 * back, so that a group of n members takes n steps and not n * n.
 */
export async function readFamilies(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly ServiceId[],
): Promise<Service[]> {
  return transaction.query<Service>(sql`
    with recursive reached (service_id, link_group) as (
      select id, null::bigint from services
      where account_id = ${accountId}::bigint and id = any (${ids}::bigint[]) and state <> 'terminated'
      union
      select step.service_id, step.link_group
      from reached join lateral (
        select null::bigint as service_id, member.link_group from services member
        where member.account_id = ${accountId}::bigint and member.id = reached.service_id and member.link_group is not null
        union all
        select member.id, null from services member
        where member.account_id = ${accountId}::bigint and member.link_group = reached.link_group
          and member.state <> 'terminated'
        union all
        select option.id, null from services option
        where option.account_id = ${accountId}::bigint and option.parent_id = reached.service_id
          and option.state <> 'terminated'
        union all
        select parent.id, null from services option join services parent
          on parent.account_id = option.account_id and parent.id = option.parent_id and parent.state <> 'terminated'
        where option.account_id = ${accountId}::bigint and option.id = reached.service_id
      ) step on true
    )
    select account_id as "accountId", id, plan_code as "planCode", family, name, display_name as "displayName",
      parent_id as "parentId", link_group as "linkGroup", quantity, starts_on as "startsOn", expires_on as "expiresOn",
      anchor_day as "anchorDay", period, mode, ends, engaged_until as "engagedUntil",
      engagement_end_rule as "engagementEndRule", state, suspension_causes as "suspensionCauses", created_at as "createdAt"
    from services
    where account_id = ${accountId}::bigint and id in (select service_id from reached)
    order by id`)
}

/** Where services stand in the API's tree. */
export interface ServicePlace {
  readonly family: string
  /** null: all of the family. */
  readonly names: readonly string[] | null
  /** Parents that the path names; null for a root that is not nested. */
  readonly parents: { readonly family: string; readonly names: readonly string[] } | null
}

export interface FoundService {
  readonly id: ServiceId
  readonly name: string
  readonly parentName: string | null
}

/** The live services of an account at a place, by name; their parents are live ones too. */
export async function findServicesAt(
  transaction: Transaction,
  accountId: AccountId,
  place: ServicePlace,
): Promise<FoundService[]> {
  return transaction.query<FoundService>(sql`
    select service.id, service.name, parent.name as "parentName"
    from services service left join services parent
      on parent.account_id = service.account_id and parent.id = service.parent_id and parent.state <> 'terminated'
    where service.account_id = ${accountId}::bigint and service.family = ${place.family}::text
      and service.state <> 'terminated'
      and (${place.names}::text[] is null or service.name = any (${place.names}::text[]))
      and (${place.parents?.family ?? null}::text is null
        or (parent.family = ${place.parents?.family ?? null}::text
          and parent.name = any (${place.parents?.names ?? null}::text[])))
    order by service.name, service.id`)
}

export type ServiceOrder = 'serviceId' | 'resourceName' | 'creationDate' | 'expirationDate'

export interface ServiceSearch {
  readonly name: string | null
  readonly family: string | null
  readonly orderBy: ServiceOrder
  readonly descending: boolean
}

/** Ids of an account's live services. */
export async function listServiceIds(
  transaction: Transaction,
  accountId: AccountId,
  search: ServiceSearch,
): Promise<ServiceId[]> {
  const rows = await transaction.query<{ readonly id: ServiceId }>(sql`
    select id from (
      select id, case ${search.orderBy}::text when 'resourceName' then name when 'creationDate' then starts_on::text
        when 'expirationDate' then expires_on::text end as key
      from services
      where account_id = ${accountId}::bigint and state <> 'terminated'
        and (${search.name}::text is null or name = ${search.name}::text)
        and (${search.family}::text is null or family = ${search.family}::text)
    ) found
    order by case when not ${search.descending}::boolean then key end, case when ${search.descending}::boolean then key end desc,
      case when ${search.descending}::boolean then -id else id end`)
  return rows.map((row) => row.id)
}

export interface RenewalUpdate {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  readonly mode: RenewalMode
  readonly period: Period
  readonly ends: Ending | null
}

export async function updateRenewals(transaction: Transaction, updates: readonly RenewalUpdate[]): Promise<void> {
  await transaction.query(sql`
    update services set mode = given.mode, period = given.period, ends = given.ends
    from unnest(
      ${updates.map((update) => update.accountId)}::bigint[],
      ${updates.map((update) => update.serviceId)}::bigint[],
      ${updates.map((update) => update.mode)}::text[],
      ${updates.map((update) => update.period)}::text[],
      ${updates.map((update) => update.ends)}::text[]
    ) as given (account_id, service_id, mode, period, ends)
    where services.account_id = given.account_id and services.id = given.service_id and state <> 'terminated'`)
}

export interface DisplayNameUpdate {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  /** null: the service's own name is shown. */
  readonly displayName: string | null
}

export async function updateDisplayNames(
  transaction: Transaction,
  updates: readonly DisplayNameUpdate[],
): Promise<void> {
  await transaction.query(sql`
    update services set display_name = given.display_name
    from unnest(
      ${updates.map((update) => update.accountId)}::bigint[],
      ${updates.map((update) => update.serviceId)}::bigint[],
      ${updates.map((update) => update.displayName)}::text[]
    ) as given (account_id, service_id, display_name)
    where services.account_id = given.account_id and services.id = given.service_id and state <> 'terminated'`)
}
