import sql from 'sql-template-tag'
import type { Period } from '../calendar/period.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, OrderId, ServiceId } from '../identity/identity.ts'
import type { Currency } from '../money/money.ts'
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

/** What live services are options of, and what that is one of, and so on. */
export async function readParents(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly ServiceId[],
): Promise<Service[]> {
  return transaction.query<Service>(sql`
    with recursive reached (id) as (
      select parent_id from services
      where account_id = ${accountId}::bigint and id = any (${ids}::bigint[]) and state <> 'terminated'
        and parent_id is not null
      union
      select parent.parent_id from reached join services parent
        on parent.account_id = ${accountId}::bigint and parent.id = reached.id and parent.parent_id is not null
    )
    select account_id as "accountId", id, plan_code as "planCode", family, name, display_name as "displayName",
      parent_id as "parentId", link_group as "linkGroup", quantity, starts_on as "startsOn", expires_on as "expiresOn",
      anchor_day as "anchorDay", period, mode, ends, engaged_until as "engagedUntil",
      engagement_end_rule as "engagementEndRule", state, suspension_causes as "suspensionCauses", created_at as "createdAt"
    from services
    where account_id = ${accountId}::bigint and id in (select id from reached) and state <> 'terminated'
    order by id`)
}

/** Services with all options under them, and theirs. */
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

/** A service that is asked for by its account. */
export interface AskedService {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
}

/** A live service with what it is read for: whose kin it is, what its account pays in, and what is to be paid for it first. */
export interface Kin {
  readonly service: Service
  /** Services of an account with the same kinship are one family (rule S1). */
  readonly kinship: number
  readonly currency: Currency
  /** False: the account paused automatic renewal (rule A2). */
  readonly accountActive: boolean
  /** The order to pay for its oldest open automatic bill (rule S5). */
  readonly openBill: OrderId | null
}

/**
 * The families of live services (rule S1): every live service of the same kinship, ascending by id. What is asked for and is no
 * live service of its account has none.
 */
export async function readFamilies(transaction: Transaction, asked: readonly AskedService[]): Promise<Kin[]> {
  const rows = await transaction.query<Service & Omit<Kin, 'service'>>(sql`
    select service.account_id as "accountId", id, plan_code as "planCode", family, service.name,
      display_name as "displayName", parent_id as "parentId", link_group as "linkGroup", quantity, starts_on as "startsOn",
      expires_on as "expiresOn", anchor_day as "anchorDay", period, mode, ends, engaged_until as "engagedUntil",
      engagement_end_rule as "engagementEndRule", state, suspension_causes as "suspensionCauses",
      service.created_at as "createdAt", kinship, currency, renewal_active as "accountActive",
      (
        select debts.order_id
        from debts join order_lines line on line.account_id = debts.account_id and line.order_id = debts.order_id
        where debts.account_id = service.account_id and closed_at is null and line.service_id = service.id
        order by opened_at, debts.id limit 1
      ) as "openBill"
    from services service join accounts on accounts.account_id = service.account_id
    where state <> 'terminated' and (service.account_id, kinship) in (
      select asked.account_id, asked.kinship
      from unnest(
        ${asked.map((each) => each.accountId)}::bigint[],
        ${asked.map((each) => each.serviceId)}::bigint[]
      ) as given (account_id, service_id)
      join services asked
        on asked.account_id = given.account_id and asked.id = given.service_id and asked.state <> 'terminated'
    )
    order by service.account_id, id`)
  return rows.map(({ kinship, currency, accountActive, openBill, ...service }) => ({
    service,
    kinship,
    currency,
    accountActive,
    openBill,
  }))
}

export interface FoundService {
  readonly id: ServiceId
  readonly name: string
  readonly parentName: string | null
}

/** The live services of a family that have one of these names. Under different parents a name can stand several times. */
export async function findServicesByName(
  transaction: Transaction,
  accountId: AccountId,
  family: string,
  names: readonly string[],
): Promise<FoundService[]> {
  return transaction.query<FoundService>(sql`
    select id, name, null as "parentName" from services
    where account_id = ${accountId}::bigint and family = ${family}::text and name = any (${names}::text[])
      and state <> 'terminated'
    order by name, id`)
}

/** All live services of a family, by name. */
export async function listServicesOfFamily(
  transaction: Transaction,
  accountId: AccountId,
  family: string,
): Promise<FoundService[]> {
  return transaction.query<FoundService>(sql`
    select id, name, null as "parentName" from services
    where account_id = ${accountId}::bigint and family = ${family}::text and state <> 'terminated'
    order by name, id`)
}

/** The live services of a family under parents that are named, by name. */
export async function listServicesUnder(
  transaction: Transaction,
  accountId: AccountId,
  family: string,
  parents: { readonly family: string; readonly names: readonly string[] },
): Promise<FoundService[]> {
  return transaction.query<FoundService>(sql`
    select service.id, service.name, parent.name as "parentName"
    from services parent join services service
      on service.account_id = parent.account_id and service.parent_id = parent.id and service.state <> 'terminated'
    where parent.account_id = ${accountId}::bigint and parent.family = ${parents.family}::text
      and parent.name = any (${parents.names}::text[]) and parent.state <> 'terminated'
      and service.account_id = ${accountId}::bigint and service.family = ${family}::text
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

/**
 * Writes how live services renew; what follows one has its period (rule S3). They and all their options are judged anew: what covers
 * these has changed (rules A2a, A8).
 */
export async function updateRenewals(transaction: Transaction, updates: readonly RenewalUpdate[]): Promise<void> {
  await transaction.query(sql`
    with recursive given as (
      select * from unnest(
        ${updates.map((update) => update.accountId)}::bigint[],
        ${updates.map((update) => update.serviceId)}::bigint[],
        ${updates.map((update) => update.mode)}::text[],
        ${updates.map((update) => update.period)}::text[],
        ${updates.map((update) => update.ends)}::text[]
      ) as given (account_id, service_id, mode, period, ends)
    ), reached as (
      select account_id, service_id, period as followed from given
      union
      select option.account_id, option.id, case when follows_parent then followed end
      from reached join services option on option.account_id = reached.account_id and option.parent_id = reached.service_id
      join plans on plans.code = option.plan_code
    ), woken as (
      update services option set next_action_at = '-infinity', period = coalesce(followed, option.period)
      from reached
      where option.account_id = reached.account_id and option.id = reached.service_id and option.state <> 'terminated'
        and (option.account_id, option.id) not in (select account_id, service_id from given)
    )
    update services set mode = given.mode, period = given.period, ends = given.ends, next_action_at = '-infinity'
    from given
    where services.account_id = given.account_id and services.id = given.service_id and state <> 'terminated'`)
}

export interface DisplayNameUpdate {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  /** null: the service's own name is shown. */
  readonly displayName: string | null
}

/** What is terminated or not there is left as it is, and no error. */
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
