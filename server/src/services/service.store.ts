import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, OrderId, ServiceId } from '../identity/identity.ts'
import type { Currency } from '../money/money.ts'
import type { Service } from './service.ts'

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
