import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'

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
