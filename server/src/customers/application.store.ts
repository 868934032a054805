import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'
import type { Application, NewApplication } from './application.ts'

/** Answers the new ids, in the order given. */
export async function insertApplications(
  transaction: Transaction,
  applications: readonly NewApplication[],
): Promise<number[]> {
  const rows = await transaction.query<{ id: number }>(sql`
    insert into applications (account_id, application_key, secret_sealed, name, description, created_at)
    select account_id, application_key, secret_sealed, name, description, created_at
    from unnest(
      ${applications.map((application) => application.accountId)}::bigint[],
      ${applications.map((application) => application.applicationKey)}::text[],
      ${applications.map((application) => application.secretSealed)}::bytea[],
      ${applications.map((application) => application.name)}::text[],
      ${applications.map((application) => application.description)}::text[],
      ${applications.map((application) => application.createdAt)}::timestamptz[]
    ) with ordinality as given (account_id, application_key, secret_sealed, name, description, created_at, position)
    order by position
    returning id`)
  return rows.map((row) => row.id)
}

/** By application key, blocked and inactive ones too: the caller asks `mayOpen`. */
export async function findApplications(transaction: Transaction, keys: readonly string[]): Promise<Application[]> {
  return transaction.query<Application>(sql`
    select id, account_id as "accountId", application_key as "applicationKey", name, description, status,
      created_at as "createdAt"
    from applications where application_key = any (${keys}::text[])`)
}

/** Applications by their ids, whosever they are: the caller has said why he may know them. */
export async function readApplications(transaction: Transaction, ids: readonly number[]): Promise<Application[]> {
  return transaction.query<Application>(sql`
    select id, account_id as "accountId", application_key as "applicationKey", name, description, status,
      created_at as "createdAt"
    from applications where id = any (${ids}::bigint[])`)
}

/** The applications that an account made, oldest first. */
export async function listApplications(transaction: Transaction, accountId: AccountId): Promise<Application[]> {
  return transaction.query<Application>(sql`
    select id, account_id as "accountId", application_key as "applicationKey", name, description, status,
      created_at as "createdAt"
    from applications where account_id = ${accountId}::bigint order by id`)
}

/** Deletes an account's applications and every credential of them, whosever those are; answers which were there. */
export async function deleteApplications(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly number[],
): Promise<number[]> {
  const rows = await transaction.query<{ id: number }>(sql`
    delete from applications where account_id = ${accountId}::bigint and id = any (${ids}::bigint[]) returning id`)
  return rows.map((row) => row.id)
}
