import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, Nichandle } from '../identity/identity.ts'
import type { Account, NewAccount } from './account.ts'

/**
 * Locks accounts against every other action that moves their money or services, in a fixed order so that two callers cannot
 * deadlock. `no key update`: rows that only refer to the account may still be inserted meanwhile.
 */
export async function lockAccounts(transaction: Transaction, ids: readonly AccountId[]): Promise<void> {
  await transaction.query(sql`
    select account_id from accounts where account_id = any (${ids}::bigint[]) order by account_id for no key update`)
}

/** Locks accounts in the same way, some after a cursor, in order of their ids. `after` is 0 for the first ones. */
export async function lockAccountsAfter(
  transaction: Transaction,
  after: AccountId | 0,
  limit: number,
): Promise<AccountId[]> {
  const rows = await transaction.query<{ readonly id: AccountId }>(sql`
    select account_id as id from accounts where account_id > ${after}::bigint
    order by account_id limit ${limit}::integer for no key update`)
  return rows.map((row) => row.id)
}

/** In no order; ids of no account are left out. Locks nothing: `lockAccounts` does. */
export async function readAccounts(transaction: Transaction, ids: readonly AccountId[]): Promise<Account[]> {
  return transaction.query<Account>(sql`
    select account_id as id, nichandle, email, firstname, name, organisation, legalform, address, city, zip, phone,
      country, currency, language, vat, created_at as "createdAt"
    from accounts where account_id = any (${ids}::bigint[])`)
}

/** By nichandle, in no order; those of nobody are left out. */
export async function findAccounts(transaction: Transaction, nichandles: readonly Nichandle[]): Promise<Account[]> {
  return transaction.query<Account>(sql`
    select account_id as id, nichandle, email, firstname, name, organisation, legalform, address, city, zip, phone,
      country, currency, language, vat, created_at as "createdAt"
    from accounts where nichandle = any (${nichandles}::text[])`)
}

/** Accounts after a cursor, oldest first. `after` is 0 for the first page. */
export async function listAccounts(transaction: Transaction, after: AccountId | 0, limit: number): Promise<Account[]> {
  return transaction.query<Account>(sql`
    select account_id as id, nichandle, email, firstname, name, organisation, legalform, address, city, zip, phone,
      country, currency, language, vat, created_at as "createdAt"
    from accounts where account_id > ${after}::bigint order by account_id limit ${limit}::bigint`)
}

/** Answers those that were made, in the order given: one whose nichandle is taken is not among them. */
export async function insertAccounts(transaction: Transaction, accounts: readonly NewAccount[]): Promise<Account[]> {
  return transaction.query<Account>(sql`
    insert into accounts (nichandle, password_hash, email, firstname, name, organisation, legalform, address, city, zip, phone,
      country, currency, language, vat, created_at)
    select nichandle, password_hash, email, firstname, name, organisation, legalform, address, city, zip, phone,
      country, currency, language, vat, created_at
    from unnest(
      ${accounts.map((account) => account.nichandle)}::text[],
      ${accounts.map((account) => account.passwordHash)}::text[],
      ${accounts.map((account) => account.email)}::text[],
      ${accounts.map((account) => account.firstname)}::text[],
      ${accounts.map((account) => account.name)}::text[],
      ${accounts.map((account) => account.organisation)}::text[],
      ${accounts.map((account) => account.legalform)}::text[],
      ${accounts.map((account) => account.address)}::text[],
      ${accounts.map((account) => account.city)}::text[],
      ${accounts.map((account) => account.zip)}::text[],
      ${accounts.map((account) => account.phone)}::text[],
      ${accounts.map((account) => account.country)}::text[],
      ${accounts.map((account) => account.currency)}::text[],
      ${accounts.map((account) => account.language)}::text[],
      ${accounts.map((account) => account.vat)}::text[],
      ${accounts.map((account) => account.createdAt)}::timestamptz[]
    ) with ordinality as given (nichandle, password_hash, email, firstname, name, organisation, legalform, address, city, zip,
      phone, country, currency, language, vat, created_at, position)
    order by position
    on conflict (nichandle) do nothing
    returning account_id as id, nichandle, email, firstname, name, organisation, legalform, address, city, zip, phone,
      country, currency, language, vat, created_at as "createdAt"`)
}

/** Writes an account's data as they now are. A password hash that is null stays as it was; the nichandle never changes. */
export async function updateAccount(
  transaction: Transaction,
  account: Account,
  passwordHash: string | null,
): Promise<void> {
  await transaction.query(sql`
    update accounts set email = ${account.email}, firstname = ${account.firstname}, name = ${account.name},
      organisation = ${account.organisation}::text, legalform = ${account.legalform}, address = ${account.address}::text,
      city = ${account.city}::text, zip = ${account.zip}::text, phone = ${account.phone}::text,
      country = ${account.country}, currency = ${account.currency}, language = ${account.language},
      vat = ${account.vat}::text, password_hash = coalesce(${passwordHash}::text, password_hash)
    where account_id = ${account.id}::bigint`)
}

/** What a login is checked against; null when there is no such account. */
export async function readLogin(
  transaction: Transaction,
  nichandle: string,
): Promise<{ readonly id: AccountId; readonly passwordHash: string | null } | null> {
  const [row] = await transaction.query<{ id: AccountId; passwordHash: string | null }>(sql`
    select account_id as id, password_hash as "passwordHash" from accounts where nichandle = ${nichandle}`)
  return row ?? null
}
