import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, Nichandle, ServiceId } from '../identity/identity.ts'
import type { ContactRole } from './contact.ts'

export interface ServiceContact {
  readonly serviceId: ServiceId
  readonly role: ContactRole
  readonly nichandle: Nichandle
}

/** The contacts of an account's services that were changed. */
export async function readContacts(
  transaction: Transaction,
  accountId: AccountId,
  serviceIds: readonly ServiceId[],
): Promise<ServiceContact[]> {
  return transaction.query<ServiceContact>(sql`
    select service_id as "serviceId", role, nichandle from service_contacts
    where account_id = ${accountId}::bigint and service_id = any (${serviceIds}::bigint[])`)
}

/** Gives services of an account other contacts. */
export async function writeContacts(
  transaction: Transaction,
  accountId: AccountId,
  contacts: readonly ServiceContact[],
): Promise<void> {
  await transaction.query(sql`
    insert into service_contacts (account_id, service_id, role, nichandle)
    select ${accountId}::bigint, * from unnest(
      ${contacts.map((contact) => contact.serviceId)}::bigint[],
      ${contacts.map((contact) => contact.role)}::text[],
      ${contacts.map((contact) => contact.nichandle)}::text[]
    )
    on conflict (account_id, service_id, role) do update set nichandle = excluded.nichandle`)
}
