import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import type { KnownService, NewService } from './service-register.ts'

/** A new service with its id and its link group: what is stored. */
export type IdentifiedService = NewService & { readonly id: ServiceId; readonly linkGroup: number | null }

/**
 * Holds off others who choose ids while ids are chosen, and those who take the next ones meanwhile: an id is unique in the whole
 * house, though its key says only in an account.
 */
export async function lockChosenIds(transaction: Transaction): Promise<void> {
  await transaction.query(sql`select pg_advisory_xact_lock(hashtext('services.id'))`)
}

/** Waits while others choose ids; those who take the next ones do not wait for each other. */
export async function lockNextIds(transaction: Transaction): Promise<void> {
  await transaction.query(sql`select pg_advisory_xact_lock_shared(hashtext('services.id'))`)
}

/** The next free ids. */
export async function takeServiceIds(transaction: Transaction, count: number): Promise<ServiceId[]> {
  const rows = await transaction.query<{ readonly id: ServiceId }>(sql`
    select nextval(pg_get_serial_sequence('services', 'id')) as id from generate_series(1, ${count}::integer)`)
  return rows.map((row) => row.id)
}

/** Lets the ids that are given out go on after one that was chosen. */
export async function passServiceId(transaction: Transaction, id: ServiceId): Promise<void> {
  await transaction.query(sql`
    select setval('services_id_seq', ${id}::bigint) from services_id_seq where last_value <= ${id}::bigint`)
}

/** Services of any account by id: for the operator, who names them so. */
export async function findServicesById(
  transaction: Transaction,
  ids: readonly ServiceId[],
): Promise<(KnownService & { readonly id: ServiceId; readonly name: string })[]> {
  return transaction.query(sql`
    select account_id as "accountId", id, name, family, state, link_group as "linkGroup", period
    from services where id = any (${ids}::bigint[])`)
}

/** What makes a live service's name unique; see `nameKey`. */
type NameOfService = Pick<NewService, 'accountId' | 'family' | 'parentId' | 'name'>

/** Which of these names live services have: one step into the index of names for each, however many services there are. */
export async function findNames(transaction: Transaction, wanted: readonly NameOfService[]): Promise<NameOfService[]> {
  return transaction.query<NameOfService>(sql`
    select wanted.account_id as "accountId", wanted.family, wanted.parent_id as "parentId", wanted.name
    from unnest(
      ${wanted.map((one) => one.accountId)}::bigint[],
      ${wanted.map((one) => one.family)}::text[],
      ${wanted.map((one) => one.parentId)}::bigint[],
      ${wanted.map((one) => one.name)}::text[]
    ) as wanted (account_id, family, parent_id, name)
    join lateral (
      select from services
      where services.account_id = wanted.account_id and services.family = wanted.family
        and coalesce(services.parent_id, 0) = coalesce(wanted.parent_id, 0) and services.name = wanted.name
        and state <> 'terminated'
      limit 1
    ) found on true`)
}

/** Which parents have a live service of a family, whatever its name: answered with an empty name. */
export async function findOptions(
  transaction: Transaction,
  wanted: readonly NameOfService[],
): Promise<NameOfService[]> {
  return transaction.query<NameOfService>(sql`
    select wanted.account_id as "accountId", wanted.family, wanted.parent_id as "parentId", '' as name
    from unnest(
      ${wanted.map((one) => one.accountId)}::bigint[],
      ${wanted.map((one) => one.family)}::text[],
      ${wanted.map((one) => one.parentId)}::bigint[]
    ) as wanted (account_id, family, parent_id)
    join lateral (
      select from services
      where services.account_id = wanted.account_id and services.parent_id = wanted.parent_id
        and services.family = wanted.family and state <> 'terminated'
      limit 1
    ) found on true`)
}

/** Without paid periods: `insertFirstPeriods` in the same transaction. Ids and names were taken under the lock of ids. */
export async function insertServices(
  transaction: Transaction,
  services: readonly IdentifiedService[],
  createdAt: Instant,
): Promise<void> {
  await transaction.query(sql`
    insert into services (account_id, id, plan_code, family, name, display_name, parent_id, link_group, quantity, starts_on,
      expires_on, anchor_day, period, mode, ends, engaged_until, engagement_end_rule, created_at)
    select account_id, id, plan_code, family, name, display_name, parent_id, link_group, quantity, starts_on, expires_on,
      anchor_day, period, mode, ends, engaged_until, end_rule, ${createdAt}::timestamptz
    from unnest(
      ${services.map((service) => service.accountId)}::bigint[],
      ${services.map((service) => service.id)}::bigint[],
      ${services.map((service) => service.planCode)}::text[],
      ${services.map((service) => service.family)}::text[],
      ${services.map((service) => service.name)}::text[],
      ${services.map((service) => service.past.displayName ?? null)}::text[],
      ${services.map((service) => service.parentId)}::bigint[],
      ${services.map((service) => service.linkGroup)}::bigint[],
      ${services.map((service) => service.quantity)}::integer[],
      ${services.map((service) => service.startsOn)}::date[],
      ${services.map((service) => service.expiresOn)}::date[],
      ${services.map((service) => service.anchorDay)}::smallint[],
      ${services.map((service) => service.period)}::text[],
      ${services.map((service) => service.mode)}::text[],
      ${services.map((service) => service.past.ends ?? null)}::text[],
      ${services.map((service) => service.past.engagedUntil ?? null)}::date[],
      ${services.map((service) => service.past.engagementEndRule ?? null)}::text[]
    ) as given (account_id, id, plan_code, family, name, display_name, parent_id, link_group, quantity, starts_on, expires_on,
      anchor_day, period, mode, ends, engaged_until, end_rule)`)
}

/** The period that a service begins with: no order paid for it here. */
export async function insertFirstPeriods(
  transaction: Transaction,
  services: readonly IdentifiedService[],
): Promise<void> {
  await transaction.query(sql`
    insert into paid_periods (account_id, service_id, starts_on, ends_on)
    select account_id, service_id, starts_on, ends_on
    from unnest(
      ${services.map((service) => service.accountId)}::bigint[],
      ${services.map((service) => service.id)}::bigint[],
      ${services.map((service) => service.startsOn)}::date[],
      ${services.map((service) => service.expiresOn)}::date[]
    ) as given (account_id, service_id, starts_on, ends_on)`)
}

export interface GroupMove {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  /** The group it was in, all of which moves; null: it alone. */
  readonly from: number | null
  readonly to: number
}

/** A group moves whole: members of one that are named apart are to have the same target. */
export async function moveToGroups(transaction: Transaction, moves: readonly GroupMove[]): Promise<void> {
  await transaction.query(sql`
    update services set link_group = move.to_group
    from (
      select distinct on (account_id, coalesce(from_group, -service_id)) *
      from unnest(
        ${moves.map((move) => move.accountId)}::bigint[],
        ${moves.map((move) => move.serviceId)}::bigint[],
        ${moves.map((move) => move.from)}::bigint[],
        ${moves.map((move) => move.to)}::bigint[]
      ) as given (account_id, service_id, from_group, to_group)
    ) move
    where services.account_id = move.account_id
      and (services.link_group = move.from_group or (move.from_group is null and services.id = move.service_id))`)
}
