import sql from 'sql-template-tag'
import type { Instant } from '../calendar/calendar.ts'
import type { Transaction } from '../database/transaction.ts'
import type { ServiceKey } from './service.ts'

/** What a mailed token confirms, in real time (rule T7). */
export interface TerminationToken extends ServiceKey {
  /** SHA-256 of the token. */
  readonly tokenHash: Buffer
  readonly createdAt: Instant
  readonly expiresAt: Instant
}

/** Writes tokens of live services; an earlier one of the same service is none any more. */
export async function writeTerminationTokens(
  transaction: Transaction,
  tokens: readonly TerminationToken[],
): Promise<void> {
  await transaction.query(sql`
    insert into termination_tokens (account_id, service_id, token_hash, created_at, expires_at)
    select * from unnest(
      ${tokens.map((token) => token.accountId)}::bigint[],
      ${tokens.map((token) => token.id)}::bigint[],
      ${tokens.map((token) => token.tokenHash)}::bytea[],
      ${tokens.map((token) => token.createdAt)}::timestamptz[],
      ${tokens.map((token) => token.expiresAt)}::timestamptz[]
    )
    on conflict (account_id, service_id) do update
    set token_hash = excluded.token_hash, created_at = excluded.created_at, expires_at = excluded.expires_at`)
}

/** The services that hashed tokens confirm the termination of: those that live, by tokens that still hold. */
export async function findTerminationTokens(
  transaction: Transaction,
  tokenHashes: readonly Buffer[],
  now: Instant,
): Promise<ServiceKey[]> {
  return transaction.query<ServiceKey>(sql`
    select token.account_id as "accountId", service_id as id
    from termination_tokens token
    join services on services.account_id = token.account_id and services.id = service_id and state <> 'terminated'
    where token_hash = any (${tokenHashes}::bytea[]) and expires_at > ${now}::timestamptz`)
}

/** Uses tokens up. @returns what they confirmed: a token that another has used meanwhile confirms nothing */
export async function takeTerminationTokens(
  transaction: Transaction,
  tokenHashes: readonly Buffer[],
  now: Instant,
): Promise<ServiceKey[]> {
  return transaction.query<ServiceKey>(sql`
    delete from termination_tokens
    where token_hash = any (${tokenHashes}::bytea[]) and expires_at > ${now}::timestamptz
    returning account_id as "accountId", service_id as id`)
}

/** Deletes the tokens that are over; answers how many. */
export async function deleteExpiredTerminationTokens(transaction: Transaction, now: Instant): Promise<number> {
  const [row] = await transaction.query<{ count: number }>(sql`
    with over as (delete from termination_tokens where expires_at <= ${now}::timestamptz returning 1)
    select count(*) as count from over`)
  return row?.count ?? 0
}
