import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId, Nichandle } from '../identity/identity.ts'
import type { Account } from './account.ts'

/**
 * Locks accounts against every other action that moves their money or services, in a fixed order so that two callers cannot
 * deadlock. `no key update`: rows that only refer to the account may still be inserted meanwhile.
 */
export async function lockAccounts(transaction: Transaction, ids: readonly AccountId[]): Promise<void> {
  await transaction.query(sql`
    select account_id from accounts where account_id = any (${ids}::bigint[]) order by account_id for no key update`)
}

export async function readAccounts(transaction: Transaction, ids: readonly AccountId[]): Promise<Account[]> {
  return transaction.query<Account>(sql`
    select account_id as id, nichandle, email, firstname, name, organisation, legalform, address, city, zip, phone,
      country, currency, language, vat, created_at as "createdAt"
    from accounts where account_id = any (${ids}::bigint[])`)
}

export async function findAccounts(transaction: Transaction, nichandles: readonly Nichandle[]): Promise<Account[]> {
  return transaction.query<Account>(sql`
    select account_id as id, nichandle, email, firstname, name, organisation, legalform, address, city, zip, phone,
      country, currency, language, vat, created_at as "createdAt"
    from accounts where nichandle = any (${nichandles}::text[])`)
}
