import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, ServiceId } from '../identity/identity.ts'
import type { ContactMove } from './contact.ts'
import type { ContactChange, ContactChangeKey } from './contact-change.ts'

export interface NewContactChange extends ContactMove {
  readonly accountId: AccountId
  readonly serviceId: ServiceId
  /** Business time. */
  readonly requestedAt: Instant
  /** Real time. */
  readonly expiresAt: Instant
}

/** Stores changes that wait for their answers. @returns their numbers, in the order given */
export async function insertContactChanges(
  transaction: Transaction,
  changes: readonly NewContactChange[],
): Promise<number[]> {
  const rows = await transaction.query<{ readonly id: number }>(sql`
    insert into contact_changes (account_id, service_id, from_nichandle, to_nichandle, roles, requested_at, expires_at)
    select account_id, service_id, from_nichandle, to_nichandle, array(select jsonb_array_elements_text(roles)), requested_at,
      expires_at
    from unnest(
      ${changes.map((change) => change.accountId)}::bigint[],
      ${changes.map((change) => change.serviceId)}::bigint[],
      ${changes.map((change) => change.from)}::text[],
      ${changes.map((change) => change.to)}::text[],
      ${changes.map((change) => JSON.stringify(change.roles))}::jsonb[],
      ${changes.map((change) => change.requestedAt)}::timestamptz[],
      ${changes.map((change) => change.expiresAt)}::timestamptz[]
    ) with ordinality as given (account_id, service_id, from_nichandle, to_nichandle, roles, requested_at, expires_at, position)
    order by position
    returning id`)
  return rows.map((row) => row.id).sort((left, right) => left - right)
}

/** Changes by what names them, in real time as of now. */
export async function readContactChanges(
  transaction: Transaction,
  keys: readonly ContactChangeKey[],
  now: Instant,
): Promise<ContactChange[]> {
  return transaction.query<ContactChange>(sql`
    select change.account_id as "accountId", change.id, service_id as "serviceId", services.name as "serviceName",
      nichandle as "askedBy", from_nichandle as "from", to_nichandle as "to", roles, requested_at as "requestedAt",
      ended_at as "endedAt", case when change.state <> 'waiting' then change.state when services.state = 'terminated' then 'aborted'
        when expires_at <= ${now}::timestamptz then 'expired' else 'waiting' end as state
    from unnest(
      ${keys.map((key) => key.accountId)}::bigint[],
      ${keys.map((key) => key.id)}::bigint[]
    ) as given (account_id, change_id)
    join contact_changes change on change.account_id = given.account_id and change.id = given.change_id
    join services on services.account_id = change.account_id and services.id = service_id
    join accounts on accounts.account_id = change.account_id
    order by change.id`)
}

/** The changes that an account may know of: those of its services, and those that it must answer. */
export async function listContactChanges(transaction: Transaction, accountId: AccountId): Promise<ContactChangeKey[]> {
  return transaction.query<ContactChangeKey>(sql`
    select account_id as "accountId", id from contact_changes where account_id = ${accountId}::bigint
    union
    select owner_id, change_id from contact_answers where account_id = ${accountId}::bigint
    order by 2`)
}

/** The changes of services of an account that wait. */
export async function findWaitingChanges(
  transaction: Transaction,
  accountId: AccountId,
  serviceIds: readonly ServiceId[],
  now: Instant,
): Promise<Pick<ContactChange, 'id' | 'serviceId' | 'roles'>[]> {
  return transaction.query(sql`
    select id, service_id as "serviceId", roles from contact_changes
    where account_id = ${accountId}::bigint and service_id = any (${serviceIds}::bigint[]) and state = 'waiting'
      and expires_at > ${now}::timestamptz
    order by id`)
}

/** Ends changes that wait. */
export async function endContactChanges(
  transaction: Transaction,
  keys: readonly ContactChangeKey[],
  state: 'done' | 'refused',
  at: Instant,
): Promise<void> {
  await transaction.query(sql`
    update contact_changes set state = ${state}, ended_at = ${at}::timestamptz
    from unnest(
      ${keys.map((key) => key.accountId)}::bigint[],
      ${keys.map((key) => key.id)}::bigint[]
    ) as given (account_id, change_id)
    where contact_changes.account_id = given.account_id and id = given.change_id and state = 'waiting'`)
}
