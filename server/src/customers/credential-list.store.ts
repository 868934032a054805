import sql from 'sql-template-tag'
import type { Transaction } from '../database/transaction.ts'
import type { AccountId } from '../identity/identity.ts'
import type { Credential } from './credential.ts'

/** An account's credentials, oldest first. @param applicationId null: of all applications */
export async function listCredentials(
  transaction: Transaction,
  accountId: AccountId,
  applicationId: number | null,
): Promise<Pick<Credential, 'id' | 'state' | 'expiresAt'>[]> {
  return transaction.query(sql`
    select id, state, expires_at as "expiresAt" from credentials
    where account_id = ${accountId}::bigint and (${applicationId}::bigint is null or application_id = ${applicationId}::bigint)
    order by id`)
}

/** Binds an account's credentials to addresses; null: to none. Answers which were there. */
export async function updateAllowedIps(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly number[],
  allowedIps: readonly string[] | null,
): Promise<number[]> {
  const rows = await transaction.query<{ id: number }>(sql`
    update credentials set allowed_ips = ${allowedIps}::text[]
    where account_id = ${accountId}::bigint and id = any (${ids}::bigint[]) returning id`)
  return rows.map((row) => row.id)
}

/** Deletes an account's credentials; answers which were there. */
export async function deleteCredentials(
  transaction: Transaction,
  accountId: AccountId,
  ids: readonly number[],
): Promise<number[]> {
  const rows = await transaction.query<{ id: number }>(sql`
    delete from credentials where account_id = ${accountId}::bigint and id = any (${ids}::bigint[]) returning id`)
  return rows.map((row) => row.id)
}
